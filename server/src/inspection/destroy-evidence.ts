import type { CheckResult, Destruction, KeptObject } from '@zhengdun/contract';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { enterInLedger } from '../kernel/ledger/index.ts';
import { scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import {
  destroyedObjects,
  type EvidenceRecord,
  findCheckWith,
  findDestructions,
  findEvidence,
  insertDestruction,
} from './checks/evidence.repo.ts';
import { evidenceOf } from './checks/keep-result.ts';
import type { KeptEvidenceStore } from './evidence.ts';

export interface DestroyingTools {
  readonly db: Database;
  readonly evidence: Pick<KeptEvidenceStore, 'destroy'>;
}

/**
 * Destroys what a check has kept, a picture or its observations, on an order of the secrecy office and for good. Digests,
 * order and ledger stay, and the verdicts that rest on it. Whoever sees a check, or a finding made of it, may have it
 * destroyed.
 *
 * @throws HouseError `evidence-unknown`, `evidence-destroyed`
 */
export async function destroyEvidence(
  { db, evidence }: DestroyingTools,
  caller: Caller,
  { sha256, orderNumber, approver }: Destruction & { readonly sha256: string },
): Promise<void> {
  await withinScope(db, scopeOf(caller.actor, 'document.destroy'), async (trx) => {
    const known = await findEvidence(trx, sha256);
    const check = known && (await findCheckWith(trx, sha256));
    if (!known || !check) throw new HouseError('evidence-unknown', {});
    if (known.destruction) throw evidenceDestroyed(known);
    await insertDestruction(trx, {
      sha256,
      order_number: orderNumber,
      approver,
      destroyed_by: caller.actor.id,
      destroyed_at: new Date(),
    });
    await enterInLedger(trx, {
      kind: 'evidence-destroyed',
      subject: `evidence/${sha256}`,
      digests: { evidence: `sha256:${sha256}`, 'evidence-sm3': `sm3:${known.sm3}` },
      facts: { order: orderNumber },
    });
    await recordDone(trx, caller, {
      act: 'evidence-destroyed',
      object: { kind: 'check', id: check.id },
      unit: check.unit_id ?? caller.actor.unitId,
      detail: { sha256 },
    });
  });
  await evidence.destroy(sha256);
}

/** What a program that was killed between an order and its end has left, or a restored backup has brought back. */
export async function finishDestroying({ db, evidence }: DestroyingTools): Promise<void> {
  for (const sha256 of await destroyedObjects(db)) await evidence.destroy(sha256);
}

/** What is known of a kept object, to whoever has its digest. @throws HouseError `evidence-unknown` */
export async function readEvidence(db: Database, sha256: string): Promise<KeptObject> {
  const known = await findEvidence(db, sha256);
  if (!known) throw new HouseError('evidence-unknown', {});
  const { sm3, mediaType, bytes, keptAt, destruction } = known;
  return {
    ...{ sha256, sm3, mediaType, bytes, keptAt: keptAt.toISOString() },
    ...(destruction && { destroyed: destruction }),
  };
}

export function evidenceDestroyed({ destruction }: EvidenceRecord): HouseError {
  return new HouseError('evidence-destroyed', { order: destruction?.orderNumber ?? '' });
}

/** A result as reports tell it from now on: with what of its evidence was destroyed. */
export async function withDestroyed(db: Database, result: CheckResult): Promise<CheckResult> {
  const digests = new Set(evidenceOf(result).map(({ sha256 }) => sha256));
  const found = await findDestructions(db, [...digests]);
  if (found.length === 0) return result;
  return { ...result, destroyed: found.map(({ sha256, destroyed }) => ({ sha256, ...destroyed })) };
}
