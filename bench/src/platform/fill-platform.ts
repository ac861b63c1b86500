import { COMMON_RESULTS, type ResultWords, RULE_WORDS, type RuleWords } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Database, Transaction } from '../../../server/src/kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../../../server/src/kernel/tenancy/index.ts';
import { faultOf, ruleOf } from '../../../server/src/supervision/findings/finding-words.ts';
import { noteMonth } from '../../../server/src/supervision/index.ts';
import { CROWDED, fillRegistry } from '../registry/fill.ts';

/** How much there is of everything, for each application of the register. */
export interface Amount {
  readonly applications: number;
  readonly findings: number;
  readonly verdicts: number;
}

/** Applications of this country are in use: what a closed one owes is found at none of them. */
const OF_USE = Object.entries<RuleWords>(RULE_WORDS).filter(
  ([rule]) => !ruleOf(rule)?.obligation.conditions.includes('no-longer-used'),
);

const RULES = OF_USE.map(([rule, words]) => {
  const codes = (verdict: string) =>
    Object.entries<ResultWords>({ ...words.results, ...COMMON_RESULTS })
      .filter(([code, result]) => result.verdict === verdict && (verdict === 'met' || faultOf(rule, code)))
      .map(([code]) => code);
  const unmet = codes('unmet')[0] ?? null;
  const unknown = codes('unknown')[0] ?? unmet;
  const fault = faultOf(rule, unmet ?? unknown ?? '');
  return { rule, obligation: words.obligation, unmet, unknown, met: codes('met')[0] ?? 'met', fault };
});

/** Rules as a table, with their place among all: `r`. */
const RULE_TABLE = sql`(SELECT *, row_number() OVER (ORDER BY rule) - 1 AS place, count(*) OVER () AS rules
  FROM jsonb_to_recordset(${JSON.stringify(
    RULES.map(({ fault, ...rule }) => ({ ...rule, ...fault, obligation: rule.obligation })),
  )}::jsonb) AS t (rule text, obligation text, unmet text, unknown text, met text, chapter smallint, article smallint,
    severity smallint, handler text)) AS r`;

/**
 * A country: units of every division with superiors, applications, checks with their verdicts, findings with their acts,
 * notices, papers, filings, cases, people, audit records and twelve months of overview.
 *
 * @param db of the owner, with triggers off: rows are made by a few statements, and what triggers keep is kept once at the end
 * @returns rows by table
 */
export async function fillPlatform(db: Database, amount: Amount): Promise<Readonly<Record<string, number>>> {
  await fillRegistry(db, amount.applications);
  await withinScope(db, EVERYTHING, async (trx) => {
    await sql`SET LOCAL statement_timeout = 0`.execute(trx);
    await placeUnits(trx);
    await fillPeople(trx);
    await fillChecks(trx, amount.verdicts);
    await fillFindings(trx, amount.findings);
    await fillNotices(trx);
    await fillPapers(trx);
    await fillOpenings(trx);
    await fillRecords(trx, amount.applications);
    await sql`SELECT supervision_tally_recount(), assurance_make_ends(), registry_make_names(),
      supervision_make_notice_names(),
      overview_recount(ARRAY(SELECT id FROM registry_unit))`.execute(trx);
  });
  for (let back = 0; back < 12; back += 1)
    await noteMonth(db, new Date(Date.now() - back * 30.5 * 86_400_000));
  await sql`VACUUM ANALYZE`.execute(db);
  const { rows } = await sql<{ name: string; count: number }>`
    SELECT relname AS name, reltuples::bigint AS count FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples >= 1000 ORDER BY 1`.execute(
    db,
  );
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));
}

/** Two thirds of the units have the one of the division above as their superior. */
async function placeUnits(trx: Transaction): Promise<void> {
  await sql`UPDATE registry_unit u SET superior_id = s.id
    FROM registry_region r JOIN registry_unit s ON s.region_code = r.parent_code
    WHERE r.code = u.region_code AND hashtext(u.region_code) % 3 <> 0`.execute(trx);
  await sql`WITH RECURSIVE tree AS (
      SELECT id, id || '/' AS path FROM registry_unit WHERE superior_id IS NULL
      UNION ALL SELECT u.id, tree.path || u.id || '/' FROM registry_unit u JOIN tree ON tree.id = u.superior_id)
    UPDATE registry_unit u SET sector_path = tree.path FROM tree WHERE tree.id = u.id AND u.sector_path <> tree.path`.execute(
    trx,
  );
  await sql`UPDATE registry_application a SET sector_path = u.sector_path, seen_at = a.checked_at
    FROM registry_unit u WHERE u.id = a.unit_id`.execute(trx);
}

