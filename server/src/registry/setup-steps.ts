import { sql } from 'kysely';
import type { Database } from '../kernel/database/index.ts';
import { withinScope } from '../kernel/tenancy/index.ts';
import { readUnitProfile } from './units/read-unit-profile.ts';

/** How far a unit is with setting up what the register holds of it. */
export async function registrySetup(db: Database, unitId: string) {
  return withinScope(db, { regions: [], sectors: [], units: [unitId] }, async (trx) => {
    const unit = await readUnitProfile(trx, unitId);
    const posts = unit?.contacts.map(({ post }) => post) ?? [];
    const { rows } = await sql<{ registered: boolean; checked: boolean }>`
      SELECT count(*) > 0 AS registered, count(seen_at) > 0 AS checked FROM registry_application
      WHERE unit_id = ${unitId} AND state <> 'closed'`.execute(trx);
    return {
      unit: unit?.creditCode !== undefined && posts.includes('principal') && posts.includes('liaison'),
      application: rows[0]?.registered ?? false,
      check: rows[0]?.checked ?? false,
      'in-charge': posts.includes('in-charge'),
    };
  });
}
