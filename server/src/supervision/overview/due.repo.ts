import type { ApplicationKind, UnitKind, UnitLevel, Verdict } from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import { inScope, type Scope } from '../../kernel/tenancy/index.ts';
import { inPlace, type Place } from '../../registry/index.ts';
import { ACTIVE } from '../findings/finding.repo.ts';

export interface DuePlace {
  readonly scope: Scope;
  readonly place: Place;
  /** one unit alone */
  readonly unit: string | undefined;
}

/** A rule that machines are to decide for applications of a kind, of units of one kind and level. */
export interface DueRule {
  readonly place: number;
  readonly rule: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly application: ApplicationKind;
}

function applicationsThere({ scope, place, unit }: DuePlace): RawBuilder<boolean> {
  return sql<boolean>`a.state <> 'closed' AND ${inScope(scope, 'a', 'unit_id')} AND ${inPlace('a', place)}
    ${unit === undefined ? sql`` : sql`AND a.unit_id = ${unit}`}`;
}

/** Applications in use, by what tells which rules they are looked at for. */
export async function countDueApplications(
  trx: Transaction,
  there: DuePlace,
): Promise<{ kind: UnitKind; level: UnitLevel; application: ApplicationKind; count: number }[]> {
  const { rows } = await sql<{
    kind: UnitKind;
    level: UnitLevel;
    application: ApplicationKind;
    count: number;
  }>`
    SELECT u.kind, u.level, a.kind AS application, count(*)::int AS count
    FROM registry_application a JOIN registry_unit u ON u.id = a.unit_id
    WHERE ${applicationsThere(there)} GROUP BY 1, 2, 3`.execute(trx);
  return rows;
}

export interface DueRecord {
  readonly application_id: string;
  readonly application_name: string;
  readonly unit_id: string;
  readonly unit_name: string;
  readonly rule: string;
  /** of the open finding, where there is one */
  readonly finding_id: string | null;
  readonly found: Verdict | null;
  /** what the latest check saw; null: none has looked */
  readonly seen: Verdict | null;
  readonly checked_at: Date | null;
}

/** One page: by name of the application, then in the order of the text. */
export async function listDue(
  trx: Transaction,
  there: DuePlace,
  of: { readonly rules: readonly DueRule[]; readonly offset: number; readonly limit: number },
): Promise<DueRecord[]> {
  const { rows } = await sql<DueRecord>`
    SELECT a.id AS application_id, a.name AS application_name, u.id AS unit_id, u.name AS unit_name, r.rule,
      f.id AS finding_id, f.verdict AS found, v.verdict AS seen, i.at AS checked_at
    FROM registry_application a
    JOIN registry_unit u ON u.id = a.unit_id
    JOIN jsonb_to_recordset(${JSON.stringify(of.rules)}::jsonb)
      AS r (place integer, rule text, kind text, level text, application text)
      ON r.kind = u.kind AND r.level = u.level AND r.application = a.kind
    LEFT JOIN supervision_finding f ON f.application_id = a.id AND f.rule = r.rule AND ${ACTIVE}
    LEFT JOIN supervision_intake i ON i.application_id = a.id
    LEFT JOIN inspection_verdict v ON v.check_id = i.check_id AND v.rule = r.rule
    WHERE ${applicationsThere(there)}
    ORDER BY a.name COLLATE "zh-Hans-x-icu", a.id, r.place OFFSET ${of.offset} LIMIT ${of.limit}`.execute(
    trx,
  );
  return rows;
}
