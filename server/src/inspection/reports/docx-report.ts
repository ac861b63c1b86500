import type { CheckResult } from '@zhengdun/contract';
import { digestsOf } from '../../kernel/digests.ts';
import { type FontChoice, fontsFor, renderDocument } from '../../kernel/docx/index.ts';
import { evidenceAnnex, resultAnnex } from './docx/annexes.ts';
import { closingBlocks } from './docx/closing.ts';
import { blankFor, type DocumentContext } from './docx/context.ts';
import { nextBlocks, problemBlocks, settleBlocks } from './docx/findings.ts';
import { generalBlocks, openingBlocks, resultBlocks } from './docx/opening.ts';
import { WORDS } from './docx/words.ts';
import { fetchPictures, type PictureLookup } from './pictures.ts';
import { viewResult } from './report-view.ts';
import { resultJson } from './result-json.ts';

export interface DocxReportOptions {
  readonly pictures: PictureLookup;
  /** day that the document bears, `YYYY-MM-DD`; 【待填写】 where none is given */
  readonly date?: string;
  readonly fonts?: FontChoice;
}

/**
 * 自查报告 as a .docx in the form of GB/T 9704-2012 (console.md §4.2): the body of a report; the unit adds its red
 * head, number and seal. What a person must write is 【待填写】. Gives the bytes of the file.
 */
export async function renderDocxReport(result: CheckResult, options: DocxReportOptions): Promise<Uint8Array> {
  const view = viewResult(result);
  const { lang } = view;
  const fonts = fontsFor(lang, options.fonts ?? {});
  const pictures = await fetchPictures(view.pictures, options.pictures);
  const context: DocumentContext = { view, lang, fonts, pictures, blank: blankFor(lang), date: options.date };
  return renderDocument({
    subject: WORDS.subject[lang],
    description: view.result.id,
    lang,
    fonts,
    sections: [
      [
        ...openingBlocks(context),
        ...generalBlocks(context),
        ...resultBlocks(context),
        ...problemBlocks(context),
        ...settleBlocks(context),
        ...nextBlocks(context),
        ...closingBlocks(context),
      ],
      resultAnnex(context),
      evidenceAnnex(context, digestsOf(resultJson(result))),
    ],
  });
}
