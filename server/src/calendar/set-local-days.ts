import { randomUUID } from 'node:crypto';
import { LOCAL_DAYS_AT_ONCE, type NewLocalDays } from '@zhengdun/contract';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { addDays, dayOf, daysBetween } from '../kernel/clock/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, type Scope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findLocalDay, insertLocalDays, regionOf, removeLocalDayRow } from './local-day.repo.ts';
import type { CalendarTools } from './tools.ts';

/**
 * Enters days that a region has off or works. Terms that are set from now on count them; those that run stay as they are.
 * All of the days or none.
 *
 * @throws HouseError `local-days-wrong`, `place-unknown`, `local-day-known`
 */
export async function setLocalDays(
  { db, now }: CalendarTools,
  caller: Caller,
  { region: code, from, to, ...entered }: NewLocalDays,
): Promise<void> {
  const at = now();
  const count = daysBetween(from, to) + 1;
  if (count < 1 || count > LOCAL_DAYS_AT_ONCE || from < dayOf(at))
    throw new HouseError('local-days-wrong', { most: LOCAL_DAYS_AT_ONCE });
  const scope = scopeOf(caller.actor, 'setting.manage');
  await withinScope(db, scope, async (trx) => {
    const region = await regionOf(trx, code);
    if (!region || !reachesRegion(scope, region.path)) throw new HouseError('place-unknown', {});
    const days = Array.from({ length: count }, (_, index) => addDays(from, index));
    const by = { set_by: personOf(caller.actor), set_at: at, removed_by: null, removed_at: null };
    const written = await insertLocalDays(
      trx,
      days.map((day) => ({ id: randomUUID(), region_path: region.path, day, ...entered, ...by })),
    );
    const known = days.find((day) => !written.includes(day));
    if (known) throw new HouseError('local-day-known', { day: known, place: region.name });
    await recordDone(trx, caller, {
      act: 'local-days-set',
      object: { kind: 'region', id: code },
      unit: undefined,
      detail: { from, to, working: entered.working },
    });
  });
}

/**
 * Takes a day back that has not begun. Terms that run stay as they are.
 *
 * @throws HouseError `local-day-unknown`, `local-day-past`
 */
export async function removeLocalDay({ db, now }: CalendarTools, caller: Caller, id: string): Promise<void> {
  const scope = scopeOf(caller.actor, 'setting.manage');
  await withinScope(db, scope, async (trx) => {
    const row = await findLocalDay(trx, id);
    if (!row || !reachesRegion(scope, row.region_path)) throw new HouseError('local-day-unknown', {});
    if (row.day < dayOf(now())) throw new HouseError('local-day-past', {});
    if (!(await removeLocalDayRow(trx, { id, at: now(), by: personOf(caller.actor) })))
      throw new HouseError('local-day-unknown', {});
    await recordDone(trx, caller, {
      act: 'local-day-removed',
      object: { kind: 'local-day', id },
      unit: undefined,
      detail: { day: row.day, working: row.working },
    });
  });
}

/** Whether a scope holds a region whole. */
export function reachesRegion({ regions }: Scope, path: string): boolean {
  return regions.some((prefix) => path.startsWith(prefix));
}

function personOf({ kind, id }: Actor): string | null {
  return kind === 'program' ? null : id;
}
