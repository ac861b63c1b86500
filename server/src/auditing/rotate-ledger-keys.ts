import { PROGRAM_CALLER, recordDone } from '../kernel/audit/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { ownLedger, type RotationOutcome, rotateKeys } from '../kernel/ledger/index.ts';

/**
 * Replaces the keys of this installation's ledger, and records that it was done.
 *
 * @throws HouseError as `rotateKeys` does
 */
export function rotateLedgerKeys(about: {
  readonly db: Database;
  readonly data: string;
  readonly signal: AbortSignal;
}): Promise<RotationOutcome> {
  const { store } = ownLedger(about.data);
  return rotateKeys({
    ...about,
    store,
    async record(trx, { number }) {
      const object = { kind: 'ledger-keys', id: String(number) } as const;
      await recordDone(trx, PROGRAM_CALLER, { act: 'ledger-keys-rotated', object, detail: { number } });
    },
  });
}