/** Five people a unit: two of them handle, one leads. */
async function fillPeople(trx: Transaction): Promise<void> {
  await sql`INSERT INTO identity_person (id, unit_id, region_path, sector_path, name, login_name, employment,
      employment_confirmed_on)
    SELECT gen_random_uuid(), id, region_path, sector_path,
      (ARRAY['甄', '贾', '伍', '钟', '宓'])[1 + n] || (ARRAY['样', '例', '示', '范', '试'])[1 + (place + n) % 5] || place,
      'bench.' || place || '.' || n, CASE WHEN n = 4 THEN 'outsourced' ELSE 'civil-servant' END, '2026-01-05'
    FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM registry_unit) AS u, generate_series(0, 4) AS n`.execute(
    trx,
  );
  await sql`INSERT INTO identity_grant (id, person_id, role, area, place, ends_at, approver, reason)
    SELECT gen_random_uuid(), id, (ARRAY['leader', 'liaison', 'handler', 'handler', 'operator'])[1 + n], 'unit', unit_id::text,
      CASE WHEN n = 4 THEN now() + (1 + place % 400) * interval '1 day' END, '甄样', '运维合同'
    FROM (SELECT *, split_part(login_name, '.', 3)::int AS n, split_part(login_name, '.', 2)::int AS place
      FROM identity_person) AS p`.execute(trx);
}

/** So many checks of each application that was checked, the newest of them told of; one verdict for each rule. */
async function fillChecks(trx: Transaction, verdicts: number): Promise<void> {
  await sql`CREATE TEMPORARY TABLE bench_application ON COMMIT DROP AS
    SELECT a.*, row_number() OVER (ORDER BY a.region_path <> ${CROWDED}, a.hosts) AS n, p.id AS assignee_id, p.name AS assignee_name
    FROM registry_application a
    JOIN identity_person p ON p.unit_id = a.unit_id AND p.login_name LIKE '%.2'
    WHERE checked_at IS NOT NULL`.execute(trx);
  await sql`CREATE TEMPORARY TABLE bench_check ON COMMIT DROP AS
    SELECT gen_random_uuid() AS check, a.id, a.n, g / many AS back, a.hosts[1] AS host,
      now() - (a.n % 7 + g / many * 7) * interval '1 day' AS at
    FROM generate_series(0, (SELECT count(*) FROM registry_application) * ${verdicts} / ${RULES.length} - 1) AS g
    CROSS JOIN (SELECT count(*) AS many FROM bench_application) AS m
    JOIN bench_application a ON a.n = g % many + 1 ORDER BY 1`.execute(trx);
  await sql`INSERT INTO inspection_check (id, state, url, host, request, unit, result, summary, requested_at, finished_at, told_at)
    SELECT "check", 'done', 'https://' || host || '/', host, '{}', '{"from":{"kind":"none","level":"none"}}',
      '{"conditions": {"pagesOpened": 3}, "target": {"snapshot": false}, "verdicts": []}',
      '{"unmet": 6, "unknown": 4, "met": 8, "not-applicable": 2, "total": 20}', at, at, at FROM bench_check`.execute(
    trx,
  );
  // One long index is built at the end, not row by row.
  await sql`ALTER TABLE inspection_verdict DROP CONSTRAINT inspection_verdict_pkey`.execute(trx);
  await sql`INSERT INTO inspection_verdict (check_id, rule, obligation, verdict, code, facts)
    SELECT c.check, r.rule, r.obligation, s.verdict,
      CASE s.verdict WHEN 'unmet' THEN r.unmet WHEN 'unknown' THEN r.unknown WHEN 'met' THEN r.met ELSE 'not-bound' END,
      CASE WHEN r.rule = 'certificate-expiry'
        THEN jsonb_build_object('until', to_char(c.at + (c.n % 500) * interval '1 day', 'YYYY-MM-DD'))
        ELSE jsonb_build_object('host', c.host, 'page', 'https://' || c.host || '/') END
    FROM bench_check c CROSS JOIN ${RULE_TABLE} CROSS JOIN LATERAL (SELECT CASE
      WHEN r.place % 3 <> c.n % 3 OR r.chapter IS NULL THEN (ARRAY['met', 'not-applicable'])[1 + (c.n + r.place) % 2]
      WHEN (c.n / 3 + r.place) % 3 = 1 THEN 'met'
      WHEN (c.n / 3 + r.place) % 3 = 0 OR r.unmet IS NULL THEN 'unknown' ELSE 'unmet' END AS verdict) AS s`.execute(
    trx,
  );
  await sql`ALTER TABLE inspection_verdict ADD PRIMARY KEY (check_id, rule)`.execute(trx);
  await sql`UPDATE registry_application a SET check_id = c.check, checked_at = c.at, seen_at = c.at
    FROM bench_check c WHERE c.id = a.id AND c.back = 0`.execute(trx);
  await sql`INSERT INTO supervision_intake (application_id, unit_id, region_path, sector_path, check_id, at, met, not_applicable)
    SELECT a.id, a.unit_id, a.region_path, a.sector_path, a.check_id, a.checked_at, 30, 5
    FROM registry_application a WHERE a.check_id IS NOT NULL`.execute(trx);
  await sql`INSERT INTO watch_host (host, application_id, days, due_at)
    SELECT hosts[1], id, 7, watch_slot(hosts[1], 0, 7, now()) FROM registry_application
    WHERE state = 'running'`.execute(trx);
}

