import type { NewInterval } from '@zhengdun/contract';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { beyondScope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { planHosts } from './host.repo.ts';
import { demandPlace } from './place.ts';
import { saveInterval } from './setting.repo.ts';
import type { WatchTools } from './tools.ts';

/**
 * Sets how many days lie between two checks in a place, or takes that setting away. The hosts there get their new place
 * in the interval at once.
 *
 * @throws HouseError `place-unknown`
 */
export async function setInterval(
  { db, now }: WatchTools,
  caller: Caller,
  { days, ...named }: NewInterval,
): Promise<void> {
  const scope = scopeOf(caller.actor, 'setting.manage');
  await withinScope(db, scope, async (trx) => {
    const place = await demandPlace(trx, scope, named);
    await saveInterval(trx, place, { days, now: now() });
    await beyondScope(trx, () => planHosts(trx, now(), place));
    await recordDone(trx, caller, {
      act: 'watch-interval-set',
      object: { kind: named.area === 'region' ? 'region' : 'unit', id: named.place || 'everything' },
      unit: place.unit_id ?? undefined,
      detail: { area: named.area, ...(days !== undefined && { days }) },
    });
  });
}
