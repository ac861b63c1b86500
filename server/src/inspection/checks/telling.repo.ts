import type { CheckedUnit, CheckVerdict, Summary, Verdict } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { beyondScope } from '../../kernel/tenancy/index.ts';

export interface KeptVerdict {
  readonly rule: string;
  readonly obligation: string;
  readonly verdict: Verdict;
  readonly code: string;
}

/** Finished checks that nobody was told of, the oldest first. */
export async function findUntold(
  db: Database,
  { limit, without }: { readonly limit: number; readonly without: readonly string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('inspection_check')
    .select('id')
    .where('state', '=', 'done')
    .where('told_at', 'is', null)
    .where(sql<boolean>`id <> ALL (${[...without]}::uuid[])`)
    .orderBy('finished_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

interface Untold {
  readonly id: string;
  readonly host: string;
  readonly finished_at: Date;
  readonly unit: CheckedUnit;
  readonly summary: Summary;
  readonly pages_opened: number;
  readonly snapshot: boolean;
  readonly closed: boolean;
}

/** Of these checks those that still wait to be told and that no other transaction holds, kept for this one. */
export async function claimUntold(trx: Transaction, ids: readonly string[]): Promise<Untold[]> {
  const { rows } = await sql<Untold>`SELECT id, host, finished_at, unit, summary,
      (result->'conditions'->>'pagesOpened')::int AS pages_opened, (result->'target'->>'snapshot')::boolean AS snapshot,
      coalesce((request->>'closed')::boolean, false) AS closed
    FROM inspection_check WHERE id = ANY (${[...ids]}::uuid[]) AND told_at IS NULL
    ORDER BY finished_at, id FOR UPDATE SKIP LOCKED`.execute(trx);
  return rows;
}

export async function markTold(trx: Transaction, ids: readonly string[]): Promise<void> {
  await trx
    .updateTable('inspection_check')
    .set({ told_at: sql`now()` })
    .where(sql<boolean>`id = ANY (${[...ids]}::uuid[])`)
    .execute();
}

/** Has a check told once more: somebody is there now whom it concerns. */
export async function tellAgain(trx: Transaction, id: string): Promise<void> {
  await trx.updateTable('inspection_check').set({ told_at: null }).where('id', '=', id).execute();
}

/** @param rules of these rules only */
export async function verdictsOf(
  trx: Transaction,
  ids: readonly string[],
  rules?: readonly string[],
): Promise<(KeptVerdict & { readonly check_id: string })[]> {
  if (ids.length === 0) return [];
  let query = trx
    .selectFrom('inspection_verdict')
    .select(['check_id', 'rule', 'obligation', 'verdict', 'code'])
    .where(sql<boolean>`check_id = ANY (${[...new Set(ids)]}::uuid[])`);
  if (rules) query = query.where(sql<boolean>`rule = ANY (${[...rules]}::text[])`);
  return query.execute();
}

/** The facts that decided a verdict, of checks that something names which is seen. Key: `<check>/<rule>`. */
export async function factsOf(
  db: Database,
  pairs: readonly { readonly checkId: string; readonly rule: string }[],
): Promise<ReadonlyMap<string, CheckVerdict['facts']>> {
  if (pairs.length === 0) return new Map();
  const facts = sql<{ check_id: string; rule: string; facts: CheckVerdict['facts'] }>`
    SELECT check_id, rule, facts FROM inspection_verdict
    JOIN unnest(${pairs.map(({ checkId }) => checkId)}::uuid[], ${pairs.map(({ rule }) => rule)}::text[])
      AS wanted (check_id, rule) USING (check_id, rule)`;
  const { rows } = await beyondScope(db, (trx) => facts.execute(trx));
  return new Map(rows.map(({ check_id, rule, facts }) => [`${check_id}/${rule}`, facts]));
}
