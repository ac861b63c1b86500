import {
  DISCLAIMER,
  FINDING_MARK_WORDS,
  FINDING_STATE_WORDS,
  type FindingFilter,
  type FindingRow,
  type Lang,
} from '@zhengdun/contract';
import { basisText, obligation } from '@zhengdun/rulebook';
import type { Database } from '../../kernel/database/index.ts';
import { type SheetFile, writeRegister } from '../../kernel/sheet/index.ts';
import { scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { dayText, termText } from '../term-words.ts';
import { type Reading, readAllFindings } from './read-findings.ts';

const HEADS = [
  { zh: '序号', en: 'No.', width: 6 },
  { zh: '单位', en: 'Unit', width: 18 },
  { zh: '应用', en: 'Application', width: 18 },
  { zh: '问题', en: 'Finding', width: 26 },
  { zh: '依据', en: 'Basis', width: 34 },
  { zh: '整改措施', en: 'Measure', width: 34 },
  { zh: '责任人', en: 'Person', width: 12 },
  { zh: '期限', en: 'Term', width: 16 },
  { zh: '状态', en: 'State', width: 12 },
  { zh: '办结时间', en: 'Closed on', width: 16 },
] as const;

const TITLE = { zh: '互联网政务应用安全问题整改台账', en: 'Rectification register' };

/** 整改台账 of everything that the reader sees under a filter, as it is handed in. */
export async function rectificationRegister(
  db: Database,
  reading: Reading,
  filter: FindingFilter,
): Promise<SheetFile> {
  const scope = scopeOf(reading.actor, 'finding.read');
  const { lang, now } = reading;
  const found = await withinScope(db, scope, (trx) => readAllFindings(trx, scope, { ...reading, filter }));
  const count = found.length;
  const until = dayText(now.toISOString(), lang);
  return writeRegister({
    title: TITLE[lang],
    about: lang === 'zh' ? `数据截至${until}，共${count}项` : `As of ${until}, ${count} in all`,
    heads: HEADS.map(({ width, ...words }) => ({ text: words[lang], width })),
    rows: found.map(({ row }, index) => cellsOf(row, index + 1, lang)),
    note: DISCLAIMER[lang],
  });
}

function cellsOf(row: FindingRow, number: number, lang: Lang): string[] {
  const known = obligation(row.obligation.id);
  const words = [
    FINDING_STATE_WORDS[row.state][lang],
    ...row.marks.map((mark) => FINDING_MARK_WORDS[mark][lang]),
  ];
  return [
    String(number),
    row.unit.name,
    row.application.name,
    row.problem,
    known ? basisText(known.position, lang) : '',
    known?.advice[lang] ?? '',
    row.assignee?.name ?? '',
    termText(row.term, lang),
    words.join(lang === 'zh' ? '，' : ', '),
    row.closedAt ? dayText(row.closedAt, lang) : '',
  ];
}
