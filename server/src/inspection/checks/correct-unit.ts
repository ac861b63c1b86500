import type { CheckResult, UnitCorrection } from '@zhengdun/contract';
import { type Act, recordAct } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { enterInLedger } from '../../kernel/ledger/index.ts';
import { type Scope, withinScope } from '../../kernel/tenancy/index.ts';
import { findCheck, lockCheck, replaceResult } from './check.repo.ts';
import { givenUnit, judgedAgain, readObservations } from './judge-again.ts';
import type { JudgingTools } from './judge-kept.ts';
import { withComparison } from './keep-result.ts';
import { resultEntry } from './result-entry.ts';

/** What is corrected, and by whom. */
export interface Correction extends UnitCorrection {
  readonly by: Pick<Act, 'actor' | 'from'>;
  /** of the units whose checks they may correct */
  readonly scope: Scope;
}

/**
 * 「登记有误？」: judges the kept observations again under corrected facts about the unit. Nothing is fetched. The act is
 * recorded in the audit log. Whoever else judges the same check waits (`judgeKept`).
 *
 * @throws HouseError `check-unknown`, `check-unfinished`, `observations-gone`
 */
export async function correctUnit(
  tools: JudgingTools,
  id: string,
  { by, scope, ...correction }: Correction,
): Promise<CheckResult> {
  const { db, evidence, readings } = tools;
  return withinScope(db, scope, async (trx) => {
    await lockCheck(trx, id);
    const check = await findCheck(trx, id);
    if (!check) throw new HouseError('check-unknown', { id });
    const { result, observations: kept, request } = check;
    if (!result || !kept) throw new HouseError('check-unfinished', {});
    const observations = await readObservations(evidence, kept);
    if (!observations) throw new HouseError('observations-gone', {});
    const { name, kind, level } = givenUnit(result);
    const unit = {
      name: correction.unitName ?? name,
      kind: correction.unitKind ?? kind,
      level: correction.unitLevel ?? level,
    };
    const judged = judgedAgain(result, observations, { unit, readings, closed: request.closed });
    const complete = await withComparison(trx, judged);
    await replaceResult(trx, id, { result: complete, observations: kept });
    await enterInLedger(trx, resultEntry(complete, kept));
    await recordAct(trx, {
      ...by,
      act: 'unit-corrected',
      object: { kind: 'check', id },
      result: 'done',
      detail: { changed: Object.keys(correction) },
    });
    return complete;
  });
}
