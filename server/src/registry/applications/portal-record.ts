import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';

/** Obligation that the register decides by itself (Art. 4 ¶1). */
const ONE_PORTAL = 'A4.4-one-portal';

/**
 * 一个党政机关最多开设一个门户网站: what exists is registered as it is, and more than one is a fault of each. Answers are results of the
 * rule `one-portal`, with the facts that its words print.
 */
export const PORTAL_RECORDS = {
  /**
   * @param trx sees the unit whole
   * @returns undefined where the application is no portal of an organ that is in use
   */
  async read(trx: Transaction, { applicationId }: { readonly applicationId: string }) {
    const { rows } = await sql<{ id: string; name: string }>`
      SELECT b.id, b.name FROM registry_application a
        JOIN registry_unit u ON u.id = a.unit_id AND u.kind = 'organ'
        JOIN registry_application b ON b.unit_id = a.unit_id
       WHERE a.id = ${applicationId} AND b.kind = 'website' AND b.state <> 'closed' AND b.state <> 'draft'
         AND 'portal' = ANY (b.flags)
       ORDER BY b.created_at, b.id`.execute(trx);
    if (!rows.some(({ id }) => id === applicationId)) return undefined;
    const facts = { count: rows.length, names: rows.map(({ name }) => name).join('、') };
    return new Map([[ONE_PORTAL, { code: rows.length > 1 ? 'several-portals' : 'only-portal', facts }]]);
  },
  undecided: (obligation: string) =>
    obligation === ONE_PORTAL ? { code: 'no-portal', facts: {} } : undefined,
};
