import {
  AlignmentType,
  HeadingLevel,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { BODY_LINE, type FontSet, face, SIZE, TWO_CHARACTERS } from './form.ts';

/** What a person has to fill in. The software invents none of it. */
export const TO_FILL = { zh: '【待填写】', en: '[to be filled in]' } as const;

/** Letters and digits in a row that would leave a gap in a justified line, as addresses do. */
const LONG_RUN = /[\x21-\x7e]{18,}/;

/** A paragraph of the body, first line two characters in. */
export function body(text: string, fonts: FontSet, options: Partial<IParagraphOptions> = {}): Paragraph {
  return new Paragraph({
    alignment: LONG_RUN.test(text) ? AlignmentType.LEFT : AlignmentType.BOTH,
    indent: { firstLine: TWO_CHARACTERS, firstLineChars: 200 },
    // Addresses may break anywhere: otherwise a long one leaves a gap in the line before.
    wordWrap: false,
    autoSpaceEastAsianText: false,
    widowControl: true,
    spacing: BODY_LINE,
    ...options,
    children: runs(text, fonts),
  });
}

/**
 * A text in the body's face, a run for each of its lines. Texts go in as `text`, never as `children`: among children
 * the package takes words like CURRENT for fields.
 */
export function runs(
  text: string,
  fonts: FontSet,
  options: { size?: number; font?: string } = {},
): TextRun[] {
  const { size, font = fonts.body } = options;
  return printable(text)
    .split('\n')
    .map(
      (line, index) =>
        new TextRun({
          text: line,
          font: face(font, fonts),
          ...(size !== undefined && { size }),
          ...(index > 0 && { break: 1 }),
        }),
    );
}

/** What no XML document may hold: one such character and no office program opens the file. */
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function printable(text: string): string {
  return text.replace(NO_XML, '').toWellFormed();
}

export function heading(text: string, level: 1 | 2, fonts: FontSet): Paragraph {
  return new Paragraph({
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    children: runs(text, fonts, { font: level === 1 ? fonts.level1 : fonts.level2 }),
  });
}

/** 2号小标宋, centred, a line each. */
export function title(lines: readonly string[], fonts: FontSet): Paragraph[] {
  return lines.map(
    (line) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        keepNext: true,
        spacing: BODY_LINE,
        children: runs(line, fonts, { font: fonts.title, size: SIZE.title }),
      }),
  );
}

/** An empty line of the body. It stays with what follows. */
export function emptyLine(fonts: FontSet): Paragraph {
  return new Paragraph({ spacing: BODY_LINE, keepNext: true, children: runs('', fonts) });
}

export type Cell = string | readonly Paragraph[];

export interface TableShape {
  /** twips; they add up to the width of the text */
  readonly widths: readonly number[];
  /** heads of the columns, repeated on every page; none: a table without */
  readonly heads?: readonly string[];
  /** a small table that stays on one page */
  readonly together?: boolean;
  /** columns whose text stands in the middle */
  readonly centred?: readonly number[];
}

/** A table in 5号: rows stay whole, the head is repeated on every page. */
export function table(rows: readonly (readonly Cell[])[], shape: TableShape, fonts: FontSet): Table {
  const { widths, heads, centred = [], together = false } = shape;
  const row = (cells: readonly Cell[], isHead: boolean, isLast = false): TableRow =>
    new TableRow({
      cantSplit: true,
      tableHeader: isHead,
      children: cells.map((cell, column) => {
        const paragraphs =
          typeof cell !== 'string'
            ? cell
            : [
                cellText(cell, fonts, {
                  centre: isHead || centred.includes(column),
                  keepNext: isHead || (together && !isLast),
                  ...(isHead && { font: fonts.level1 }),
                }),
              ];
        return tableCell(paragraphs, widths[column] ?? 0);
      }),
    });
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      ...(heads ? [row(heads, true)] : []),
      ...rows.map((cells, index) => row(cells, false, index === rows.length - 1)),
    ],
  });
}

function tableCell(children: readonly Paragraph[], width: number): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 70, bottom: 70, left: 90, right: 90 },
    verticalAlign: VerticalAlignTable.CENTER,
    children,
  });
}

export function cellText(
  text: string,
  fonts: FontSet,
  options: { centre?: boolean; keepNext?: boolean; font?: string; size?: number } = {},
): Paragraph {
  const { centre = false, keepNext = false, font, size = SIZE.table } = options;
  return new Paragraph({
    alignment: centre ? AlignmentType.CENTER : AlignmentType.LEFT,
    wordWrap: false,
    keepNext,
    spacing: { line: size <= SIZE.digest ? 240 : 300, lineRule: LineRuleType.EXACT },
    children: runs(text, fonts, { size, ...(font !== undefined && { font }) }),
  });
}