/** What the newest checks found: one in three closed, a part of the others in hand, with a term, or with a plea. */
async function fillFindings(trx: Transaction, each: number): Promise<void> {
  await sql`CREATE TEMPORARY TABLE bench_finding ON COMMIT DROP AS
    SELECT gen_random_uuid() AS id, a.id AS application_id, a.unit_id, a.region_path, a.sector_path, c.check, c.at,
      a.n, a.state = 'closed' AS retired, a.assignee_id, a.assignee_name, r.*,
      CASE WHEN (a.n / 3 + r.place) % 3 = 1 THEN 'closed'
        ELSE (ARRAY['unassigned', 'unassigned', 'unassigned', 'mending', 'recheck'])[1 + (a.n / 9 + r.place) % 5] END AS state
    FROM bench_application a JOIN bench_check c ON c.id = a.id AND c.back = 0
    CROSS JOIN ${RULE_TABLE}
    WHERE r.place % 3 = a.n % 3 AND r.place / 3 < ${each} AND r.chapter IS NOT NULL`.execute(trx);
  await sql`INSERT INTO supervision_finding (id, application_id, unit_id, region_path, sector_path, obligation, rule,
      chapter, article, severity, handler, verdict, code, check_id, state, found_at, seen_at, settled_by, closed_at,
      assignee_id, due_from, due_days, due_on, plea, plea_by, plea_ground, plea_days, watched_at, retired_at)
    SELECT id, application_id, unit_id, region_path, sector_path, obligation, rule, chapter, article, severity, handler,
      verdict, CASE verdict WHEN 'unmet' THEN unmet ELSE unknown END, "check", state,
      at - (n % 400) * interval '1 day', at, CASE WHEN state = 'closed' THEN "check" END,
      CASE WHEN state = 'closed' THEN at END,
      CASE WHEN in_hand THEN assignee_id END, CASE WHEN in_hand THEN at - interval '20 days' END, CASE WHEN in_hand THEN 15 END,
      CASE WHEN in_hand THEN current_date - 20 + (n % 80)::int END,
      CASE WHEN plead THEN 'delay' END, CASE WHEN plead THEN assignee_id END, CASE WHEN plead THEN '正在采购' END,
      CASE WHEN plead THEN 5 END, CASE WHEN in_hand AND n % 50 = 0 THEN at END, CASE WHEN retired THEN at END
    FROM (SELECT *, state IN ('mending', 'recheck') AS in_hand, state = 'mending' AND n % 40 = 0 AS plead,
        CASE WHEN (n / 3 + place) % 3 = 0 OR unmet IS NULL THEN 'unknown' ELSE 'unmet' END AS verdict
      FROM bench_finding) AS f`.execute(trx);
  await sql`INSERT INTO supervision_finding_act (finding_id, unit_id, region_path, sector_path, at, act, from_state,
      to_state, check_id, actor_id, actor_name, other_id, other_name)
    SELECT f.id, f.unit_id, f.region_path, f.sector_path, f.at, step.act, step.from_state, step.to_state,
      CASE WHEN step.act <> 'assigned' THEN f.check END, CASE WHEN step.act = 'assigned' THEN f.assignee_id END,
      CASE WHEN step.act = 'assigned' THEN f.assignee_name ELSE '' END,
      CASE WHEN step.act = 'assigned' THEN f.assignee_id END, CASE WHEN step.act = 'assigned' THEN f.assignee_name ELSE '' END
    FROM bench_finding f JOIN (VALUES ('found', NULL, 'unassigned', '{unassigned,mending,recheck,closed}'::text[]),
      ('assigned', 'unassigned', 'mending', '{mending,recheck}'), ('recheck-asked', 'mending', 'recheck', '{recheck}'),
      ('settled', 'unassigned', 'closed', '{closed}')) AS step (act, from_state, to_state, states)
      ON f.state = ANY (step.states)`.execute(trx);
}

