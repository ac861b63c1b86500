import { RULE_WORDS } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Database } from '../../../server/src/kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../../../server/src/kernel/tenancy/index.ts';
import { noteMonth } from '../../../server/src/supervision/index.ts';

/** Places of a rule in the text, for rows that no check has made. */
interface Part {
  readonly rule: string;
  readonly obligation: string;
  readonly article: number;
}

const PARTS: readonly Part[] = Object.entries(RULE_WORDS).map(([rule, { obligation }]) => ({
  rule,
  obligation,
  article: Number(/^A(\d+)/.exec(obligation)?.[1] ?? 4),
}));

/**
 * What checks would have found: of every application that was checked a number of findings, over all rules, one in three
 * closed. One check stands for all: the rows are as many and as wide as real ones.
 */
export async function fillFindings(
  db: Database,
  each: number,
): Promise<{ findings: number; seconds: number }> {
  const begin = performance.now();
  const check = '00000000-0000-4000-8000-000000000001';
  await withinScope(db, EVERYTHING, async (trx) => {
    await sql`SET LOCAL statement_timeout = 0`.execute(trx);
    await sql`INSERT INTO inspection_check (id, state, url, host, request, unit, result, summary, finished_at, told_at)
      VALUES (${check}, 'done', 'https://a/', 'a', '{}', '{"from":{"kind":"none","level":"none"}}', '{}', '{}', now(), now())`.execute(
      trx,
    );
    await sql`UPDATE registry_application SET seen_at = checked_at WHERE checked_at IS NOT NULL`.execute(trx);
    await sql`INSERT INTO inspection_verdict (check_id, rule, obligation, verdict, code, facts)
      SELECT ${check}, rule, obligation, 'met', 'agree', '{}'
      FROM jsonb_to_recordset(${JSON.stringify(PARTS)}::jsonb) AS p (rule text, obligation text)`.execute(
      trx,
    );
    await sql`INSERT INTO supervision_intake (application_id, unit_id, region_path, sector_path, check_id, at, met,
        not_applicable)
      SELECT id, unit_id, region_path, sector_path, ${check}, checked_at, 30, 5 FROM registry_application
      WHERE checked_at IS NOT NULL`.execute(trx);
  });
  // A row at a time: no statement holds more than a part of the register.
  for (let part = 0; part < each; part += 1) {
    const some = PARTS.filter((_, index) => index % each === part);
    await withinScope(db, EVERYTHING, async (trx) => {
      await sql`SET LOCAL statement_timeout = 0`.execute(trx);
      await sql`INSERT INTO supervision_finding (id, application_id, unit_id, region_path, sector_path, obligation, rule,
          chapter, article, severity, handler, verdict, code, check_id, state, found_at, seen_at, settled_by, closed_at)
        SELECT gen_random_uuid(), a.id, a.unit_id, a.region_path, a.sector_path, p.obligation, p.rule,
          CASE WHEN p.article <= 3 THEN 1 WHEN p.article <= 12 THEN 2 WHEN p.article <= 16 THEN 3
            WHEN p.article <= 30 THEN 4 ELSE 5 END,
          p.article, 1 + (a.n + p.place) % 4, 'operator',
          CASE WHEN (a.n + p.place) % 3 = 0 THEN 'unknown' ELSE 'unmet' END, 'differ', ${check},
          CASE WHEN (a.n + p.place) % 3 = 1 THEN 'closed' ELSE 'unassigned' END,
          a.checked_at - (a.n % 400) * interval '1 day', a.checked_at,
          CASE WHEN (a.n + p.place) % 3 = 1 THEN ${check}::uuid END,
          CASE WHEN (a.n + p.place) % 3 = 1 THEN a.checked_at END
        FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM registry_application
          WHERE checked_at IS NOT NULL AND state <> 'closed') AS a
        JOIN (SELECT rule, obligation, article, row_number() OVER (ORDER BY rule) AS place, count(*) OVER () AS places
          FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS r (rule text, obligation text, article integer)) AS p
          ON a.n % p.places = p.place - 1`.execute(trx);
    });
  }
  for (let back = 0; back < 12; back += 1)
    await noteMonth(db, new Date(Date.now() - back * 30.5 * 86_400_000));
  const count = await withinScope(db, EVERYTHING, async (trx) => {
    const { rows } = await sql<{
      count: number;
    }>`SELECT count(*)::int AS count FROM supervision_finding`.execute(trx);
    return rows[0]?.count ?? 0;
  });
  return { findings: count, seconds: (performance.now() - begin) / 1000 };
}

/** Finished checks of so many hosts of the register, as jobs keep them: 20 verdicts each, that nobody was told of. */
export async function fillChecks(db: Database, count: number): Promise<void> {
  await withinScope(db, EVERYTHING, async (trx) => {
    await sql`SET LOCAL statement_timeout = 0`.execute(trx);
    await sql`WITH checked AS (
        INSERT INTO inspection_check (id, state, url, host, request, unit, result, summary, finished_at)
        SELECT gen_random_uuid(), 'done', 'https://' || hosts[1] || '/', hosts[1], '{}',
          '{"from":{"kind":"none","level":"none"}}',
          '{"conditions": {"pagesOpened": 3}, "target": {"snapshot": false}}',
          '{"unmet": 6, "unknown": 4, "met": 8, "not-applicable": 2, "total": 20}', now()
        FROM registry_application WHERE kind = 'website' AND state <> 'closed' ORDER BY id LIMIT ${count}
        RETURNING id
      )
      INSERT INTO inspection_verdict (check_id, rule, obligation, verdict, code, facts)
      SELECT c.id, p.rule, p.obligation,
        (ARRAY['unmet', 'unmet', 'unmet', 'unknown', 'unknown', 'met', 'met', 'met', 'met', 'not-applicable'])[1 + p.place % 10],
        CASE WHEN p.place % 10 IN (3, 4) THEN 'blocked' ELSE 'differ' END, '{}'
      FROM checked c, (SELECT rule, obligation, row_number() OVER (ORDER BY rule) AS place
        FROM jsonb_to_recordset(${JSON.stringify(PARTS)}::jsonb) AS r (rule text, obligation text) LIMIT 20) AS p`.execute(
      trx,
    );
  });
}
