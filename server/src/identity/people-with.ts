import { type PermissionName, rolesWith } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';

/** People of a unit who hold a permission at that moment, by name. Sees whom the transaction sees. */
export async function peopleWith(
  trx: Transaction,
  about: { readonly unitId: string; readonly permission: PermissionName; readonly now: Date },
): Promise<{ id: string; name: string }[]> {
  const { unitId, permission, now } = about;
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT p.id, p.name FROM identity_person p
    WHERE p.unit_id = ${unitId} AND p.closed_at IS NULL AND EXISTS (
      SELECT FROM identity_grant g
      WHERE g.person_id = p.id AND g.role = ANY (${rolesWith(permission)}::text[]) AND g.starts_at <= ${now}
        AND identity_grant_end(g.ends_at, g.ended_at) > ${now})
    ORDER BY p.name COLLATE "zh-Hans-x-icu", p.id`.execute(trx);
  return rows;
}