/** A notice for the findings in hand of every second application. */
async function fillNotices(trx: Transaction): Promise<void> {
  await sql`WITH notice AS (
      INSERT INTO supervision_notice (id, unit_id, region_path, sector_path, outside, title, sender, sent_by, demand,
        delivered_at, signed_at, due_from, due_days, due_on, done_at)
      SELECT application_id, unit_id, region_path, sector_path, false, '关于' || n || '号应用的整改通知', '样例监管单位',
        assignee_id, '请按期整改', at, CASE WHEN n % 3 > 0 THEN at END, at, 15, current_date - 20 + (n % 80)::int,
        CASE WHEN n % 10 > 3 THEN at END
      FROM (SELECT DISTINCT ON (application_id) * FROM bench_finding
        WHERE state IN ('mending', 'recheck') AND n % 2 = 0) AS f
      RETURNING id)
    INSERT INTO supervision_notice_finding (notice_id, finding_id, unit_id, region_path, sector_path)
    SELECT notice.id, f.id, f.unit_id, f.region_path, f.sector_path
    FROM notice JOIN bench_finding f ON f.application_id = notice.id AND f.state IN ('mending', 'recheck')`.execute(
    trx,
  );
}

/** Filings of every application, a paper for every second one, an exception for one in fifty. */
async function fillPapers(trx: Transaction): Promise<void> {
  await sql`INSERT INTO registry_filing (application_id, unit_id, region_path, sector_path, kind, number, filed_on, expires_on)
    SELECT a.id, a.unit_id, a.region_path, a.sector_path, k.kind, k.kind || a.hosts[1], current_date - 300,
      CASE WHEN k.ends THEN current_date - 60 + abs(hashtext(a.hosts[1] || k.kind)) % 1000 END
    FROM registry_application a, (VALUES ('icp', false), ('police', false), ('mlps-test', true)) AS k (kind, ends)`.execute(
    trx,
  );
  await sql`WITH paper AS (
      INSERT INTO assurance_paper (id, unit_id, region_path, sector_path, application_id, obligation)
      SELECT gen_random_uuid(), unit_id, region_path, sector_path, id, ${RULES[0]?.obligation ?? ''}
      FROM bench_application WHERE n % 2 = 0 RETURNING id, unit_id)
    INSERT INTO assurance_paper_version (paper_id, version, claim, statement, issuer, issued_on, expires_on, written_by,
      signed_by, signed_at)
    SELECT p.id, 1, 'met', '已落实', '样例局', current_date - 300, current_date - 100 + abs(hashtext(p.id::text)) % 700,
      w.id, s.id, now() FROM paper p
    JOIN identity_person w ON w.unit_id = p.unit_id AND w.login_name LIKE '%.2'
    JOIN identity_person s ON s.unit_id = p.unit_id AND s.login_name LIKE '%.0'`.execute(trx);
  await sql`INSERT INTO assurance_exception (id, unit_id, region_path, sector_path, application_id, obligation, kind, ground,
      starts_on, ends_on, asked_by, decision, decided_by, decided_at)
    SELECT gen_random_uuid(), a.unit_id, a.region_path, a.sector_path, a.id, ${RULES[1]?.obligation ?? ''}, 'exception', '改造中',
      current_date - 100, current_date + (a.n % 250)::int, a.assignee_id, 'approved', s.id, now()
    FROM bench_application a JOIN identity_person s ON s.unit_id = a.unit_id AND s.login_name LIKE '%.0'
    WHERE a.n % 50 = 0`.execute(trx);
}

/** Three cases a unit. */
async function fillOpenings(trx: Transaction): Promise<void> {
  await sql`INSERT INTO opening_case (id, unit_id, region_path, sector_path, kind, state, form, begun_by, submitted_by,
      decided_by, decided_on, due_on, next_step)
    SELECT gen_random_uuid(), u.id, u.region_path, u.sector_path, 'app', s.state,
      jsonb_build_object('name', '样例应用' || n, 'nature', 'other'), 'bench', CASE WHEN s.state <> 'draft' THEN 'bench' END,
      CASE WHEN s.state = 'granted' THEN 'other' END, CASE WHEN s.state = 'granted' THEN current_date END,
      current_date + 10, CASE WHEN s.state <> 'granted' THEN 'budget' END
    FROM registry_unit u, generate_series(0, 2) AS n,
      LATERAL (SELECT (ARRAY['draft', 'submitted', 'granted'])[1 + n] AS state) AS s`.execute(trx);
}

/** Ten acts an application in the audit log. */
async function fillRecords(trx: Transaction, applications: number): Promise<void> {
  await sql`INSERT INTO audit_record (id, at, actor_kind, actor_id, from_address, act, object_kind, object_id, unit_id, result,
      detail, nonce)
    SELECT gen_random_uuid(), now() - n * interval '1 minute', 'person', p.id::text, '10.0.0.1',
      (ARRAY['findings-assigned', 'application-changed', 'check-requested', 'session-opened'])[1 + n % 4], 'unit', p.unit_id::text,
      p.unit_id::text, 'done', '{}', md5(n::text)
    FROM generate_series(0, ${applications * 10} - 1) AS n
    JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM identity_person) AS p
      ON p.place = n % (SELECT count(*) FROM identity_person)`.execute(trx);
}
