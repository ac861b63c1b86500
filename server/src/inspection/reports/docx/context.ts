import type { Lang } from '@zhengdun/contract';
import { type FontSet, TO_FILL } from '../../../kernel/docx/index.ts';
import type { FetchedPicture } from '../pictures.ts';
import type { ReportView } from '../report-view.ts';

/** What the parts of one document share. */
export interface DocumentContext {
  readonly view: ReportView;
  readonly lang: Lang;
  readonly fonts: FontSet;
  readonly pictures: readonly FetchedPicture[];
  /** 【待填写】 */
  readonly blank: string;
  /** day of the document, `YYYY-MM-DD`; a person fills it in where none is given */
  readonly date: string | undefined;
}

export function blankFor(lang: Lang): string {
  return TO_FILL[lang];
}
