import type { CheckResult, UnitCorrection } from '@zhengdun/contract';
import { type Act, recordAct } from '../../kernel/audit/index.ts';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { enterInLedger } from '../../kernel/ledger/index.ts';
import { type Scope, withinScope } from '../../kernel/tenancy/index.ts';
import type { EvidenceStore } from '../evidence.ts';
import { findCheck, replaceResult } from './check.repo.ts';
import { givenUnit, judgedAgain, readObservations } from './judge-again.ts';
import { withComparison } from './keep-result.ts';
import { resultEntry } from './result-entry.ts';

export interface CorrectionTools {
  readonly db: Database;
  readonly evidence: EvidenceStore;
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
}

/** What is corrected, and by whom. */
export interface Correction extends UnitCorrection {
  readonly by: Pick<Act, 'actor' | 'from'>;
  /** of the units whose checks they may correct */
  readonly scope: Scope;
}

/**
 * 「登记有误？」: judges the kept observations again under corrected facts about the unit. Nothing is fetched. The act is
 * recorded in the audit log.
 *
 * @throws HouseError `check-unknown`, `check-unfinished`, `observations-gone`
 */
export async function correctUnit(
  tools: CorrectionTools,
  id: string,
  { by, scope, ...correction }: Correction,
): Promise<CheckResult> {
  const { db, evidence, readings } = tools;
  const check = await withinScope(db, scope, (trx) => findCheck(trx, id));
  if (!check) throw new HouseError('check-unknown', { id });
  if (!check.result || !check.observations) throw new HouseError('check-unfinished', {});
  const observations = await readObservations(evidence, check.observations);
  if (!observations) throw new HouseError('observations-gone', {});
  const { result } = check;
  const { name, kind, level } = givenUnit(result);
  const unit = {
    name: correction.unitName ?? name,
    kind: correction.unitKind ?? kind,
    level: correction.unitLevel ?? level,
  };
  const { closed } = check.request;
  const judged = judgedAgain(result, observations, { unit, readings, closed });
  const complete = await withComparison(db, judged);
  const { observations: kept } = check;
  await withinScope(db, scope, async (transaction) => {
    await replaceResult(transaction, id, { result: complete, observations: kept });
    await enterInLedger(transaction, resultEntry(complete, kept));
    await recordAct(transaction, {
      ...by,
      act: 'unit-corrected',
      object: { kind: 'check', id },
      result: 'done',
      detail: { changed: Object.keys(correction) },
    });
  });
  return complete;
}
