import { sql } from 'kysely';
import type { Database } from './tables.ts';

/**
 * Does the work while no other program does work under the same key; false, without having begun, when another one
 * does. The claim lives as long as its connection: a killed program leaves none behind.
 */
export async function claim(
  db: Database,
  key: bigint,
  work: (connection: Database) => Promise<void>,
): Promise<boolean> {
  const number = BigInt.asIntN(64, key).toString();
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{
      claimed: boolean;
    }>`SELECT pg_try_advisory_lock(${number}::bigint) AS claimed`.execute(connection);
    if (!rows[0]?.claimed) return false;
    try {
      await work(connection);
      return true;
    } finally {
      // A connection that was lost has given the claim back itself.
      await sql`SELECT pg_advisory_unlock(${number}::bigint)`.execute(connection).catch(() => undefined);
    }
  });
}
