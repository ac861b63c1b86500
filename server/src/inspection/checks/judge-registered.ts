import type { CheckResult, UnitKind, UnitLevel } from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import { enterInLedger } from '../../kernel/ledger/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { EvidenceStore } from '../evidence.ts';
import { findCheck, replaceResult } from './check.repo.ts';
import { judgedAgain, readObservations } from './judge-again.ts';
import { withComparison } from './keep-result.ts';
import { resultEntry } from './result-entry.ts';

/** A unit as it is registered. */
export interface JudgedUnit {
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
}

/**
 * Judges a kept check again for a unit as it is registered by now, as the next check of the schedule would; whoever waits for
 * results is told again. Nothing is fetched.
 *
 * @returns false, with nothing written, where it was judged for the same, is not finished, or what was seen is gone
 */
export async function judgeRegistered(
  tools: {
    readonly db: Database;
    readonly evidence: EvidenceStore;
    readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  },
  id: string,
  unit: JudgedUnit,
): Promise<boolean> {
  const { db, evidence, readings } = tools;
  const check = await withinScope(db, EVERYTHING, (trx) => findCheck(trx, id));
  if (!check?.result || !check.observations || isJudgedFor(check.result, unit)) return false;
  const observations = await readObservations(evidence, check.observations);
  if (!observations) return false;
  const { closed } = check.request;
  const judged = judgedAgain(check.result, observations, { unit, readings, closed });
  const complete = await withComparison(db, judged);
  const { observations: kept } = check;
  await withinScope(db, EVERYTHING, async (trx) => {
    await replaceResult(trx, id, { result: complete, observations: kept });
    await enterInLedger(trx, resultEntry(complete, kept));
  });
  return true;
}

function isJudgedFor({ unit }: CheckResult, { name, kind, level }: JudgedUnit): boolean {
  return unit.name === name && unit.kind === kind && unit.level === level;
}
