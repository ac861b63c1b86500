import { printTime } from '@zhengdun/contract';
import { Paragraph } from 'docx';
import type { DocumentContext } from './context.ts';
import { BODY_LINE } from './form.ts';
import type { Block } from './opening.ts';
import { body, emptyLine, runs, table } from './paragraphs.ts';
import { WORDS } from './words.ts';

/** One character of the body in twips. */
const CHARACTER = 316;

/** 附件说明, 署名, 日期, 签字表. */
export function closingBlocks(context: DocumentContext): Block[] {
  return [...annexNote(context), ...signature(context), emptyLine(context.fonts), signTable(context)];
}

/** One line below the text, two characters in, without a mark at the end. */
function annexNote({ lang, fonts }: DocumentContext): Block[] {
  if (lang === 'en') {
    return [emptyLine(fonts), body(`Annexes: 1. ${WORDS.annexOne.en}; 2. ${WORDS.annexTwo.en}`, fonts)];
  }
  return [
    emptyLine(fonts),
    body(`附件：1.${WORDS.annexOne.zh}`, fonts, { keepNext: true }),
    new Paragraph({
      indent: { left: 5 * CHARACTER, firstLine: 0 },
      keepNext: true,
      spacing: BODY_LINE,
      children: runs(`2.${WORDS.annexTwo.zh}`, fonts),
    }),
  ];
}

/** Without a seal (GB/T 9704-2012, 7.3.5.2): the date begins two characters further right than the unit. */
function signature({ view, lang, fonts, blank, date }: DocumentContext): Block[] {
  const unit = view.result.unit.name ?? blank;
  const day = date === undefined ? blank : printTime(date, lang);
  const left = signaturePlaces(charactersOf(unit), charactersOf(day));
  const line = (text: string, characters: number): Paragraph =>
    new Paragraph({
      indent: { left: Math.round(characters * CHARACTER), firstLine: 0 },
      keepNext: true,
      spacing: BODY_LINE,
      autoSpaceEastAsianText: false,
      children: runs(text, fonts),
    });
  return [emptyLine(fonts), emptyLine(fonts), line(unit, left.unit), line(day, left.date)];
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

function signTable({ lang, fonts, blank }: DocumentContext): Block {
  return table(
    [
      [WORDS.filler[lang], blank, WORDS.reviewer[lang], blank],
      [WORDS.leader[lang], blank, WORDS.phone[lang], blank],
    ],
    { widths: [1822, 2600, 1822, 2600], centred: [0, 1, 2, 3], together: true },
    fonts,
  );
}
