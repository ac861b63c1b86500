import type { NoticeDraft } from '@zhengdun/contract';
import { calendarWith, freeDaysBetween, momentOf } from '../../kernel/clock/index.ts';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { findFindings } from '../findings/finding.repo.ts';
import { type Reading, rowsOf } from '../findings/read-findings.ts';
import { termAt, termOf } from '../term.ts';

/**
 * What would be sent now: the findings, the date, and the free days on the way to it.
 *
 * @throws HouseError `finding-unknown`, `finding-units-differ`
 */
export async function draftNotice(
  db: Database,
  reading: Reading,
  { findings, days }: { readonly findings: readonly string[]; readonly days: number },
): Promise<NoticeDraft> {
  const { actor, now } = reading;
  const rows = await withinScope(db, scopeOf(actor, 'notice.send'), async (trx) => {
    const found = await findFindings(trx, findings);
    return rowsOf(trx, reading, found);
  });
  const [first] = rows;
  if (!first || rows.length < new Set(findings).size) throw new HouseError('finding-unknown', {});
  if (rows.some(({ unit }) => unit.id !== first.unit.id)) throw new HouseError('finding-units-differ', {});
  const term = termOf(now, days);
  const until = term.due_on === null ? undefined : momentOf(term.due_on, '24:00');
  return {
    unit: first.unit,
    rows,
    term: termAt(term, now),
    freeDays: until
      ? freeDaysBetween(now, until, calendarWith()).map(({ day, name }) => ({ day, ...(name && { name }) }))
      : [],
    asOf: now.toISOString(),
  };
}
