import { promisify } from 'node:util';
import { constants, gzip, type ZlibOptions } from 'node:zlib';
import type { CheckResult } from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import { enterInLedger } from '../../kernel/ledger/index.ts';
import type { EvidenceStore, KeptEvidence } from '../evidence.ts';
import type { Inspected } from '../inspect-site.ts';
import {
  findPrevious,
  insertFinished,
  type ListEntryKey,
  saveEvidence,
  saveListEntry,
  saveResult,
} from './check.repo.ts';
import type { CheckOrder } from './check-order.ts';
import { compareResults } from './compare.ts';
import { resultEntry } from './result-entry.ts';

/** Where results go. */
export interface Keeping {
  readonly db: Database;
  readonly evidence: EvidenceStore;
}

/**
 * Compares a result with the check before and writes it, with the observations that it rests on and its entry in the
 * ledger, in one transaction. Returns after all is committed.
 *
 * @param fresh of a check that is not in the database yet: what was asked, and the line of a list that it settles
 */
export async function keepResult(
  { db, evidence }: Keeping,
  { result, observations }: Inspected,
  fresh?: { readonly order: CheckOrder; readonly entry?: ListEntryKey },
): Promise<CheckResult> {
  const kept = await evidence.keep(await packed(observations), 'application/gzip');
  const complete = await withComparison(db, result);
  const { id, target } = complete;
  const saved = { result: complete, observations: kept.sha256 };
  await db.transaction().execute(async (transaction) => {
    await saveEvidence(transaction, kept, ...evidenceOf(complete));
    if (fresh) await insertFinished(transaction, { id, url: new URL(target.url), order: fresh.order }, saved);
    else await saveResult(transaction, id, saved);
    await enterInLedger(transaction, resultEntry(complete, kept.sha256));
    if (fresh?.entry) await saveListEntry(transaction, { ...fresh.entry, checkId: id });
  });
  return complete;
}

/** What the verdicts rest on and was kept: pictures. */
function evidenceOf({ verdicts }: CheckResult): KeptEvidence[] {
  return verdicts
    .flatMap(({ evidence }) => evidence)
    .flatMap(({ sha256, sm3, mediaType, bytes }) =>
      sha256 && sm3 && mediaType && bytes !== undefined ? [{ sha256, sm3, mediaType, bytes }] : [],
    );
}

const gzipped = promisify(gzip) as (text: string, options: ZlibOptions) => Promise<Buffer>;

/** As JSON, compressed beside the work of other checks. */
function packed(observations: Inspected['observations']): Promise<Buffer> {
  return gzipped(JSON.stringify(observations), { level: constants.Z_BEST_SPEED });
}

/** A result with 与上次比较, where there is a check before. */
export async function withComparison(db: Database, result: CheckResult): Promise<CheckResult> {
  const previous = await findPrevious(db, result);
  if (previous) return { ...result, comparison: compareResults(result, previous) };
  const { comparison: _, ...first } = result;
  return first;
}
