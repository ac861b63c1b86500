import { type DueList, type DueQuery, type DueRow, type Lang, RULE_WORDS } from '@zhengdun/contract';
import { citation } from '@zhengdun/rulebook';
import type { Database } from '../../kernel/database/index.ts';
import { withinScope } from '../../kernel/tenancy/index.ts';
import { narrowedBy, placeOf } from '../../registry/index.ts';
import { ruleOf } from '../findings/finding-words.ts';
import type { Reading } from '../findings/read-findings.ts';
import { countDueApplications, type DueRecord, listDue } from './due.repo.ts';
import { dueRules } from './overview-columns.ts';
import { overviewScope } from './overview-scope.ts';

/**
 * The list behind 应查: an application in use and a rule each, with what the latest check saw of it. The table counts the
 * very same.
 *
 * @throws HouseError `region-unknown`, `unit-unknown`
 */
export async function readDue(
  db: Database,
  { actor, lang, now }: Reading,
  query: DueQuery,
): Promise<DueList> {
  const scope = overviewScope(actor);
  const { page, size, chapter, article, obligation, ...filter } = query;
  const rules = dueRules({ chapter, article, obligation });
  return withinScope(db, scope, async (trx) => {
    const there = { scope, place: await placeOf(trx, filter), unit: filter.unit };
    const applications = await countDueApplications(trx, there);
    const total = applications
      .map(
        ({ count, kind, level, application }) =>
          count *
          rules.filter(
            (rule) => rule.kind === kind && rule.level === level && rule.application === application,
          ).length,
      )
      .reduce((sum, each) => sum + each, 0);
    const rows = await listDue(trx, there, { rules, offset: (page - 1) * size, limit: size });
    return {
      rows: rows.map((row) => dueRow(row, lang)),
      total,
      narrowed: await narrowedBy(trx, filter),
      asOf: now.toISOString(),
    };
  });
}

function dueRow(record: DueRecord, lang: Lang): DueRow {
  const { rule, finding_id, found, seen, checked_at } = record;
  const decided = ruleOf(rule);
  if (!decided) throw new Error(`no rule ${rule}`);
  const isFault = seen === 'unmet' || seen === 'unknown';
  const verdict = found ?? seen;
  return {
    application: { id: record.application_id, name: record.application_name },
    unit: { id: record.unit_id, name: record.unit_name },
    rule,
    title: RULE_WORDS[rule as keyof typeof RULE_WORDS].title[lang],
    citation: citation(decided.obligation.position, lang),
    ...(verdict !== null && { verdict }),
    // A platform, a paper or an exception answers for it.
    settled: isFault && finding_id === null,
    ...(finding_id !== null && { findingId: finding_id }),
    ...(checked_at !== null && { checkedAt: checked_at.toISOString() }),
  };
}
