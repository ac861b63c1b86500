import { connectOnce, type DatabaseServer } from '../database/index.ts';
import { entryText } from '../ledger/index.ts';

/**
 * Forgets records that are older than a moment, which lies a year back at least (Article 20); the ledger keeps their
 * digests, and an entry that says how many were forgotten. Works as the owner of the tables.
 *
 * @returns how many
 * @throws Error when the moment is less than 365 days ago
 */
export async function forgetRecords(server: DatabaseServer, before: Date): Promise<number> {
  const client = await connectOnce(server, 'migrator');
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ count: string }>('SELECT audit_forget($1) AS count', [before]);
    const count = Number(rows[0]?.count ?? 0);
    const entry = entryText(
      {
        kind: 'audit-forgotten',
        subject: `audit-before/${before.toISOString()}`,
        digests: {},
        facts: { count: String(count) },
      },
      new Date(),
    );
    if (count > 0) await client.query('INSERT INTO ledger_entry (entry) VALUES ($1)', [entry]);
    await client.query('COMMIT');
    return count;
  } finally {
    // An open transaction ends with its connection, undone.
    await client.end();
  }
}
