import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import type { Belonging } from '../../kernel/tenancy/index.ts';

export interface SecretStopTable extends Belonging {
  id: string;
  application_id: string;
  item_id: string | null;
  part: 'title' | 'text' | 'attachment';
  line: number;
  marks: number;
  digest: string;
  handed_in_by: string;
  at: Date;
}

export interface SecretFindingTable extends Belonging {
  stop_id: string;
  finding: 'none' | 'secret';
  ground: string;
  found_by: string;
  found_at: Date;
}

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    publication_secret_stop: SecretStopTable;
    publication_secret_finding: SecretFindingTable;
  }
}

export interface OpenStop extends SecretStopTable {
  readonly application_name: string;
}

const UNDECIDED: RawBuilder<boolean> = sql<boolean>`NOT EXISTS (
  SELECT FROM publication_secret_finding f WHERE f.stop_id = s.id)`;
const MOST_OPEN = 100;

/** Stops that nobody has judged, the oldest first, at most a hundred. */
export async function listOpenStops(db: Database): Promise<OpenStop[]> {
  return db
    .selectFrom('publication_secret_stop as s')
    .innerJoin('registry_application as a', 'a.id', 's.application_id')
    .selectAll('s')
    .select('a.name as application_name')
    .where(UNDECIDED)
    .orderBy('s.at')
    .orderBy('s.id')
    .limit(MOST_OPEN)
    .execute();
}

export async function findOpenStop(db: Database, id: string): Promise<SecretStopTable | undefined> {
  return db
    .selectFrom('publication_secret_stop as s')
    .selectAll('s')
    .where('s.id', '=', id)
    .where(UNDECIDED)
    .executeTakeFirst();
}

/** The newest stop of the same content in a unit, with what was found of it. */
export async function findStopOf(
  db: Database,
  { unitId, digest }: { readonly unitId: string; readonly digest: string },
): Promise<{ readonly id: string; readonly finding: SecretFindingTable['finding'] | null } | undefined> {
  return db
    .selectFrom('publication_secret_stop as s')
    .leftJoin('publication_secret_finding as f', 'f.stop_id', 's.id')
    .select(['s.id', 'f.finding'])
    .where('s.digest', '=', digest)
    .where('s.unit_id', '=', unitId)
    .orderBy('s.at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertStop(trx: Transaction, row: SecretStopTable): Promise<void> {
  await trx.insertInto('publication_secret_stop').values(row).execute();
}

export async function insertFinding(trx: Transaction, row: SecretFindingTable): Promise<void> {
  await trx.insertInto('publication_secret_finding').values(row).execute();
}
