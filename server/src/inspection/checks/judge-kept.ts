import type { CheckResult } from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import { enterInLedger } from '../../kernel/ledger/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { EvidenceStore } from '../evidence.ts';
import type { InspectionOrder } from '../inspect-site.ts';
import type { Observations } from '../site-view.ts';
import { findCheck, lockCheck, replaceResult } from './check.repo.ts';
import { saveEvidence } from './evidence.repo.ts';
import { givenUnit, judgedAgain, readObservations } from './judge-again.ts';
import { evidenceOf, packed, withComparison } from './keep-result.ts';
import { resultEntry } from './result-entry.ts';

export interface JudgingTools {
  readonly db: Database;
  readonly evidence: EvidenceStore;
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
}

/** What is known by now besides what was seen then. */
interface Learnt {
  /** with what is known of them; missing: they are as they were */
  readonly observations?: Observations;
  /** whose the site is; missing: as it was given then */
  readonly unit?: InspectionOrder['unit'];
}

/**
 * Judges a kept check again with something that was not known then; whoever waits for results is told again. Nothing is
 * fetched. Whoever else judges the same check waits, so that nothing of the one is lost to the other.
 *
 * @param learn undefined: nothing is new
 * @returns false, with nothing written, where nothing is new, it is not finished, or what was seen is gone
 */
export async function judgeKept(
  { db, evidence, readings }: JudgingTools,
  id: string,
  learn: (result: CheckResult, seen: Observations) => Learnt | undefined,
): Promise<boolean> {
  return withinScope(db, EVERYTHING, async (trx) => {
    await lockCheck(trx, id);
    const check = await findCheck(trx, id);
    const seen = check?.observations && (await readObservations(evidence, check.observations));
    if (!check?.result || !check.observations || !seen) return false;
    const { result, request } = check;
    const learnt = learn(result, seen);
    if (!learnt) return false;
    const { observations, unit = givenUnit(result) } = learnt;
    const judged = judgedAgain(result, observations ?? seen, { unit, readings, closed: request.closed });
    const complete = await withComparison(trx, judged);
    const kept = observations && (await evidence.keep(await packed(observations), 'application/gzip'));
    const sha256 = kept?.sha256 ?? check.observations;
    await replaceResult(trx, id, { result: complete, observations: sha256 });
    if (kept) await saveEvidence(trx, kept, ...evidenceOf(complete));
    await enterInLedger(trx, resultEntry(complete, sha256));
    return true;
  });
}
