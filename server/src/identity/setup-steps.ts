import { ADMINISTRATOR_ROLES } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Database } from '../kernel/database/index.ts';
import { withinScope } from '../kernel/tenancy/index.ts';

/** Whether a unit does not depend on one administrator alone. */
export async function identitySetup(db: Database, unitId: string, now: Date) {
  return withinScope(db, { regions: [], sectors: [], units: [unitId] }, async (trx) => {
    const { rows } = await sql<{ count: number }>`
      SELECT count(DISTINCT p.id)::int AS count FROM identity_person p JOIN identity_grant g ON g.person_id = p.id
      WHERE p.unit_id = ${unitId} AND p.closed_at IS NULL AND g.role = ANY (${[...ADMINISTRATOR_ROLES]}::text[])
        AND g.starts_at <= ${now} AND identity_grant_end(g.ends_at, g.ended_at) > ${now}`.execute(trx);
    return { 'second-admin': (rows[0]?.count ?? 0) >= 2 };
  });
}
