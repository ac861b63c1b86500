import type {
  CheckedUnit,
  CheckResult,
  CheckState,
  CheckStep,
  CheckVerdict,
  LocalText,
  Summary,
} from '@zhengdun/contract';
import { type Selectable, sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { type Belonging, inScope, type Scope } from '../../kernel/tenancy/index.ts';
import type { CheckOrder } from './check-order.ts';

interface CheckTable {
  id: string;
  state: CheckState;
  url: string;
  host: string;
  request: CheckOrder;
  unit: CheckedUnit;
  site_name: string | null;
  steps: readonly CheckStep[];
  early: readonly CheckVerdict[];
  summary: Summary | null;
  result: CheckResult | null;
  observations: string | null;
  failure: LocalText | null;
  requested_at: Date;
  started_at: Date | null;
  /** how often programs have begun it and did not end by themselves */
  starts: number;
  finished_at: Date | null;
  told_at: Date | null;
  /** whose check it is; NULL where nobody of a unit asked and nobody has registered the address */
  unit_id: string | null;
  region_path: string | null;
  sector_path: string | null;
}

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    inspection_check: CheckTable;
    inspection_verdict: {
      check_id: string;
      rule: string;
      obligation: string;
      verdict: CheckVerdict['verdict'];
      code: string;
      facts: CheckVerdict['facts'];
    };
  }
}

export type CheckRecord = Selectable<CheckTable>;
/** A record without what only the page of one check shows. */
export type CheckHead = Omit<
  CheckRecord,
  'steps' | 'early' | 'result' | 'starts' | 'told_at' | 'unit_id' | 'region_path' | 'sector_path'
>;

const HEAD = [
  'id',
  'state',
  'url',
  'host',
  'request',
  'unit',
  'site_name',
  'summary',
  'observations',
  'failure',
  'requested_at',
  'started_at',
  'finished_at',
] as const;

