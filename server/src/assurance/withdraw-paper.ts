import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findPaperForUpdate, withdrawPaper as withdraw } from './paper.repo.ts';
import type { AssuranceTools } from './tools.ts';

/**
 * Takes a paper back with its ground: from now on it counts for nothing, and its history stays.
 *
 * @throws HouseError `paper-unknown`, `paper-withdrawn`
 */
export async function withdrawPaper(
  { db, now }: AssuranceTools,
  caller: Caller,
  { id, ground }: { readonly id: string; readonly ground: string },
): Promise<void> {
  await withinScope(db, scopeOf(caller.actor, 'attestation.write'), async (trx) => {
    const paper = await findPaperForUpdate(trx, id);
    if (!paper) throw new HouseError('paper-unknown', {});
    if (paper.withdrawn_at) throw new HouseError('paper-withdrawn', {});
    await withdraw(trx, { id, by: caller.actor.id, at: now(), ground });
    await recordDone(trx, caller, {
      act: 'paper-withdrawn',
      object: { kind: 'paper', id },
      unit: paper.unit_id,
      detail: { obligation: paper.obligation },
    });
  });
}
