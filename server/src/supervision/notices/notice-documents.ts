import {
  DISCLAIMER,
  FINDING_STATE_WORDS,
  type Lang,
  type NoticeDraft,
  type NoticeView,
} from '@zhengdun/contract';
import { basisText, obligation } from '@zhengdun/rulebook';
import {
  body,
  emptyLine,
  fontsFor,
  heading,
  renderDocument,
  signatureLines,
  TO_FILL,
  table,
  title,
} from '../../kernel/docx/index.ts';
import { dayText, termText } from '../term-words.ts';
import { type NoticedRow, TITLE } from './notice.ts';

const WORDS = {
  notice: TITLE,
  answer: { zh: '互联网政务应用安全问题整改情况反馈报告', en: 'Answer to a rectification notice' },
  findings: { zh: '一、存在的问题', en: '1. Findings' },
  demands: { zh: '二、办理要求', en: '2. What to do' },
  states: { zh: '一、整改情况', en: '1. What was done' },
  remarks: { zh: '二、有关说明', en: '2. Remarks' },
} as const;

const HEADS = {
  notice: {
    zh: ['序号', '应用', '问题', '依据', '整改措施'],
    en: ['No.', 'Application', 'Finding', 'Basis', 'Measure'],
  },
  answer: {
    zh: ['序号', '应用', '问题', '状态', '办结时间'],
    en: ['No.', 'Application', 'Finding', 'State', 'Closed on'],
  },
} as const;

/** The standing demands of every notice: what the product itself does with it. */
const DEMANDS = {
  zh: [
    '期限自通知送达之日起计算，不自签收之日起计算，法定节假日不计。',
    '确需延期的，请在到期之前申请并说明理由。',
    '对某一问题有异议的，可以提出误报申诉。',
    '改好后请申请复核，由检测确认后办结。',
  ],
  en: [
    'The term runs from delivery, not from the signature; statutory holidays do not count.',
    'Ask for a delay before the date, with the ground.',
    'Appeal against a finding that is none.',
    'When it is mended, ask for another check: that closes the finding.',
  ],
} as const satisfies Record<Lang, readonly string[]>;

/** What a notice is written from, sent or not yet. */
export interface NoticePaper
  extends Pick<NoticeDraft, 'unit' | 'term'>,
    Partial<Pick<NoticeView, 'sender' | 'number'>> {
  readonly rows: readonly NoticedRow[];
  readonly demand: string;
  /** day of the paper, ISO 8601 */
  readonly at: string;
}

/** 整改通知 in the form of GB/T 9704; red head, number and seal are the sender's to add. */
export function noticeDocument(paper: NoticePaper, lang: Lang): Promise<Uint8Array> {
  const fonts = fontsFor(lang, {});
  const { unit, rows, term, demand, sender = TO_FILL[lang], number = '' } = paper;
  const until = termText(term, lang);
  const opening =
    lang === 'zh'
      ? `经技术检测，你单位互联网政务应用存在下列${rows.length}项问题，请在${until}前完成整改。`
      : `Checks found ${rows.length} findings in your applications. Mend them until ${until}.`;
  const demands = [...(demand === '' ? [] : demand.split('\n')), ...DEMANDS[lang]];
  return renderDocument({
    subject: WORDS.notice[lang],
    description: number,
    lang,
    fonts,
    sections: [
      [
        ...title([WORDS.notice[lang]], fonts),
        emptyLine(fonts),
        body(`${unit.name}${lang === 'zh' ? '：' : ':'}`, fonts, { indent: { firstLine: 0 } }),
        body(opening, fonts),
        heading(WORDS.findings[lang], 1, fonts),
        table(
          rows.map((row, index) => noticeCells(row, index + 1, lang)),
          { widths: [600, 1700, 2044, 2250, 2250], heads: HEADS.notice[lang], centred: [0] },
          fonts,
        ),
        heading(WORDS.demands[lang], 1, fonts),
        ...demands.map((line) => body(line, fonts)),
        body(DISCLAIMER[lang], fonts),
        ...signatureLines({ unit: sender, date: dayText(paper.at, lang) }, fonts),
      ],
    ],
  });
}

function noticeCells(row: NoticedRow, number: number, lang: Lang): string[] {
  const known = obligation(row.obligation.id);
  return [
    String(number),
    row.application.name,
    row.problem,
    known ? basisText(known.position, lang) : '',
    row.measure,
  ];
}

/** 反馈报告 of the unit that received a notice, as it stands now. */
export function answerDocument(view: NoticeView, lang: Lang): Promise<Uint8Array> {
  const fonts = fontsFor(lang, {});
  const { unit, sender, number, rows, settled, findings, answer = TO_FILL[lang] } = view;
  const name = lang === 'zh' ? `《${view.title}》（${number}）` : `"${view.title}" (${number})`;
  const left = findings - settled;
  const opening =
    lang === 'zh'
      ? `收到${name}后，我单位组织整改。所列${findings}项问题中，已办结${settled}项，尚未办结${left}项，情况如下。`
      : `On ${name}: of ${findings} findings, ${settled} are settled and ${left} are not.`;
  return renderDocument({
    subject: WORDS.answer[lang],
    description: number,
    lang,
    fonts,
    sections: [
      [
        ...title([WORDS.answer[lang]], fonts),
        emptyLine(fonts),
        body(`${sender}${lang === 'zh' ? '：' : ':'}`, fonts, { indent: { firstLine: 0 } }),
        body(opening, fonts),
        heading(WORDS.states[lang], 1, fonts),
        table(
          rows.map((row, index) => [
            String(index + 1),
            row.application.name,
            row.problem,
            FINDING_STATE_WORDS[row.state][lang],
            row.closedAt ? dayText(row.closedAt, lang) : '',
          ]),
          { widths: [600, 2000, 3244, 1400, 1600], heads: HEADS.answer[lang], centred: [0, 3, 4] },
          fonts,
        ),
        heading(WORDS.remarks[lang], 1, fonts),
        ...answer.split('\n').map((line) => body(line, fonts)),
        body(DISCLAIMER[lang], fonts),
        ...signatureLines({ unit: unit.name, date: dayText(view.asOf, lang) }, fonts),
      ],
    ],
  });
}
