import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { dayOf } from '../kernel/clock/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findPaperForUpdate, findVersions, signVersion } from './paper.repo.ts';
import { isOver } from './paper.ts';
import type { AssuranceTools } from './tools.ts';

/**
 * Signs the newest version of a paper, as it was read. Whoever wrote it does not sign it; the database holds that too.
 *
 * @throws HouseError `paper-unknown`, `paper-withdrawn`, `paper-changed`, `paper-sign-own`, `paper-run-out`
 */
export async function signPaper(
  { db, now }: AssuranceTools,
  caller: Caller,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  await withinScope(db, scopeOf(caller.actor, 'attestation.sign'), async (trx) => {
    const paper = await findPaperForUpdate(trx, id);
    const [newest] = paper ? await findVersions(trx, id) : [];
    if (!paper || !newest) throw new HouseError('paper-unknown', {});
    if (paper.withdrawn_at) throw new HouseError('paper-withdrawn', {});
    if (newest.version !== version || newest.signed_at) throw new HouseError('paper-changed', {});
    if (newest.written_by === caller.actor.id) throw new HouseError('paper-sign-own', {});
    if (isOver(newest.expires_on, dayOf(now()))) throw new HouseError('paper-run-out', {});
    await signVersion(trx, { paperId: id, version, by: caller.actor.id, at: now() });
    await recordDone(trx, caller, {
      act: 'paper-signed',
      object: { kind: 'paper', id },
      unit: paper.unit_id,
      detail: { obligation: paper.obligation, version },
    });
  });
}
