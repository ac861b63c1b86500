import type { WatchSettings } from '@zhengdun/contract';
import { DAY_MS } from '../kernel/durations.ts';
import { type Actor, mayDo, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { stateOf } from './pause.ts';
import { reaches } from './place.ts';
import { listIntervals, listPauses } from './setting.repo.ts';
import type { Place } from './tables.ts';
import type { WatchTools } from './tools.ts';

/** Pauses that have ended stay on the page for so long. */
const SHOWN_AFTER_MS = 366 * DAY_MS;

/** Intervals and pauses that hold for units the actor sees, and which of them the actor may change. */
export async function readWatchSettings({ db, now }: WatchTools, actor: Actor): Promise<WatchSettings> {
  const at = now();
  const sets = scopeOf(actor, 'setting.manage');
  const pauses = scopeOf(actor, 'watch.pause');
  return withinScope(db, scopeOf(actor, 'application.read'), async (trx) => ({
    intervals: (await listIntervals(trx)).map((row) => ({
      ...placeView(row),
      days: row.days,
      mayChange: mayDo(actor, 'setting.manage') && isWithin(sets, row),
    })),
    pauses: (await listPauses(trx, new Date(at.getTime() - SHOWN_AFTER_MS))).map((row) => {
      const state = stateOf(row, at);
      return {
        id: row.id,
        name: row.name,
        ...placeView(row),
        startsAt: row.starts_at.toISOString(),
        endsAt: (row.ended_at ?? row.ends_at).toISOString(),
        state,
        mayEnd: state !== 'over' && mayDo(actor, 'watch.pause') && isWithin(pauses, row),
      };
    }),
    asOf: at.toISOString(),
  }));
}

/** Whether a scope holds a place whole, also where it was read within another scope. */
function isWithin(scope: Parameters<typeof reaches>[0], place: Place): boolean {
  if (place.area !== 'unit') return reaches(scope, place);
  return (
    scope.units.includes(place.unit_id ?? '') ||
    scope.regions.some((prefix) => place.region_path.startsWith(prefix)) ||
    scope.sectors.some((prefix) => place.sector_path?.startsWith(prefix))
  );
}

function placeView(
  row: Place & {
    readonly unit_name: string | null;
    readonly region_name: string | null;
    readonly region_code: string | null;
  },
) {
  if (row.area === 'region') {
    return { area: row.area, place: row.region_code ?? '', placeName: row.region_name ?? '' };
  }
  return {
    area: row.area,
    place: row.unit_id ?? '',
    ...(row.unit_name !== null && { placeName: row.unit_name }),
  };
}
