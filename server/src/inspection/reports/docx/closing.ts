import { printTime } from '@zhengdun/contract';
import { Paragraph } from 'docx';
import {
  type Block,
  BODY_LINE,
  body,
  CHARACTER,
  emptyLine,
  runs,
  signatureLines,
  signTable,
} from '../../../kernel/docx/index.ts';
import type { DocumentContext } from './context.ts';
import { WORDS } from './words.ts';

/** 附件说明, 署名, 日期, 签字表. */
export function closingBlocks(context: DocumentContext): Block[] {
  const { lang, fonts } = context;
  return [...annexNote(context), ...signature(context), emptyLine(fonts), signTable(lang, fonts)];
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

function signature({ view, lang, fonts, blank, date }: DocumentContext): Block[] {
  const unit = view.result.unit.name ?? blank;
  return signatureLines({ unit, date: date === undefined ? blank : printTime(date, lang) }, fonts);
}
