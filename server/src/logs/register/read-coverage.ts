import type { LogCoverage, LogCoverageQuery } from '@zhengdun/contract';
import { addDays, dayOf } from '../../kernel/clock/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { listCounted } from './coverage.repo.ts';
import { coverDay } from './coverage.ts';
import type { RegisterTools } from './tools.ts';

const MOST = 200;

/** The calendar of a month: what came from each source on each day, and which hours are missing. */
export async function readCoverage(
  { db, now }: RegisterTools,
  actor: Actor,
  query: LogCoverageQuery,
): Promise<LogCoverage> {
  const at = now();
  const month = query.month ?? dayOf(at).slice(0, 7);
  const days = daysOf(month);
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const scope = scopeOf(actor, 'log-source.read');
  const sources = await withinScope(db, scope, (trx) =>
    listCounted(trx, scope, { from, to, unit: query.unit, limit: MOST }),
  );
  return {
    month,
    days,
    rows: sources.map(({ id, name, unit_name, since, until, days: counted }) => ({
      ...{ id, name, unit: unit_name },
      days: days.map((day) => {
        const covered = coverDay({
          start: Date.parse(`${day}T00:00:00+08:00`),
          hours: counted[day],
          since: since.getTime(),
          until: until?.getTime(),
          now: at.getTime(),
        });
        return { day, ...covered, missing: [...covered.missing] };
      }),
    })),
    asOf: at.toISOString(),
  };
}

function daysOf(month: string): string[] {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}
