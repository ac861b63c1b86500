import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { tellChecks } from '../../../server/src/inspection/checks/tell-checks.ts';
import type { Database } from '../../../server/src/kernel/database/index.ts';
import { silentLog } from '../../../server/src/kernel/log.ts';
import { EVERYTHING, withinScope } from '../../../server/src/kernel/tenancy/index.ts';
import { noteChecks } from '../../../server/src/registry/index.ts';
import { takeInChecks } from '../../../server/src/supervision/index.ts';
import { processorTimer } from './processor-time.ts';

/**
 * Takes in so many finished checks as workers leave them, and tells what it cost. They are the newest checks of as many
 * applications, again, with every seventh verdict turned over: findings close, open, and change.
 */
export async function takeIn(db: Database, count: number) {
  await withinScope(db, EVERYTHING, (trx) => askAgain(trx, count));
  let taken = 0;
  const time = await processorTimer(db);
  const begin = performance.now();
  const before = time();
  await tellChecks({
    db,
    log: silentLog(),
    told: async (trx, some) => {
      await noteChecks(trx, some);
      await takeInChecks(trx, some);
      taken += some.length;
    },
  });
  const after = time();
  return {
    checks: taken,
    seconds: (performance.now() - begin) / 1000,
    node: (after.node - before.node) / 1000,
    database: (after.database - before.database) / 1000,
  };
}

async function askAgain(trx: Database, count: number): Promise<void> {
  await sql`SET LOCAL statement_timeout = 0`.execute(trx);
  const { rows } = await sql<{ check_id: string; host: string }>`
    SELECT check_id, hosts[1] AS host FROM registry_application
    WHERE check_id IS NOT NULL AND state <> 'closed' ORDER BY md5(id::text || now()) LIMIT ${count}`.execute(
    trx,
  );
  // The next one's verdicts stand in for those that turn over.
  const again = rows.map(({ check_id, host }, index) => ({
    id: randomUUID(),
    other: rows[(index + 1) % rows.length]?.check_id,
    ...{ check_id, host },
  }));
  const some = sql`jsonb_to_recordset(${JSON.stringify(again)}::jsonb) AS b (id uuid, check_id uuid, other uuid, host text)`;
  await sql`INSERT INTO inspection_check (id, state, url, host, request, unit, result, summary, finished_at)
    SELECT id, 'done', 'https://' || host || '/', host, '{}', '{"from":{"kind":"none","level":"none"}}',
      '{"conditions": {"pagesOpened": 3}, "target": {"snapshot": false}, "verdicts": []}',
      '{"unmet": 6, "unknown": 4, "met": 8, "not-applicable": 2, "total": 20}', now() FROM ${some}`.execute(
    trx,
  );
  await sql`INSERT INTO inspection_verdict (check_id, rule, obligation, verdict, code, facts)
    SELECT b.id, v.rule, v.obligation, coalesce(t.verdict, v.verdict), coalesce(t.code, v.code), v.facts
    FROM ${some} JOIN inspection_verdict v ON v.check_id = b.check_id
    LEFT JOIN inspection_verdict t ON t.check_id = b.other AND t.rule = v.rule AND abs(hashtext(b.id::text || v.rule)) % 7 = 0`.execute(
    trx,
  );
}
