import { promisify } from 'node:util';
import { constants, gzip, type ZlibOptions } from 'node:zlib';
import type { CheckResult } from '@zhengdun/contract';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { enterInLedger } from '../../kernel/ledger/index.ts';
import { beyondScope, EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { EvidenceStore, KeptEvidence } from '../evidence.ts';
import type { Inspected } from '../inspect-site.ts';
import { type CheckTurn, findPrevious, insertFinished, type Saved, saveResult } from './check.repo.ts';
import type { CheckOrder } from './check-order.ts';
import { compareResults } from './compare.ts';
import { saveEvidence } from './evidence.repo.ts';
import { type ListEntryKey, saveListEntry } from './list-run.repo.ts';
import { resultEntry } from './result-entry.ts';

/** Where results go. */
export interface Keeping {
  readonly db: Database;
  readonly evidence: EvidenceStore;
}

/** Where a result belongs: a check that is not in the database yet, with the line of a list that it settles. */
interface FreshCheck {
  readonly order: CheckOrder;
  readonly entry?: ListEntryKey;
}

/**
 * Compares the result of a check that was not in the database yet with the check before and writes it, with the
 * observations that it rests on and its entry in the ledger, in one transaction. Returns after all is committed.
 */
export async function keepResult(
  keeping: Keeping,
  inspected: Inspected,
  { order, entry }: FreshCheck,
): Promise<CheckResult> {
  const { complete } = await keep(keeping, inspected, async (transaction, saved) => {
    const { id, target } = saved.result;
    await insertFinished(transaction, { id, url: new URL(target.url), order }, saved);
    if (entry) await saveListEntry(transaction, { ...entry, checkId: id });
    return true;
  });
  return complete;
}

/** The same for a check that was asked for; false, with nothing written, when somebody else has taken it meanwhile. */
export async function keepTurn(keeping: Keeping, inspected: Inspected, turn: CheckTurn): Promise<boolean> {
  const { isKept } = await keep(keeping, inspected, (transaction, saved) =>
    saveResult(transaction, turn, saved),
  );
  return isKept;
}

/** @param write the check itself; false when the result is not wanted any more */
async function keep(
  { db, evidence }: Keeping,
  { result, observations }: Inspected,
  write: (transaction: Transaction, saved: Saved) => Promise<boolean>,
): Promise<{ complete: CheckResult; isKept: boolean }> {
  const kept = await evidence.keep(await packed(observations), 'application/gzip');
  return withinScope(db, EVERYTHING, async (transaction) => {
    const complete = compared(result, await findPrevious(transaction, result));
    const isKept = await write(transaction, { result: complete, observations: kept.sha256 });
    if (!isKept) return { complete, isKept };
    await saveEvidence(transaction, kept, ...evidenceOf(complete));
    await enterInLedger(transaction, resultEntry(complete, kept.sha256));
    return { complete, isKept };
  });
}

/** What the verdicts rest on and was kept: pictures. */
export function evidenceOf({ verdicts }: CheckResult): KeptEvidence[] {
  return verdicts
    .flatMap(({ evidence }) => evidence)
    .flatMap(({ sha256, sm3, mediaType, bytes }) =>
      sha256 && sm3 && mediaType && bytes !== undefined ? [{ sha256, sm3, mediaType, bytes }] : [],
    );
}

const gzipped = promisify(gzip) as (text: string, options: ZlibOptions) => Promise<Buffer>;

/** As JSON, compressed beside the work of other checks. */
export function packed(observations: Inspected['observations']): Promise<Buffer> {
  return gzipped(JSON.stringify(observations), { level: constants.Z_BEST_SPEED });
}

/** A result with 与上次比较, where there is a check before. */
export async function withComparison(db: Database, result: CheckResult): Promise<CheckResult> {
  return compared(result, await beyondScope(db, (trx) => findPrevious(trx, result)));
}

function compared(result: CheckResult, previous: CheckResult | undefined): CheckResult {
  if (previous) return { ...result, comparison: compareResults(result, previous) };
  const { comparison: _, ...first } = result;
  return first;
}
