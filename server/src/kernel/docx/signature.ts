import { Paragraph } from 'docx';
import { BODY_LINE, CHARACTER, type FontSet } from './form.ts';
import { emptyLine, runs } from './paragraphs.ts';

/** 署名 and 日期 without a seal (GB/T 9704-2012, 7.3.5.2): the date begins two characters further right than the unit. */
export function signatureLines(
  { unit, date }: { readonly unit: string; readonly date: string },
  fonts: FontSet,
): Paragraph[] {
  const left = signaturePlaces(charactersOf(unit), charactersOf(date));
  const line = (text: string, characters: number): Paragraph =>
    new Paragraph({
      indent: { left: Math.round(characters * CHARACTER), firstLine: 0 },
      keepNext: true,
      spacing: BODY_LINE,
      autoSpaceEastAsianText: false,
      children: runs(text, fonts),
    });
  return [emptyLine(fonts), emptyLine(fonts), line(unit, left.unit), line(date, left.date)];
}

const LINE_CHARACTERS = 28;

/**
 * Where unit and date begin, in characters from the left: the longer of the two ends two characters from the right,
 * and the date begins two characters after the unit.
 */
export function signaturePlaces(unit: number, date: number): { unit: number; date: number } {
  const start = Math.max(0, LINE_CHARACTERS - 2 - Math.max(unit, date + 2));
  return { unit: start, date: start + 2 };
}

/** Digits and Latin letters take half a character. */
function charactersOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) < 0x100 ? 0.5 : 1), 0);
}
