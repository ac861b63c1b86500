import './tables.ts';
import type { Day } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import type { LocalDayRow } from './tables.ts';

/** Days that were ever set, from one on; of wider places first. */
export async function localDaysSince(trx: Transaction, since: Day): Promise<LocalDayRow[]> {
  return trx
    .selectFrom('calendar_local_day')
    .selectAll()
    .where('day', '>=', since)
    .orderBy('region_path')
    .execute();
}

/** Days that count, from one on, with the names of their places; the latest first. */
export async function listLocalDays(trx: Transaction, since: Day) {
  return trx
    .selectFrom('calendar_local_day as d')
    .innerJoin('registry_region as r', 'r.path', 'd.region_path')
    .selectAll('d')
    .select(['r.code', 'r.name as region_name'])
    .where('d.day', '>=', since)
    .where('d.removed_at', 'is', null)
    .orderBy('d.day', 'desc')
    .orderBy('d.region_path')
    .limit(500)
    .execute();
}

export async function findLocalDay(trx: Transaction, id: string): Promise<LocalDayRow | undefined> {
  return trx
    .selectFrom('calendar_local_day')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}

/** Writes days; gives those that are new: a place has each day once. */
export async function insertLocalDays(trx: Transaction, rows: readonly LocalDayRow[]): Promise<Day[]> {
  const written = await trx
    .insertInto('calendar_local_day')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['region_path', 'day']).where('removed_at', 'is', null).doNothing(),
    )
    .returning('day')
    .execute();
  return written.map(({ day }) => day);
}

/** Takes a day back; false where it was taken back already, or lies beyond reach. */
export async function removeLocalDayRow(
  trx: Transaction,
  { id, at, by }: { readonly id: string; readonly at: Date; readonly by: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('calendar_local_day')
    .set({ removed_at: at, removed_by: by })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function regionOf(trx: Transaction, code: string) {
  return trx
    .selectFrom('registry_region')
    .select(['path', 'name'])
    .where('code', '=', code)
    .executeTakeFirst();
}
