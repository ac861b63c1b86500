import './tables.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import type { PauseRow, Place } from './tables.ts';

/** The intervals that hold for units in scope, with the names of their places that are in scope too. */
export async function listIntervals(trx: Transaction) {
  return trx
    .selectFrom('watch_interval as w')
    .leftJoin('registry_unit as u', 'u.id', 'w.unit_id')
    .leftJoin('registry_region as r', (join) =>
      join.onRef('r.path', '=', 'w.region_path').on('w.area', '=', 'region'),
    )
    .select(['w.area', 'w.unit_id', 'w.region_path', 'w.sector_path', 'w.days'])
    .select(['u.name as unit_name', 'r.name as region_name', 'r.code as region_code'])
    .orderBy('w.area')
    .orderBy('w.region_path')
    .orderBy('w.place')
    .execute();
}

/** Pauses that hold for units in scope and end after a moment, the next to begin first. */
export async function listPauses(trx: Transaction, after: Date) {
  return trx
    .selectFrom('watch_pause as w')
    .leftJoin('registry_unit as u', 'u.id', 'w.unit_id')
    .leftJoin('registry_region as r', (join) =>
      join.onRef('r.path', '=', 'w.region_path').on('w.area', '=', 'region'),
    )
    .selectAll('w')
    .select(['u.name as unit_name', 'r.name as region_name', 'r.code as region_code'])
    .where('w.ends_at', '>', after)
    .orderBy('w.starts_at', 'desc')
    .orderBy('w.id')
    .limit(100)
    .execute();
}

/** Writes an interval in place of the one that was set there; without days there is none any more. */
export async function saveInterval(
  trx: Transaction,
  place: Place,
  { days, now }: { readonly days: number | undefined; readonly now: Date },
): Promise<void> {
  if (days === undefined) {
    await trx
      .deleteFrom('watch_interval')
      .where('area', '=', place.area)
      .where('place', '=', place.unit_id ?? place.region_path)
      .execute();
    return;
  }
  await trx
    .insertInto('watch_interval')
    .values({ ...place, days, changed_at: now })
    .onConflict((conflict) => conflict.columns(['area', 'place']).doUpdateSet({ days, changed_at: now }))
    .execute();
}

export async function insertPause(
  trx: Transaction,
  pause: Omit<PauseRow, 'ended_at' | 'ended_by'>,
): Promise<void> {
  await trx
    .insertInto('watch_pause')
    .values({ ...pause, ended_at: null, ended_by: null })
    .execute();
}

/** A pause that holds for units in scope. */
export async function findPause(db: Database, id: string): Promise<PauseRow | undefined> {
  return db.selectFrom('watch_pause').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Ends a pause; false where it was ended already, or lies beyond reach. */
export async function endPauseRow(
  trx: Transaction,
  { id, at, by }: { readonly id: string; readonly at: Date; readonly by: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('watch_pause')
    .set({ ended_at: at, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
