import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';

/** Obligation that the register decides by itself (Art. 4 ¶1). */
export const ONE_PORTAL = 'A4.4-one-portal';

/** What the register says of a portal: a result of the rule `one-portal`, and the facts that its words print. */
export interface PortalRecord {
  readonly code: 'only-portal' | 'several-portals';
  readonly facts: { readonly count: number; readonly names: string };
}

/**
 * 一个党政机关最多开设一个门户网站: what exists is registered as it is, and more than one is a fault of each.
 *
 * @param trx sees the unit whole
 * @returns undefined where the application is no portal of an organ that is in use
 */
export async function readPortalRecord(
  trx: Transaction,
  applicationId: string,
): Promise<PortalRecord | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT b.id, b.name FROM registry_application a
      JOIN registry_unit u ON u.id = a.unit_id AND u.kind = 'organ'
      JOIN registry_application b ON b.unit_id = a.unit_id
     WHERE a.id = ${applicationId} AND b.kind = 'website' AND b.state <> 'closed' AND b.state <> 'draft'
       AND 'portal' = ANY (b.flags)
     ORDER BY b.created_at, b.id`.execute(trx);
  if (!rows.some(({ id }) => id === applicationId)) return undefined;
  const facts = { count: rows.length, names: rows.map(({ name }) => name).join('、') };
  return { code: rows.length > 1 ? 'several-portals' : 'only-portal', facts };
}
