import { domainToUnicode } from 'node:url';
import type { Schedule, ScheduleQuery } from '@zhengdun/contract';
import { type Actor, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { readSchedulePage } from './schedule.repo.ts';
import type { WatchTools } from './tools.ts';

/** One page of 定期检测: what is checked when, of the applications that the actor sees. */
export async function readSchedule(
  { db, now }: WatchTools,
  actor: Actor,
  { page, size, ...query }: ScheduleQuery,
): Promise<Schedule> {
  const scope = scopeOf(actor, 'application.read');
  const filter = { ...query, now: now() };
  return withinScope(db, scope, async (trx) => {
    const about = { ...filter, limit: size, offset: (page - 1) * size };
    const { rows, total, more } = await readSchedulePage(trx, scope, about);
    return {
      rows: rows.map((row) => ({
        id: row.id,
        name: row.name,
        unit: { id: row.unit_id, name: row.unit_name },
        host: domainToUnicode(row.host) || row.host,
        days: row.days,
        ...(row.checked_at && { checkedAt: row.checked_at.toISOString() }),
        ...(row.check_id && { checkId: row.check_id }),
        ...(row.next_at && { nextAt: row.next_at.toISOString() }),
        ...(row.pause_name !== null &&
          row.pause_ends_at && {
            pause: { name: row.pause_name, endsAt: row.pause_ends_at.toISOString() },
          }),
      })),
      total,
      more,
      asOf: filter.now.toISOString(),
    };
  });
}
