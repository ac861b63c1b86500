import { type RawBuilder, sql } from 'kysely';
import { PAPER_OBLIGATION_IDS } from '../../assurance/index.ts';
import { batches, type Transaction } from '../../kernel/database/index.ts';
import { DEEPEST_PLATFORMS } from '../../registry/index.ts';
import type { FindingRecord } from '../tables.ts';
import type { Proof } from './finding-life.ts';

/** Leaves word of findings that a paper or an exception may have something to say about. */
export async function notePaperChanges(trx: Transaction, findings: readonly string[]): Promise<void> {
  if (findings.length === 0) return;
  await sql`INSERT INTO supervision_paper_change (unit_id, application_id)
    SELECT DISTINCT f.unit_id, f.application_id
    FROM supervision_finding f
    WHERE f.id = ANY (${[...findings]}::uuid[]) AND (
      (f.verdict = 'unknown' AND f.obligation = ANY (${[...PAPER_OBLIGATION_IDS]}::text[]))
      OR EXISTS (SELECT FROM assurance_exception e WHERE e.application_id = f.application_id
        AND e.obligation = f.obligation AND e.decision = 'approved' AND e.ended_at IS NULL))`.execute(trx);
}

/**
 * Takes word of changes that are due, and of what has ended, and gives the applications whose findings are to be looked
 * at: those themselves, those of a whole unit, and what runs on them.
 *
 * @param today in Beijing
 * @param limit words and ends that are taken at most
 */
export async function takePaperChanges(trx: Transaction, today: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE taken AS (
      DELETE FROM supervision_paper_change WHERE id IN (
        SELECT id FROM supervision_paper_change WHERE on_day <= ${today}::date ORDER BY on_day, id LIMIT ${limit}
        FOR UPDATE SKIP LOCKED)
      RETURNING unit_id, application_id
    ), ended AS (
      SELECT f.application_id FROM supervision_finding f
      WHERE f.proof_until < ${today}::date AND ${MAY_CHANGE} LIMIT ${limit}
    ), concerned AS (
      SELECT a.id, 0 AS depth FROM registry_application a
      WHERE a.id IN (SELECT application_id FROM ended UNION SELECT application_id FROM taken)
        OR a.unit_id IN (SELECT unit_id FROM taken WHERE application_id IS NULL)
      UNION
      SELECT a.id, c.depth + 1 FROM concerned c JOIN registry_application a ON a.host_id = c.id
      WHERE c.depth < ${DEEPEST_PLATFORMS}
    )
    SELECT DISTINCT c.id FROM concerned c
    WHERE EXISTS (SELECT FROM supervision_finding f WHERE f.application_id = c.id AND ${MAY_CHANGE})
    ORDER BY c.id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Not closed, no accepted 误报申诉, and of an application that runs. */
const MAY_CHANGE: RawBuilder<boolean> = sql`(f.state NOT IN ('closed', 'upheld') AND f.retired_at IS NULL)`;

export type PaperedFinding = Pick<
  FindingRecord,
  | 'id'
  | 'obligation'
  | 'state'
  | 'verdict'
  | 'assignee_id'
  | 'proof_kind'
  | 'proof_id'
  | 'proof_until'
  | 'proof_by'
>;

/** The findings of an application that papers may change, kept from others until the transaction ends. */
export async function paperedFindings(trx: Transaction, application: string): Promise<PaperedFinding[]> {
  return trx
    .selectFrom('supervision_finding as f')
    .select(['id', 'obligation', 'state', 'verdict', 'assignee_id'])
    .select(['proof_kind', 'proof_id', 'proof_until', 'proof_by'])
    .where('application_id', '=', application)
    .where(MAY_CHANGE)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Writes what stands on paper beside a finding, and what it became by that. */
export async function saveProof(
  trx: Transaction,
  id: string,
  { proof, state }: { readonly proof: Proof | undefined; readonly state: FindingRecord['state'] },
): Promise<void> {
  const isAside = state === 'excepted' || state === 'attested';
  await trx
    .updateTable('supervision_finding')
    .set({
      state,
      proof_kind: proof?.kind ?? null,
      proof_id: proof?.id ?? null,
      proof_until: proof?.until ?? null,
      proof_by: proof?.by ?? null,
      ...(isAside && {
        ...{ plea: null, plea_by: null, plea_ground: null, plea_days: null },
        ...{ due_from: null, due_days: null, due_on: null, watched_at: null, recheck_id: null },
      }),
    })
    .where('id', '=', id)
    .execute();
}

/** Lines of the history that papers have made. */
export async function insertPaperSteps(
  trx: Transaction,
  rows: readonly {
    readonly finding_id: string;
    readonly at: Date;
    readonly act: string;
    readonly from_state: string;
    readonly to_state: string;
    readonly other_name: string;
    readonly due_on: string | null;
  }[],
): Promise<void> {
  for (const some of batches(rows)) {
    await sql`INSERT INTO supervision_finding_act (finding_id, unit_id, region_path, sector_path, at, act, from_state,
        to_state, other_name, due_on)
      SELECT f.id, f.unit_id, f.region_path, f.sector_path, s.at, s.act, s.from_state, s.to_state, s.other_name, s.due_on
      FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS s (finding_id uuid, at timestamptz, act text,
        from_state text, to_state text, other_name text, due_on date)
      JOIN supervision_finding f ON f.id = s.finding_id`.execute(trx);
  }
}
