import type { ApplicationKind, UnitKind, UnitLevel } from '@zhengdun/contract';
import { sql } from 'kysely';
import { batches, type Transaction } from '../../kernel/database/index.ts';
import type { Belonging } from '../../kernel/tenancy/index.ts';
import { DEEPEST_PLATFORMS } from '../../registry/index.ts';
import type { FindingRecord, NewFindingAct } from '../tables.ts';

/** One telling is taken in after the other: what an application has is compared with what a check saw. */
export async function oneAtATime(trx: Transaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('supervision-intake', 0))`.execute(trx);
}

/**
 * Notes checks as what the findings of their applications stand on, where they are the newest.
 *
 * @returns the applications for which they are; `again`: it was that very check before
 */
export async function noteIntake(
  trx: Transaction,
  checks: readonly {
    readonly id: string;
    readonly host: string;
    readonly at: Date;
    readonly closed: boolean;
  }[],
): Promise<{ id: string; again: boolean }[]> {
  // What a statement selects is as it was before it wrote.
  const { rows } = await sql<{ id: string; again: boolean }>`
    WITH noted AS (
      INSERT INTO supervision_intake (application_id, unit_id, region_path, sector_path, check_id, at)
      SELECT a.id, a.unit_id, a.region_path, a.sector_path, c.id, c.at
      FROM registry_application a
      JOIN jsonb_to_recordset(${JSON.stringify(checks)}::jsonb) AS c (host text, id uuid, at timestamptz, closed boolean)
        ON a.hosts[1] = c.host
      -- What a check asks of a closed application says nothing of one that is in use, nor the other way round.
      WHERE (a.state = 'closed') = c.closed
      ON CONFLICT (application_id) DO UPDATE SET check_id = excluded.check_id, at = excluded.at
        WHERE supervision_intake.at <= excluded.at
      RETURNING application_id, check_id)
    SELECT noted.application_id AS id, before.check_id IS NOT DISTINCT FROM noted.check_id AS again
    FROM noted LEFT JOIN supervision_intake before USING (application_id)`.execute(trx);
  return rows;
}

/** A check that findings stand on. */
export interface StandingCheck {
  readonly check_id: string;
  readonly at: Date;
}

/** An application with the checks that its findings stand on: its own, and those of the platforms it runs on. */
export interface TakenApplication extends Belonging, StandingCheck {
  readonly id: string;
  readonly kind: ApplicationKind;
  readonly unit: { readonly kind: UnitKind; readonly level: UnitLevel };
  /** of its platform, of what that runs on, and so on, as far as they have been checked */
  readonly platforms: readonly StandingCheck[];
}

/** These applications, and those that run on them, be it by way of others, and have been checked themselves. */
export async function applicationsAround(
  trx: Transaction,
  ids: readonly string[],
): Promise<TakenApplication[]> {
  const { rows } = await sql<
    Omit<TakenApplication, 'platforms'> & { platforms: { check_id: string; at: string }[] | null }
  >`
    WITH RECURSIVE around AS (
      SELECT id, 0 AS depth FROM unnest(${[...ids]}::uuid[]) AS id
      UNION
      SELECT a.id, around.depth + 1 FROM around JOIN registry_application a ON a.host_id = around.id
      WHERE a.state <> 'closed' AND around.depth < ${DEEPEST_PLATFORMS}
    ), above AS (
      SELECT DISTINCT a.id AS of, a.host_id AS platform, 1 AS height
      FROM around JOIN registry_application a USING (id) WHERE a.host_id IS NOT NULL
      UNION ALL
      SELECT above.of, a.host_id, above.height + 1 FROM above JOIN registry_application a ON a.id = above.platform
      WHERE a.host_id IS NOT NULL AND above.height < ${DEEPEST_PLATFORMS}
    ), checked AS (
      SELECT above.of, jsonb_agg(jsonb_build_object('check_id', i.check_id, 'at', i.at) ORDER BY above.height) AS platforms
      FROM above JOIN supervision_intake i ON i.application_id = above.platform GROUP BY above.of
    )
    SELECT a.id, a.unit_id, a.region_path, a.sector_path, a.kind,
      jsonb_build_object('kind', u.kind, 'level', u.level) AS unit, own.check_id, own.at, checked.platforms
    FROM (SELECT DISTINCT id FROM around) AS each
    JOIN registry_application a USING (id)
    JOIN registry_unit u ON u.id = a.unit_id
    JOIN supervision_intake own ON own.application_id = a.id
    LEFT JOIN checked ON checked.of = a.id`.execute(trx);
  return rows.map(({ platforms, ...row }) => ({
    ...row,
    platforms: (platforms ?? []).map(({ check_id, at }) => ({ check_id, at: new Date(at) })),
  }));
}

export type KnownFinding = Pick<
  FindingRecord,
  | 'id'
  | 'application_id'
  | 'rule'
  | 'state'
  | 'verdict'
  | 'code'
  | 'inherited'
  | 'check_id'
  | 'assignee_id'
  | 'upheld_facts'
  | 'retired_at'
>;

/** The findings of applications, kept from others until the transaction ends. */
export async function findingsOf(trx: Transaction, applications: readonly string[]): Promise<KnownFinding[]> {
  return trx
    .selectFrom('supervision_finding')
    .select([
      'id',
      'application_id',
      'rule',
      'state',
      'verdict',
      'code',
      'inherited',
      'check_id',
      'assignee_id',
      'upheld_facts',
      'retired_at',
    ])
    .where(sql<boolean>`application_id = ANY (${[...applications]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export type NewFinding = Belonging &
  Pick<
    FindingRecord,
    | 'id'
    | 'application_id'
    | 'obligation'
    | 'rule'
    | 'chapter'
    | 'article'
    | 'severity'
    | 'handler'
    | 'verdict'
    | 'code'
    | 'inherited'
    | 'check_id'
    | 'state'
    | 'found_at'
    | 'seen_at'
  >;

export async function insertFindings(trx: Transaction, rows: readonly NewFinding[]): Promise<void> {
  for (const some of batches(rows)) {
    await sql`INSERT INTO supervision_finding (id, application_id, unit_id, region_path, sector_path, obligation, rule,
        chapter, article, severity, handler, verdict, code, inherited, check_id, state, found_at, seen_at)
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS f (id uuid, application_id uuid, unit_id uuid,
        region_path text, sector_path text, obligation text, rule text, chapter smallint, article smallint,
        severity smallint, handler text, verdict text, code text, inherited boolean, check_id uuid, state text,
        found_at timestamptz, seen_at timestamptz)`.execute(trx);
  }
}

/** A finding that a check saw again. */
export type SeenFinding = Pick<
  NewFinding,
  'id' | 'severity' | 'handler' | 'verdict' | 'code' | 'inherited' | 'check_id' | 'state' | 'seen_at'
>;

export async function updateSeen(trx: Transaction, rows: readonly SeenFinding[]): Promise<void> {
  for (const some of batches(rows)) {
    await sql`UPDATE supervision_finding f SET severity = s.severity, handler = s.handler, verdict = s.verdict,
        code = s.code, inherited = s.inherited, check_id = s.check_id, state = s.state, seen_at = s.seen_at,
        settled_by = NULL, closed_at = NULL,
        recheck_id = CASE WHEN s.state = 'recheck' THEN f.recheck_id END,
        upheld_facts = CASE WHEN s.state = 'upheld' THEN f.upheld_facts END,
        proof_kind = CASE WHEN kept THEN f.proof_kind END, proof_id = CASE WHEN kept THEN f.proof_id END,
        proof_until = CASE WHEN kept THEN f.proof_until END, proof_by = CASE WHEN kept THEN f.proof_by END
      FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS s (id uuid, severity smallint, handler text,
        verdict text, code text, inherited boolean, check_id uuid, state text, seen_at timestamptz)
      JOIN supervision_finding was USING (id)
      -- What was settled by a paper and is seen unmet now is so no more.
      CROSS JOIN LATERAL (SELECT was.state <> 'attested' OR s.state = 'attested' AS kept) AS k
      WHERE f.id = s.id`.execute(trx);
  }
}

/** Takes findings off the lists without closing them, or puts them back. */
export async function retireFindings(
  trx: Transaction,
  rows: readonly { readonly id: string; readonly retired_at: Date | null }[],
): Promise<void> {
  for (const some of batches(rows)) {
    await sql`UPDATE supervision_finding f SET retired_at = s.retired_at
      FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS s (id uuid, retired_at timestamptz)
      WHERE f.id = s.id`.execute(trx);
  }
}

/** Closes findings by the check that saw them settled; whatever stood beside their state is over. */
export async function closeFindings(
  trx: Transaction,
  rows: readonly { readonly id: string; readonly check_id: string; readonly at: Date }[],
): Promise<void> {
  for (const some of batches(rows)) {
    await sql`UPDATE supervision_finding f SET state = 'closed', settled_by = s.check_id, closed_at = s.at,
        inherited = false, due_from = NULL, due_days = NULL, due_on = NULL, plea = NULL, plea_by = NULL,
        plea_ground = NULL, plea_days = NULL, watched_at = NULL, recheck_id = NULL, upheld_facts = NULL,
        proof_kind = NULL, proof_id = NULL, proof_until = NULL, proof_by = NULL
      FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS s (id uuid, check_id uuid, at timestamptz)
      WHERE f.id = s.id`.execute(trx);
  }
}

/** Steps that checks have made. */
export async function insertSteps(
  trx: Transaction,
  rows: readonly Pick<NewFindingAct, 'finding_id' | 'at' | 'act' | 'from_state' | 'to_state' | 'check_id'>[],
): Promise<void> {
  for (const some of batches(rows)) {
    await sql`INSERT INTO supervision_finding_act (finding_id, unit_id, region_path, sector_path, at, act, from_state,
        to_state, check_id)
      SELECT f.id, f.unit_id, f.region_path, f.sector_path, s.at, s.act, s.from_state, s.to_state, s.check_id
      FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS s (finding_id uuid, at timestamptz, act text,
        from_state text, to_state text, check_id uuid)
      JOIN supervision_finding f ON f.id = s.finding_id`.execute(trx);
  }
}

/** Notes how many rules an application meets, and how many do not apply to it. */
export async function noteCounts(
  trx: Transaction,
  rows: readonly {
    readonly application_id: string;
    readonly met: number;
    readonly not_applicable: number;
  }[],
): Promise<void> {
  for (const some of batches(rows)) {
    await sql`UPDATE supervision_intake i SET met = c.met, not_applicable = c.not_applicable
      FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb)
        AS c (application_id uuid, met integer, not_applicable integer)
      WHERE i.application_id = c.application_id`.execute(trx);
  }
}
