import type { NoticeDraft } from '@zhengdun/contract';
import { localCalendars } from '../../calendar/index.ts';
import { freeDaysBetween, momentOf } from '../../kernel/clock/index.ts';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { findFindings } from '../findings/finding.repo.ts';
import { filedOf, type Reading } from '../findings/read-findings.ts';
import { termAt, termOf } from '../term.ts';
import { type NoticedRow, noticedRow } from './notice.ts';

/**
 * What would be sent now: the findings, the date, and the free days on the way to it.
 *
 * @throws HouseError `finding-unknown`, `finding-units-differ`
 */
export async function draftNotice(
  db: Database,
  reading: Reading,
  { findings, days }: { readonly findings: readonly string[]; readonly days: number },
): Promise<NoticeDraft & { readonly rows: readonly NoticedRow[] }> {
  const { actor, lang, now } = reading;
  const { rows, calendar } = await withinScope(db, scopeOf(actor, 'notice.send'), async (trx) => {
    const found = await findFindings(trx, findings);
    const calendarOf = await localCalendars(trx, now);
    const filed = await filedOf(trx, reading, found);
    return {
      rows: filed.map((each) => noticedRow(each, lang)),
      calendar: calendarOf(found[0]?.region_path ?? ''),
    };
  });
  const [first] = rows;
  if (!first || rows.length < new Set(findings).size) throw new HouseError('finding-unknown', {});
  if (rows.some(({ unit }) => unit.id !== first.unit.id)) throw new HouseError('finding-units-differ', {});
  const term = termOf(now, days, calendar);
  const until = term.due_on === null ? undefined : momentOf(term.due_on, '24:00');
  return {
    unit: first.unit,
    rows,
    term: termAt(term, now, calendar),
    freeDays: until
      ? freeDaysBetween(now, until, calendar).map(({ day, name }) => ({ day, ...(name && { name }) }))
      : [],
    asOf: now.toISOString(),
  };
}
