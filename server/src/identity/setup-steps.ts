import { ADMINISTRATOR_ROLES } from '@zhengdun/contract';
import type { Database } from '../kernel/database/index.ts';
import { type Belonging, EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { countHoldersOver } from './people/people-with.ts';

/** Whether a unit does not depend on one administrator alone; those of a superior who are in charge of it count too. */
export async function identitySetup(db: Database, unitId: string, now: Date) {
  return withinScope(db, EVERYTHING, async (trx) => {
    const over: Belonging = await trx
      .selectFrom('registry_unit')
      .select(['id as unit_id', 'region_path', 'sector_path'])
      .where('id', '=', unitId)
      .executeTakeFirstOrThrow();
    return { 'second-admin': (await countHoldersOver(trx, { over, roles: ADMINISTRATOR_ROLES, now })) >= 2 };
  });
}
