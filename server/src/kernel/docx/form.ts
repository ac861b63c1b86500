import type { Lang } from '@zhengdun/contract';
import {
  AlignmentType,
  Footer,
  type IPropertiesOptions,
  type ISectionPropertiesOptions,
  LineRuleType,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';

/** Fonts of official documents (GB/T 9704-2012 names faces; the font names are what offices have installed). */
export interface FontSet {
  readonly title: string;
  readonly body: string;
  readonly level2: string;
  readonly level1: string;
  readonly pageNumber: string;
  /** digits and letters; undefined: the Chinese face writes them too */
  readonly latin?: string;
}

export const FONT_SETS = {
  gb2312: {
    title: '方正小标宋简体',
    body: '仿宋_GB2312',
    level2: '楷体_GB2312',
    level1: '黑体',
    pageNumber: '宋体',
  },
  gbk: {
    title: '方正小标宋_GBK',
    body: '方正仿宋_GBK',
    level2: '方正楷体_GBK',
    level1: '方正黑体_GBK',
    pageNumber: '宋体',
  },
} as const satisfies Record<string, FontSet>;

export type FontFamily = keyof typeof FONT_SETS;

const ENGLISH: FontSet = {
  title: '宋体',
  body: '宋体',
  level2: '宋体',
  level1: '黑体',
  pageNumber: '宋体',
  latin: 'Times New Roman',
};

export interface FontChoice {
  readonly family?: FontFamily;
  /** digits and letters in Times New Roman */
  readonly timesDigits?: boolean;
}

export function fontsFor(lang: Lang, { family = 'gb2312', timesDigits = false }: FontChoice): FontSet {
  if (lang === 'en') return ENGLISH;
  return { ...FONT_SETS[family], ...(timesDigits && { latin: 'Times New Roman' }) };
}

/** What `font` of a run takes: the same face for Chinese and for Latin, so that quotation marks are Chinese too. */
export function face(
  name: string,
  { latin }: FontSet,
): Record<'ascii' | 'hAnsi' | 'eastAsia' | 'cs', string> & { hint: string } {
  return { ascii: latin ?? name, hAnsi: latin ?? name, eastAsia: name, cs: latin ?? name, hint: 'eastAsia' };
}

/** Sizes are in half points: 3号 is 16 pt, 2号 22 pt, 4号 14 pt. */
export const SIZE = { title: 44, body: 32, pageNumber: 28, table: 21, digest: 15 } as const;
/** Width of the text area, 156 mm, in twips. */
export const TEXT_WIDTH = 8844;
/** One character of the body with its spacing, in twips. */
export const CHARACTER = 316;
/** Two characters of the body, in twips. */
export const TWO_CHARACTERS = 640;

/** 22 lines on a page of 225 mm: 28.95 pt each, in twips. */
const LINE = 579;
/** 28 characters on a line of 156 mm are 15.79 pt each: 3号 less 0.2 pt, in twips. */
const CHARACTER_SPACING = -4;

/** Lines of the body stand 28.95 pt apart whatever face the reader's machine puts in. */
export const BODY_LINE = { line: LINE, lineRule: LineRuleType.EXACT } as const;
export const AUTO_LINE = { line: 240, lineRule: LineRuleType.AUTO } as const;

/**
 * A4, 版心 156 × 225 mm, 22 lines of 28 characters (GB/T 9704-2012, 5.1 and 5.2). Measures in twips. The lines are
 * fixed and the characters set closer instead of a grid of characters: some office programs spread the text over such
 * a grid as if it were set in another size.
 */
export const PAGE = {
  page: {
    size: { width: 11906, height: 16838 },
    margin: { top: 2098, left: 1587, right: 1474, bottom: 1984, header: 851, footer: 1418 },
  },
} as const satisfies ISectionPropertiesOptions;

/**
 * The same page turned: its binding edge is above, the text area 225 × 156 mm. The package takes the measures of the
 * upright page and turns them.
 */
export const LANDSCAPE_PAGE = {
  page: {
    size: { ...PAGE.page.size, orientation: PageOrientation.LANDSCAPE },
    margin: { top: 1587, left: 1984, right: 2098, bottom: 1474, header: 851, footer: 851 },
  },
} as const satisfies ISectionPropertiesOptions;

/** Width of the text area of a turned page, 225 mm, in twips. */
export const LANDSCAPE_TEXT_WIDTH = 12756;

/** 「— 1 —」: odd pages right, even pages left, one character in. */
export function pageFooters(fonts: FontSet): { default: Footer; even: Footer } {
  const footer = (alignment: 'right' | 'left'): Footer =>
    new Footer({
      children: [
        new Paragraph({
          alignment: alignment === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
          indent: { [alignment]: 280, firstLine: 0 },
          spacing: AUTO_LINE,
          children: [
            new TextRun({
              children: ['— ', PageNumber.CURRENT, ' —'],
              size: SIZE.pageNumber,
              font: face(fonts.pageNumber, fonts),
            }),
          ],
        }),
      ],
    });
  return { default: footer('right'), even: footer('left') };
}

/** Styles of the levels: 一、黑体, （一）楷体, text 仿宋, all 3号 and none bold. */
export function documentStyles(fonts: FontSet): NonNullable<IPropertiesOptions['styles']> {
  const level = (name: string) => ({
    run: { font: face(name, fonts), size: SIZE.body, bold: false, italics: false, color: '000000' },
    paragraph: {
      spacing: { before: 0, after: 0, ...BODY_LINE },
      keepNext: true,
      indent: { firstLine: TWO_CHARACTERS, firstLineChars: 200 },
    },
  });
  const text = {
    font: face(fonts.body, fonts),
    size: SIZE.body,
    color: '000000',
    characterSpacing: CHARACTER_SPACING,
  };
  return {
    paragraphStyles: [{ id: 'Normal', name: 'Normal', quickFormat: true, run: text }],
    default: {
      document: {
        run: text,
        paragraph: { spacing: { before: 0, after: 0, ...AUTO_LINE } },
      },
      heading1: level(fonts.level1),
      heading2: level(fonts.level2),
    },
  };
}
