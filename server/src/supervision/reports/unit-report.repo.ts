import type { ApplicationKind, Verdict } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import { ACTIVE } from '../findings/finding.repo.ts';

/** An application of a unit with the check that its findings stand on. */
export interface ReportedApplication {
  readonly id: string;
  readonly name: string;
  readonly kind: ApplicationKind;
  readonly address: string | null;
  readonly check_id: string | null;
  readonly checked_at: Date | null;
  readonly tool: string | null;
  readonly rulebook: string | null;
  readonly unmet: number;
  readonly unknown: number;
}

/** What a unit has in the register and is not closed, by name. */
export async function reportedApplications(
  trx: Transaction,
  { unitId, limit }: { readonly unitId: string; readonly limit: number },
): Promise<ReportedApplication[]> {
  const { rows } = await sql<ReportedApplication>`
    SELECT a.id, a.name, a.kind, a.addresses[1] AS address, i.check_id, i.at AS checked_at,
      c.result->'tool'->>'version' AS tool, c.result->'rulebook'->>'edition' AS rulebook,
      coalesce(f.unmet, 0)::int AS unmet, coalesce(f.unknown, 0)::int AS unknown
    FROM registry_application a
    LEFT JOIN supervision_intake i ON i.application_id = a.id
    LEFT JOIN inspection_check c ON c.id = i.check_id
    LEFT JOIN (
      SELECT f.application_id, count(*) FILTER (WHERE f.verdict = 'unmet') AS unmet,
        count(*) FILTER (WHERE f.verdict = 'unknown') AS unknown
      FROM supervision_finding f WHERE f.unit_id = ${unitId} AND ${ACTIVE} GROUP BY f.application_id
    ) f ON f.application_id = a.id
    WHERE a.unit_id = ${unitId} AND a.state <> 'closed'
    ORDER BY a.name COLLATE "zh-Hans-x-icu", a.id LIMIT ${limit}`.execute(trx);
  return rows;
}

/** How many applications a unit has, how many of them were checked, and what their checks saw in order. */
export async function countReported(
  trx: Transaction,
  unitId: string,
): Promise<{ applications: number; checked: number; met: number; notApplicable: number }> {
  const { rows } = await sql<{ applications: number; checked: number; met: number; notApplicable: number }>`
    SELECT count(*)::int AS applications, count(i.check_id)::int AS checked, coalesce(sum(i.met), 0)::int AS met,
      coalesce(sum(i.not_applicable), 0)::int AS "notApplicable"
    FROM registry_application a LEFT JOIN supervision_intake i ON i.application_id = a.id
    WHERE a.unit_id = ${unitId} AND a.state <> 'closed'`.execute(trx);
  return rows[0] ?? { applications: 0, checked: 0, met: 0, notApplicable: 0 };
}

/** What is still to be settled of a unit, by chapter. */
export async function countByChapter(
  trx: Transaction,
  unitId: string,
): Promise<{ chapter: number; verdict: Verdict; count: number }[]> {
  const { rows } = await sql<{ chapter: number; verdict: Verdict; count: number }>`
    SELECT f.chapter, f.verdict, count(*)::int AS count FROM supervision_finding f
    WHERE f.unit_id = ${unitId} AND ${ACTIVE} GROUP BY f.chapter, f.verdict`.execute(trx);
  return rows;
}
