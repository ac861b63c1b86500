import { type CheckVerdict, printTime, REASON_WORDS, VERDICT_WORDS } from '@zhengdun/contract';
import { AlignmentType, Paragraph } from 'docx';
import type { Digests } from '../../../kernel/digests.ts';
import { AUTO_LINE, annexHead, type Block, cellText, SIZE, table } from '../../../kernel/docx/index.ts';
import { destroyedText, pictureText } from '../phrases.ts';
import type { FetchedPicture } from '../pictures.ts';
import { citationOf } from '../report-view.ts';
import type { DocumentContext } from './context.ts';
import { imageRun } from './figures.ts';
import { WORDS } from './words.ts';

/** 附件1: every item with its result and its fact. */
export function resultAnnex(context: DocumentContext): Block[] {
  const { view, lang, fonts } = context;
  const ordered = [...view.unmet, ...view.unknown, ...view.met, ...view.notApplicable];
  const rows = ordered.map((verdict, index) => [
    String(index + 1),
    citationOf(verdict, lang),
    verdict.text.title,
    resultWords(verdict, context),
    verdict.text.fact,
  ]);
  return [
    ...annexHead({ number: 1, name: WORDS.annexOne[lang] }, lang, fonts),
    table(
      rows,
      {
        widths: [600, 1480, 1800, 1524, 3440],
        heads: [WORDS.number, WORDS.citation, WORDS.item, WORDS.result, WORDS.fact].map((word) => word[lang]),
        centred: [0, 3],
      },
      fonts,
    ),
  ];
}

/** Shape and word: black and white print tells them apart. */
function resultWords({ verdict, reason }: CheckVerdict, { lang }: DocumentContext): string {
  const { shape, word } = VERDICT_WORDS[verdict];
  const why = reason && REASON_WORDS[reason][lang];
  if (!why) return `${shape} ${word[lang]}`;
  return lang === 'zh' ? `${shape} ${word.zh}\n（${why}）` : `${shape} ${word.en}\n(${why})`;
}

/** 附件2: 编号, 图, 时间, SHA-256, SM3 of every picture, and the digests of the data behind the report. */
export function evidenceAnnex(context: DocumentContext, data: Digests): Block[] {
  const { lang, fonts, pictures, view } = context;
  const rows = pictures.map((picture) => [
    String(picture.number),
    [pictureCell(picture, context)],
    [
      cellText(pictureText(picture, lang), fonts),
      cellText(`${printTime(picture.evidence.at, lang)} ${picture.evidence.url}`, fonts),
      ...digestLines({ sha256: picture.sha256, sm3: picture.evidence.sm3 }, context),
    ],
  ]);
  const dataRow = [
    String(pictures.length + 1),
    WORDS.data[lang],
    [
      cellText(`${printTime(view.result.finishedAt, lang)} ${view.result.id}`, fonts),
      ...digestLines(data, context),
    ],
  ];
  return [
    ...annexHead({ number: 2, name: WORDS.annexTwo[lang] }, lang, fonts),
    ...(pictures.length === 0 ? [cellText(WORDS.noPictures[lang], fonts), cellText('', fonts)] : []),
    table(
      [...rows, dataRow],
      {
        widths: [600, 2424, 5820],
        heads: [WORDS.evidenceNumber, WORDS.picture, WORDS.timeAndDigest].map((word) => word[lang]),
        centred: [0],
      },
      fonts,
    ),
  ];
}

/** 3.9 cm across, at most 8 cm high, in pixels of 96 to the inch. */
const THUMBNAIL = { width: 147, height: 302 } as const;

function pictureCell(picture: FetchedPicture, { lang, fonts }: DocumentContext): Paragraph {
  const image = 'gap' in picture ? undefined : imageRun(picture, pictureText(picture, lang), THUMBNAIL);
  if (picture.destroyed) return cellText(destroyedText(picture.destroyed, lang), fonts);
  if (!image) return cellText(lang === 'zh' ? '（未附）' : '(not enclosed)', fonts, { centre: true });
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: AUTO_LINE, children: [image] });
}

function digestLines(
  { sha256, sm3 }: { sha256: string; sm3: string | undefined },
  { fonts }: DocumentContext,
): Paragraph[] {
  return [
    cellText(`SHA-256：${sha256}`, fonts, { size: SIZE.digest }),
    ...(sm3 ? [cellText(`SM3：${sm3}`, fonts, { size: SIZE.digest })] : []),
  ];
}
