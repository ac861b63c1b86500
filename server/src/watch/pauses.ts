import { randomUUID } from 'node:crypto';
import { LONGEST_PAUSE_DAYS, type NewPause } from '@zhengdun/contract';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { HOUR_MS } from '../kernel/durations.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { stateOf } from './pause.ts';
import { demandPlace } from './place.ts';
import { endPauseRow, findPause, insertPause } from './setting.repo.ts';
import type { WatchTools } from './tools.ts';

/**
 * 暂停: sets a period of 重保 in which nothing is checked by the schedule. Checks that a person asks for go on.
 *
 * @returns id of the pause
 * @throws HouseError `pause-dates-wrong`, `place-unknown`
 */
export async function pauseWatching(
  { db, now }: WatchTools,
  caller: Caller,
  { name, startsAt, endsAt, ...named }: NewPause,
): Promise<string> {
  const from = new Date(startsAt);
  const until = new Date(endsAt);
  const hours = (until.getTime() - from.getTime()) / HOUR_MS;
  if (hours <= 0 || hours > LONGEST_PAUSE_DAYS * 24 || until <= now())
    throw new HouseError('pause-dates-wrong', { most: LONGEST_PAUSE_DAYS });
  const scope = scopeOf(caller.actor, 'watch.pause');
  const id = randomUUID();
  await withinScope(db, scope, async (trx) => {
    const place = await demandPlace(trx, scope, named);
    await insertPause(trx, {
      ...place,
      id,
      name,
      starts_at: from,
      ends_at: until,
      set_by: personOf(caller.actor),
      set_at: now(),
    });
    await recordDone(trx, caller, {
      act: 'watch-paused',
      object: { kind: 'watch-pause', id },
      unit: place.unit_id ?? undefined,
      detail: { area: named.area, hours: Math.ceil(hours) },
    });
  });
  return id;
}

/**
 * Ends a period before its time, or calls off one that has not begun.
 *
 * @throws HouseError `pause-unknown`, `pause-over`
 */
export async function endPause({ db, now }: WatchTools, caller: Caller, id: string): Promise<void> {
  await withinScope(db, scopeOf(caller.actor, 'watch.pause'), async (trx) => {
    const pause = await findPause(trx, id);
    if (!pause) throw new HouseError('pause-unknown', {});
    if (stateOf(pause, now()) === 'over') throw new HouseError('pause-over', {});
    // Who sees it need not reach the whole of it: the database lets only those change it who do.
    if (!(await endPauseRow(trx, { id, at: now(), by: personOf(caller.actor) })))
      throw new HouseError('pause-unknown', {});
    await recordDone(trx, caller, {
      act: 'watch-pause-ended',
      object: { kind: 'watch-pause', id },
      unit: pause.unit_id ?? undefined,
      detail: {},
    });
  });
}

function personOf({ kind, id }: Actor): string | null {
  return kind === 'program' ? null : id;
}
