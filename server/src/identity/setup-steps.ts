import { ADMINISTRATOR_ROLES } from '@zhengdun/contract';
import type { Database } from '../kernel/database/index.ts';
import { belongingOf, EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { countHoldersOver } from './people/people-with.ts';

/** Whether a unit does not depend on one administrator alone; those of a superior who are in charge of it count too. */
export async function identitySetup(db: Database, unitId: string, now: Date) {
  return withinScope(db, EVERYTHING, async (trx) => {
    const over = await belongingOf(trx, unitId);
    return { 'second-admin': (await countHoldersOver(trx, { over, roles: ADMINISTRATOR_ROLES, now })) >= 2 };
  });
}
