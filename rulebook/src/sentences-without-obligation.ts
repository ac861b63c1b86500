import type { LocalText, Position } from '@zhengdun/contract';

/** A sentence of the Regulation that decides nothing for anybody, and why. */
export interface SentenceWithoutObligation {
  readonly position: Position;
  readonly why: LocalText;
}

/** The five sentences that make neither an obligation nor a duty. With them the text is covered whole. */
export const SENTENCES_WITHOUT_OBLIGATION: readonly SentenceWithoutObligation[] = [
  {
    position: { article: 1, paragraph: 1, sentence: 1, quote: '制定本规定' },
    why: {
      zh: '说明制定依据。所列法律和文件登记为配套规定。',
      en: 'It names the basis. The laws and papers it lists are kept as companion rules.',
    },
  },
  {
    position: { article: 2, paragraph: 2, sentence: 1, quote: '本规定所称互联网政务应用' },
    why: {
      zh: '是定义，列出应用的种类，用来判断一项义务是否适用。',
      en: 'A definition: it lists the kinds of application and serves to decide what applies.',
    },
  },
  {
    position: { article: 42, paragraph: 1, sentence: 1, quote: '参照本规定有关内容执行' },
    why: {
      zh: '关键信息基础设施参照执行，优先适用其自身的规定。系统只作标记，不作判定。',
      en: 'Critical information infrastructure follows this text by reference; its own rules come first. The system flags it and gives no verdict.',
    },
  },
  {
    position: { article: 43, paragraph: 1, sentence: 1, quote: '负责解释' },
    why: {
      zh: '规定解释权。有两种理解的条文，由四个部门解释确定。',
      en: 'The power of interpretation: where a sentence can be read in two ways, the four bodies decide.',
    },
  },
  {
    position: { article: 44, paragraph: 1, sentence: 1, quote: '本规定自2024年7月1日起施行' },
    why: {
      zh: '规定施行日期。施行之前的情况不作判定。',
      en: 'The date in force: there are no verdicts about the time before it.',
    },
  },
];
