import type { LedgerView } from '@zhengdun/contract';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { faultText, findIdentity, listRotations } from '../kernel/ledger/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { insertRequest, lastVerified, waitingSince } from './verification.repo.ts';

/** 存证: what the last verification said. The ledger is one for all units: whoever may verify it sees the whole. */
export async function readLedger(db: Database): Promise<LedgerView> {
  const last = await lastVerified(db);
  const first = await findIdentity(db);
  const rotations = await listRotations(db);
  const { ed25519, sm2 } = rotations.at(-1) ?? first ?? { ed25519: '', sm2: '' };
  return {
    ...(last?.ended_at && {
      last: {
        at: last.ended_at.toISOString(),
        size: last.size ?? 0,
        checkpoints: last.checkpoints ?? 0,
        pending: last.pending ?? 0,
        ...(last.fault && { fault: { zh: faultText(last.fault, 'zh'), en: faultText(last.fault, 'en') } }),
      },
    }),
    running: (await waitingSince(db)) !== undefined,
    ...(first && {
      log: {
        origin: first.origin,
        ed25519,
        sm2,
        rotations: rotations.map(({ number, size, at }) => ({ number, size, at: at.toISOString() })),
      },
    }),
    asOf: new Date().toISOString(),
  };
}

/** 立即核验: asks a program that has the keys for a verification; one that waits already is enough. */
export async function askForVerification(db: Database, caller: Caller): Promise<void> {
  await withinScope(db, EVERYTHING, async (trx) => {
    if (await waitingSince(trx)) return;
    await insertRequest(trx, caller.actor.id);
    await recordDone(trx, caller, {
      act: 'ledger-verification-asked',
      unit: caller.actor.unitId,
      detail: {},
    });
  });
}
