import type { Database } from '../../kernel/database/index.ts';
import type { KeptEvidence } from '../evidence.ts';

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    inspection_evidence: { sha256: string; sm3: string; media_type: string; bytes: number };
  }
}

/** Notes what lies in the store of evidence; the same bytes once. */
export async function saveEvidence(db: Database, ...kept: readonly KeptEvidence[]): Promise<void> {
  await db
    .insertInto('inspection_evidence')
    .values(kept.map(({ sha256, sm3, mediaType, bytes }) => ({ sha256, sm3, media_type: mediaType, bytes })))
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}

export async function findEvidence(
  db: Database,
  sha256: string,
): Promise<{ mediaType: string; bytes: number } | undefined> {
  const row = await db
    .selectFrom('inspection_evidence')
    .selectAll()
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row && { mediaType: row.media_type, bytes: row.bytes };
}
