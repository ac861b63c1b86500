import type { Lang, LocalText } from '@zhengdun/contract';
import { chineseNumber } from '@zhengdun/rulebook';
import { Paragraph, type Table } from 'docx';
import type { FontSet } from './form.ts';
import { emptyLine, runs, TO_FILL, table, title } from './paragraphs.ts';

export type Block = Paragraph | Table;

/** What every 自查报告 has in its outline (console.md §4.2), whether it is about a check or about a unit. */
export const REPORT_OUTLINE = {
  subject: {
    zh: '互联网政务应用安全自查报告',
    en: 'Report on the Self-inspection of Internet Government Applications',
  },
  one: { zh: '一、基本情况', en: '1 General' },
  organisation: { zh: '（二）自查组织', en: '1.2 Organisation' },
  two: { zh: '二、自查结果', en: '2 Results' },
  three: { zh: '三、存在的问题', en: '3 Problems' },
  four: { zh: '四、无法判定事项及核实安排', en: '4 Undetermined items and how they are settled' },
  five: { zh: '五、下一步措施', en: '5 Next steps' },
  chapter: { zh: '章', en: 'Chapter' },
  total: { zh: '合计', en: 'Total' },
} as const satisfies Record<string, LocalText>;

const WORDS = {
  annex: { zh: '附件', en: 'Annex ' },
  filler: { zh: '填报人', en: 'Filled in by' },
  reviewer: { zh: '审核人', en: 'Reviewed by' },
  leader: { zh: '分管负责人', en: 'Leader in charge' },
  phone: { zh: '联系电话', en: 'Telephone' },
} as const satisfies Record<string, LocalText>;

/** More characters than fit on one line of 22 pt: then the unit stands above, the subject below. */
const TITLE_LINE = 20;

/** 标题 of a unit's report. */
export function reportTitle(unit: string, lang: Lang, fonts: FontSet): Paragraph[] {
  const subject = REPORT_OUTLINE.subject[lang];
  if (lang === 'en') return title([subject], fonts);
  const whole = `${unit}${subject}`;
  return title(whole.length > TITLE_LINE ? [unit, subject] : [whole], fonts);
}

/** （一）, （二） … as 公文 number their second level; beyond ninety-nine in digits. */
export function secondLevel(number: number, lang: Lang, chapter: number): string {
  if (lang === 'en') return `${chapter}.${number} `;
  return number > 99 ? `（${number}）` : `（${chineseNumber(number)}）`;
}

/** 「附件1」 in 3号黑体, flush left, on a new page; its title below. */
export function annexHead(
  { number, name }: { readonly number: number; readonly name: string },
  lang: Lang,
  fonts: FontSet,
): Paragraph[] {
  return [
    new Paragraph({
      keepNext: true,
      children: runs(`${WORDS.annex[lang]}${number}`, fonts, { font: fonts.level1 }),
    }),
    emptyLine(fonts),
    ...title([name], fonts),
    emptyLine(fonts),
  ];
}

/** 签字表: who filled the report in, looked it over and answers for it. */
export function signTable(lang: Lang, fonts: FontSet): Table {
  const blank = TO_FILL[lang];
  return table(
    [
      [WORDS.filler[lang], blank, WORDS.reviewer[lang], blank],
      [WORDS.leader[lang], blank, WORDS.phone[lang], blank],
    ],
    { widths: [1822, 2600, 1822, 2600], centred: [0, 1, 2, 3], together: true },
    fonts,
  );
}
