import { sql } from 'kysely';
import type { Database, Transaction } from '../database/index.ts';
import type { Belonging } from './tables.ts';

/**
 * What somebody sees of the units, 条块 alike. A path is the names of its nodes from the top, each ended by `/`; a
 * scope sees what begins with one of its prefixes.
 */
export interface Scope {
  /** prefixes of region paths (属地): `330000/330100/` is Hangzhou and all below it; `''` is everything */
  readonly regions: readonly string[];
  /** prefixes of sector paths (系统): a unit's own path is the unit and all units below it */
  readonly sectors: readonly string[];
  /** single units, without those below them */
  readonly units: readonly string[];
}

/** The program itself, at work for all units: inspections on a schedule, imports at the command line. */
export const EVERYTHING: Scope = { regions: [''], sectors: [], units: [] };

/** Whether what belongs to a unit lies in a scope, as row-level security has it. */
export function covers(scope: Scope, { unit_id, region_path, sector_path }: Belonging): boolean {
  return (
    scope.units.includes(unit_id) ||
    scope.regions.some((prefix) => region_path.startsWith(prefix)) ||
    scope.sectors.some((prefix) => sector_path.startsWith(prefix))
  );
}

/**
 * Works in a transaction that sees, by row-level security, only what is in the scope. Whatever forgets a WHERE sees no
 * foreign unit; outside of this function the tables of units are empty.
 */
export async function withinScope<T>(
  db: Database,
  scope: Scope,
  work: (trx: Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await setScope(trx, scope);
    return work(trx);
  });
}

/**
 * Works beyond the scope of a transaction, which has its scope again afterwards, whatever comes of the work: on what the
 * program itself must keep true everywhere – the paths of a unit that moves are those of all units below it –, and on what a
 * row names that was found within the scope, whosever it is. Decide before who may see or do what; look at the result after.
 *
 * @param db the transaction of a scope; without one, one of its own
 */
export async function beyondScope<T>(db: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
  if (!db.isTransaction) return withinScope(db, EVERYTHING, work);
  const trx = db as Transaction;
  const { rows } = await sql<{ regions: string }>`
    SELECT coalesce(current_setting('zhengdun.regions', true), '') AS regions`.execute(trx);
  // The sight of every region is the sight of everything: the rest of the scope may stay.
  await setRegions(trx, '{""}');
  let done: T;
  try {
    done = await work(trx);
  } catch (error) {
    // A refusal may be caught within the transaction. After a failed statement nothing is seen or done any more.
    await setRegions(trx, rows[0]?.regions ?? '').catch(() => {});
    throw error;
  }
  await setRegions(trx, rows[0]?.regions ?? '');
  return done;
}

async function setRegions(trx: Transaction, regions: string): Promise<void> {
  await sql`SELECT set_config('zhengdun.regions', ${regions}, true)`.execute(trx);
}

async function setScope(trx: Transaction, scope: Scope): Promise<void> {
  await sql`SELECT set_config('zhengdun.regions', ${[...scope.regions]}::text[]::text, true),
                   set_config('zhengdun.sectors', ${[...scope.sectors]}::text[]::text, true),
                   set_config('zhengdun.units', ${[...scope.units]}::uuid[]::text, true)`.execute(trx);
}