const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`;

/** Checks of hosts, newest first. */
export async function findChecksOfHosts(db: Database, hosts: readonly string[]): Promise<CheckHead[]> {
  if (hosts.length === 0) return [];
  return db
    .selectFrom('inspection_check')
    .select(HEAD)
    .where('host', 'in', hosts)
    .orderBy('requested_at', 'desc')
    .limit(50)
    .execute();
}

interface AskedCheck {
  readonly id: string;
  readonly url: URL;
  readonly order: CheckOrder;
}

export async function insertCheck(
  db: Database,
  check: AskedCheck & {
    readonly unit: CheckedUnit;
    readonly state: 'waiting' | 'running';
    readonly belonging?: Belonging | undefined;
  },
): Promise<void> {
  await db
    .insertInto('inspection_check')
    .values({
      ...askedColumns(check),
      ...check.belonging,
      state: check.state,
      unit: json(check.unit),
    } as never)
    .execute();
}

function askedColumns({ id, url, order }: AskedCheck) {
  return { id, url: url.href, host: url.hostname, request: json(order) };
}

/**
 * Who carries a check out at the moment. A program that was silent is taken for dead and another one starts its check:
 * from then on the first one, should it come back, writes nothing any more.
 */
export interface CheckTurn {
  readonly id: string;
  readonly startedAt: Date;
  /** 1 at the first start; more when the programs before were killed */
  readonly starts: number;
}

/** Takes a waiting check, or one whose program died, into work; nothing when it is finished already. */
export async function startCheck(db: Database, id: string): Promise<CheckTurn | undefined> {
  const row = await db
    .updateTable('inspection_check')
    .set({
      state: 'running',
      // In milliseconds, as a Date keeps it; later than the start before, whatever the clocks of two programs say.
      started_at: sql<Date>`greatest(date_trunc('milliseconds', clock_timestamp()), started_at + interval '1 ms')`,
      starts: sql<number>`starts + 1`,
      early: json([]),
      steps: json([]),
    })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning(['started_at', 'starts'])
    .executeTakeFirst();
  return row?.started_at ? { id, startedAt: row.started_at, starts: row.starts } : undefined;
}

/** A program that ends by itself gives its check back: that start does not count against the check. */
export async function giveBack(db: Database, turn: CheckTurn): Promise<void> {
  await updateOfTurn(db, turn).set({ starts: sql<number>`starts - 1` }).execute();
}

/** The check of this turn, as long as nobody else has taken it and it is not finished. */
function updateOfTurn(db: Database | Transaction, { id, startedAt }: CheckTurn) {
  return db
    .updateTable('inspection_check')
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('started_at', '=', startedAt);
}

export async function saveProgress(
  db: Database,
  turn: CheckTurn,
  progress: { steps: readonly CheckStep[]; early: readonly CheckVerdict[] },
): Promise<void> {
  await updateOfTurn(db, turn)
    .set({ steps: json(progress.steps), early: json(progress.early) })
    .execute();
}

export interface Saved {
  readonly result: CheckResult;
  readonly observations: string | null;
}

/** Writes the result of a turn with its verdicts; false, without having written, when the turn is over. */
export async function saveResult(db: Transaction, turn: CheckTurn, saved: Saved): Promise<boolean> {
  const { numUpdatedRows } = await updateOfTurn(db, turn).set(resultColumns(saved)).executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await insertVerdicts(db, turn.id, saved.result);
  return true;
}

/** Keeps a check for this transaction: whoever else wants to change its result waits. */
export async function lockCheck(db: Transaction, id: string): Promise<void> {
  await db.selectFrom('inspection_check').select('id').where('id', '=', id).forUpdate().execute();
}

/** Writes another result in place of the one that is there. Whoever waits for results is told again. */
export async function replaceResult(db: Transaction, id: string, saved: Saved): Promise<void> {
  await db.updateTable('inspection_check').set(resultColumns(saved)).where('id', '=', id).execute();
  await db.deleteFrom('inspection_verdict').where('check_id', '=', id).execute();
  await insertVerdicts(db, id, saved.result);
}

/** Writes a check that was carried out before it is written. It counts as asked for when it was begun. */
export async function insertFinished(db: Transaction, check: AskedCheck, saved: Saved): Promise<void> {
  const begun = new Date(saved.result.startedAt);
  await db
    .insertInto('inspection_check')
    .values({
      ...askedColumns(check),
      ...resultColumns(saved),
      requested_at: begun,
      started_at: begun,
    } as never)
    .execute();
  await insertVerdicts(db, check.id, saved.result);
}

function resultColumns({ result, observations }: Saved) {
  return {
    state: 'done',
    result: json(result),
    summary: json(result.summary),
    unit: json(result.unit),
    steps: json(result.steps),
    early: json([]),
    site_name: result.target.siteName ?? null,
    observations,
    finished_at: new Date(result.finishedAt),
    told_at: null,
  } as const;
}

/** As one value: a statement with six parameters a verdict costs more to read than to carry out. */
async function insertVerdicts(db: Transaction, id: string, { verdicts }: CheckResult): Promise<void> {
  const rows = verdicts.map(({ rule, obligation, verdict, code, facts }) => ({
    rule,
    obligation,
    verdict,
    code,
    facts,
  }));
  await sql`INSERT INTO inspection_verdict (check_id, rule, obligation, verdict, code, facts)
    SELECT ${id}, v.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS v (rule text, obligation text, verdict text, code text, facts jsonb)`.execute(db);
}

export async function saveFailure(db: Database, turn: CheckTurn, failure: LocalText): Promise<void> {
  await updateOfTurn(db, turn)
    .set({ state: 'broken', failure: json(failure), finished_at: new Date() })
    .execute();
}

export async function findCheck(db: Database, id: string): Promise<CheckRecord | undefined> {
  return db.selectFrom('inspection_check').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findCheckHead(db: Database, id: string): Promise<CheckHead | undefined> {
  return db.selectFrom('inspection_check').select(HEAD).where('id', '=', id).executeTakeFirst();
}

/** A check that is nobody's, where everything is seen. */
export async function findNobodysCheck(trx: Transaction, id: string): Promise<CheckRecord | undefined> {
  return trx
    .selectFrom('inspection_check')
    .selectAll()
    .where('id', '=', id)
    .where('unit_id', 'is', null)
    .executeTakeFirst();
}

/** Gives those of these checks that are nobody's yet to units. @param owners by host */
export async function giveChecks(
  trx: Transaction,
  ids: readonly string[],
  owners: ReadonlyMap<string, Belonging>,
): Promise<void> {
  if (owners.size === 0) return;
  const given = [...owners].map(([host, owner]) => ({ host, ...owner }));
  await sql`UPDATE inspection_check c
    SET unit_id = g.unit_id, region_path = g.region_path, sector_path = g.sector_path
    FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      AS g (host text, unit_id uuid, region_path text, sector_path text)
    WHERE c.id = ANY (${[...ids]}::uuid[]) AND c.host = g.host AND c.unit_id IS NULL`.execute(trx);
}

/** @param scope that of the transaction, once more: by its ranges the indexes are used */
export async function listChecks(
  db: Transaction,
  { scope, ...page }: { limit: number; offset: number; scope: Scope },
): Promise<{ rows: CheckHead[]; total: number }> {
  const seen = inScope(scope, 'inspection_check', 'unit_id');
  const rows = await db
    .selectFrom('inspection_check')
    .select(HEAD)
    .where(seen)
    .orderBy('requested_at', 'desc')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await db
    .selectFrom('inspection_check')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(seen)
    .executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}

/**
 * The finished check of the same address before this one; a saved page is compared with a saved page. A check that
 * opened no page saw nothing that could be compared. The check of a unit is compared with that unit's and nobody's.
 *
 * @param db sees every unit
 */
export async function findPrevious(db: Transaction, result: CheckResult): Promise<CheckResult | undefined> {
  const row = await db
    .selectFrom('inspection_check')
    .select('result')
    .where('url', '=', result.target.url)
    .where('state', '=', 'done')
    .where('id', '!=', result.id)
    .where(
      // Of a check that is not written yet, or not given to its unit, the unit is not known.
      sql<boolean>`coalesce(unit_id = (SELECT unit_id FROM inspection_check WHERE id = ${result.id}), true)`,
    )
    .where('finished_at', '<=', new Date(result.startedAt))
    .where(sql<boolean>`(result->'target'->>'snapshot')::boolean = ${result.target.snapshot}`)
    .where(sql<boolean>`(result->'conditions'->>'pagesOpened')::int > 0`)
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.result ?? undefined;
}

/** Checks that nobody has finished: their jobs are put in again when a program starts. */
export async function openChecks(
  db: Database,
): Promise<{ readonly id: string; readonly by: CheckOrder['by'] }[]> {
  return db
    .selectFrom('inspection_check')
    .select(['id', sql<CheckOrder['by']>`request->>'by'`.as('by')])
    .where('state', 'in', ['waiting', 'running'])
    .where(sql<boolean>`request->>'by' IN ('page', 'schedule')`)
    .orderBy('requested_at')
    .limit(1_000)
    .execute();
}

/** Whether somebody, or the schedule, asked for a check of a host after that moment. */
export async function wasAskedSince(
  db: Database,
  { host, since }: { readonly host: string; readonly since: Date },
): Promise<boolean> {
  const row = await db
    .selectFrom('inspection_check')
    .select('id')
    .where('host', '=', host)
    .where('requested_at', '>', since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many checks of the schedule, asked for after that moment, wait or run. */
export async function countScheduledOpen(db: Database, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('inspection_check')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', 'in', ['waiting', 'running'])
    .where(sql<boolean>`request->>'by' = 'schedule'`)
    .where('requested_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}
