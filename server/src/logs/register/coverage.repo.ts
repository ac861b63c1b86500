import './tables.ts';
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import type { Scope } from '../../kernel/tenancy/index.ts';
import { inScope } from '../../kernel/tenancy/index.ts';

export interface CountedSource {
  readonly id: string;
  readonly name: string;
  readonly unit_name: string;
  readonly since: Date;
  readonly until: Date | null;
  /** lines of each hour, by day */
  readonly days: Readonly<Record<string, readonly number[]>>;
}

/** Sources with what came between two days, both included; those that had ended before are left out. */
export async function listCounted(
  trx: Transaction,
  scope: Scope,
  about: {
    readonly from: string;
    readonly to: string;
    readonly unit: string | undefined;
    readonly limit: number;
  },
): Promise<CountedSource[]> {
  const { from, to, unit, limit } = about;
  const { rows } = await sql<CountedSource>`
    SELECT s.id, s.name, u.name AS unit_name, s.since, s.until,
      coalesce((SELECT jsonb_object_agg(day::text, hours) FROM (
        SELECT day, jsonb_agg(events ORDER BY hour) AS hours FROM (
          SELECT d.day, h.hour, sum(h.events) AS events
          FROM logs_day d, unnest(d.hours) WITH ORDINALITY AS h (events, hour)
          WHERE d.source_id = s.id AND d.day BETWEEN ${from}::date AND ${to}::date
          GROUP BY d.day, h.hour) AS each GROUP BY day) AS counted), '{}') AS days
    FROM logs_source s JOIN registry_unit u ON u.id = s.unit_id
    WHERE ${inScope(scope, 's', 'unit_id')} AND (s.until IS NULL OR s.until >= ${new Date(`${from}T00:00:00+08:00`)})
      AND (${unit ?? null}::uuid IS NULL OR s.unit_id = ${unit ?? null}::uuid)
    ORDER BY u.name COLLATE "zh-Hans-x-icu", s.name LIMIT ${limit}`.execute(trx);
  return rows;
}
