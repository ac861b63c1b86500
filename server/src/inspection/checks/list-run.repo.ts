import { claim, type Database, type Transaction } from '../../kernel/database/index.ts';

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    inspection_list_run: { id: string; started_at: Date };
    inspection_list_entry: { run_id: string; line: number; check_id: string };
  }
}

/** Works on the run of a list; false, without having begun, when another program does. */
export function claimListRun(db: Database, runId: string, work: () => Promise<void>): Promise<boolean> {
  return claim(db, BigInt(`0x${runId.slice(0, 16)}`), work);
}

/** Begins a run of a list, or goes on with one; gives the lines that are done, with their checks. */
export async function openListRun(
  db: Database,
  runId: string,
  options: { readonly notBefore: Date },
): Promise<{ startedAt: Date; done: Map<number, string> }> {
  await db
    .deleteFrom('inspection_list_run')
    .where('id', '=', runId)
    .where('started_at', '<', options.notBefore)
    .execute();
  const { started_at } = await db
    .insertInto('inspection_list_run')
    .values({ id: runId } as never)
    // An update of nothing: so that the row comes back in either case.
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ id: runId }))
    .returning('started_at')
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('inspection_list_entry')
    .select(['line', 'check_id'])
    .where('run_id', '=', runId)
    .execute();
  return { startedAt: started_at, done: new Map(rows.map(({ line, check_id }) => [line, check_id])) };
}

/** A line of a list that is done when its check is. */
export interface ListEntryKey {
  readonly runId: string;
  readonly line: number;
}

export async function saveListEntry(
  db: Transaction,
  entry: ListEntryKey & { readonly checkId: string },
): Promise<void> {
  await db
    .insertInto('inspection_list_entry')
    .values({ run_id: entry.runId, line: entry.line, check_id: entry.checkId })
    .onConflict((conflict) => conflict.columns(['run_id', 'line']).doUpdateSet({ check_id: entry.checkId }))
    .execute();
}

/** A run that came to its end is forgotten: the same command then begins anew. The checks stay. */
export async function closeListRun(db: Database, runId: string): Promise<void> {
  await db.deleteFrom('inspection_list_run').where('id', '=', runId).execute();
}
