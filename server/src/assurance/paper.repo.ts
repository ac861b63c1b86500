import { type Insertable, sql } from 'kysely';
import type { Database, Tables, Transaction } from '../kernel/database/index.ts';
import type { PaperStanding } from './judge-papers.ts';
import type { PaperRow, PaperVersionRow } from './tables.ts';

export async function findPaper(db: Database, id: string): Promise<PaperRow | undefined> {
  return db.selectFrom('assurance_paper').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, kept from others until the transaction ends: versions follow one another. */
export async function findPaperForUpdate(trx: Transaction, id: string): Promise<PaperRow | undefined> {
  return trx.selectFrom('assurance_paper').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The paper that holds on an obligation of an application, kept from others until the transaction ends. */
export async function findPaperOf(
  trx: Transaction,
  { application, obligation }: { readonly application: string; readonly obligation: string },
): Promise<PaperRow | undefined> {
  return trx
    .selectFrom('assurance_paper')
    .selectAll()
    .where('application_id', '=', application)
    .where('obligation', '=', obligation)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** @returns false where a paper on that obligation is there already */
export async function insertPaper(
  trx: Transaction,
  row: Pick<PaperRow, 'id' | 'unit_id' | 'region_path' | 'sector_path' | 'application_id' | 'obligation'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('assurance_paper')
    .values({ ...row, withdrawn_at: null, withdrawn_by: null, withdrawn_for: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function insertVersion(
  trx: Transaction,
  row: Omit<Insertable<Tables['assurance_paper_version']>, 'signed_by' | 'signed_at'>,
  documents: readonly string[],
): Promise<void> {
  await trx
    .insertInto('assurance_paper_version')
    .values({ ...row, signed_by: null, signed_at: null })
    .execute();
  const { paper_id, version } = row;
  await trx
    .insertInto('assurance_paper_document')
    .values(documents.map((document_id) => ({ paper_id, version, document_id })))
    .execute();
}

export interface VersionRecord extends PaperVersionRow {
  readonly writer: string | null;
  readonly signer: string | null;
  readonly documents: readonly string[];
}

/** Versions of a paper, newest first, with the names of people whom the scope holds. */
export async function findVersions(db: Database, paperId: string): Promise<VersionRecord[]> {
  return db
    .selectFrom('assurance_paper_version as v')
    .leftJoin('identity_person as w', 'w.id', 'v.written_by')
    .leftJoin('identity_person as s', 's.id', 'v.signed_by')
    .selectAll('v')
    .select([
      'w.name as writer',
      's.name as signer',
      sql<string[]>`ARRAY(SELECT document_id FROM assurance_paper_document d
        WHERE d.paper_id = v.paper_id AND d.version = v.version)`.as('documents'),
    ])
    .where('v.paper_id', '=', paperId)
    .orderBy('v.version', 'desc')
    .execute();
}

export async function signVersion(
  trx: Transaction,
  of: { readonly paperId: string; readonly version: number; readonly by: string; readonly at: Date },
): Promise<void> {
  await trx
    .updateTable('assurance_paper_version')
    .set({ signed_by: of.by, signed_at: of.at })
    .where('paper_id', '=', of.paperId)
    .where('version', '=', of.version)
    .execute();
}

export async function withdrawPaper(
  trx: Transaction,
  of: { readonly id: string; readonly by: string; readonly at: Date; readonly ground: string },
): Promise<void> {
  await trx
    .updateTable('assurance_paper')
    .set({ withdrawn_at: of.at, withdrawn_by: of.by, withdrawn_for: of.ground })
    .where('id', '=', of.id)
    .execute();
}

interface StandingRow {
  id: string;
  obligation: string;
  application_id: string | null;
  waiting: boolean;
  claim: 'met' | 'unmet' | null;
  issuer: string | null;
  expires_on: string | null;
  documents: number;
}

/** The papers that hold or are on their way, about a unit as a whole and about one of its applications. */
export async function findStandings(
  db: Database,
  { unitId, applicationId }: { readonly unitId: string; readonly applicationId: string | undefined },
): Promise<PaperStanding[]> {
  const { rows } = await sql<StandingRow>`
    SELECT p.id, p.obligation, p.application_id, s.claim, s.issuer, s.expires_on,
           newest.version > coalesce(s.version, 0) AS waiting,
           (SELECT count(*) FROM assurance_paper_document d
              JOIN assurance_document_key k ON k.document_id = d.document_id
             WHERE d.paper_id = p.id AND d.version = s.version)::int AS documents
      FROM assurance_paper p
      CROSS JOIN LATERAL (SELECT max(version) AS version FROM assurance_paper_version v WHERE v.paper_id = p.id) newest
      LEFT JOIN LATERAL (SELECT * FROM assurance_paper_version v WHERE v.paper_id = p.id AND v.signed_at IS NOT NULL
                          ORDER BY v.version DESC LIMIT 1) s ON true
     WHERE p.unit_id = ${unitId} AND p.withdrawn_at IS NULL
       AND (p.application_id IS NULL OR p.application_id = ${applicationId ?? null})`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    obligation: row.obligation,
    ofUnit: row.application_id === null,
    waiting: row.waiting,
    signed:
      row.claim === null
        ? undefined
        : {
            claim: row.claim,
            issuer: row.issuer ?? '',
            expiresOn: row.expires_on ?? undefined,
            documents: row.documents,
          },
  }));
}
