import {
  FINDING_MARK_WORDS,
  FINDING_STATE_WORDS,
  type FindingFilter,
  type FindingRow,
  type Lang,
  VERDICT_WORDS,
} from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import { type SheetColumns, type SheetFile, writeTable } from '../../kernel/sheet/index.ts';
import { scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { dayText, termText } from '../term-words.ts';
import { type Reading, readAllFindings } from './read-findings.ts';

type Column =
  | 'unit'
  | 'application'
  | 'problem'
  | 'verdict'
  | 'citation'
  | 'obligation'
  | 'handler'
  | 'assignee'
  | 'due'
  | 'state'
  | 'marks'
  | 'found'
  | 'closed'
  | 'id';

const column = (zh: string, en: string) => ({ word: { zh, en }, hint: { zh: '', en: '' }, example: '' });

const COLUMNS: SheetColumns<Column> = {
  unit: column('单位', 'unit'),
  application: column('应用', 'application'),
  problem: column('问题', 'finding'),
  verdict: column('结论', 'verdict'),
  citation: column('依据', 'basis'),
  obligation: column('义务', 'obligation'),
  handler: column('承办', 'who mends it'),
  assignee: column('责任人', 'person'),
  due: column('期限', 'term'),
  state: column('状态', 'state'),
  marks: column('标注', 'marks'),
  found: column('发现日期', 'found on'),
  closed: column('办结日期', 'closed on'),
  id: column('编号', 'id'),
};

/**
 * Every finding of a filter, not only the page that is shown, as a sheet. Where there are more than the limit, its last
 * row says so.
 */
export async function exportFindings(
  db: Database,
  { limit, ...reading }: Reading & { readonly limit?: number },
  filter: FindingFilter,
): Promise<SheetFile> {
  const scope = scopeOf(reading.actor, 'finding.read');
  const { found, total } = await withinScope(db, scope, (trx) =>
    readAllFindings(trx, scope, { ...reading, filter, ...(limit !== undefined && { limit }) }),
  );
  const { lang } = reading;
  const rows = found.map(({ row }) => cellsOf(row, lang));
  const cut = found.length < total ? [cutRow({ shown: found.length, total }, lang)] : [];
  return writeTable(COLUMNS, [...rows, ...cut], { form: 'xlsx', lang });
}

/** 「本表只列前…项」, in the first column of a row of its own. */
function cutRow(
  { shown, total }: { readonly shown: number; readonly total: number },
  lang: Lang,
): Record<Column, string> {
  const unit =
    lang === 'zh'
      ? `共${total}项，本表只列前${shown}项，其余${total - shown}项请缩小筛选范围后另行导出`
      : `${total} in all; only the first ${shown} are listed: narrow the filter for the other ${total - shown}`;
  const empty = Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, ''])) as Record<Column, string>;
  return { ...empty, unit };
}

function cellsOf(row: FindingRow, lang: Lang): Record<Column, string> {
  return {
    unit: row.unit.name,
    application: row.application.name,
    problem: row.problem,
    verdict: VERDICT_WORDS[row.verdict].word[lang],
    citation: row.obligation.citation,
    obligation: row.obligation.title,
    handler: row.handler,
    assignee: row.assignee?.name ?? '',
    due: termText(row.term, lang),
    state: FINDING_STATE_WORDS[row.state][lang],
    marks: row.marks.map((mark) => FINDING_MARK_WORDS[mark][lang]).join(lang === 'zh' ? '、' : ', '),
    found: dayText(row.foundAt, lang),
    closed: row.closedAt ? dayText(row.closedAt, lang) : '',
    id: row.id,
  };
}
