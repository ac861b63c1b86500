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

/** The same of a unit that is known to be there. @throws Error where it is not */
export async function belongingOf(trx: Transaction, unitId: string): Promise<Belonging> {
  const found = await findBelonging(trx, unitId);
  if (!found) throw new Error(`there is no unit ${unitId}`);
  return found;
}
