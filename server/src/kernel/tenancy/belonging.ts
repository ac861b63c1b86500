import type { Transaction } from '../database/index.ts';
import type { Belonging } from './tables.ts';

/** The three columns that say whose a row is, alone: to be written beside another row of the same unit. */
export function ownedAs({ unit_id, region_path, sector_path }: Belonging): Belonging {
  return { unit_id, region_path, sector_path };
}

/** What the rows of a unit carry. Undefined where the scope of the transaction does not hold it. */
export async function findBelonging(trx: Transaction, unitId: string): Promise<Belonging | undefined> {
  return trx
    .selectFrom('registry_unit')
    .select(['id as unit_id', 'region_path', 'sector_path'])
    .where('id', '=', unitId)
    .executeTakeFirst();
}
