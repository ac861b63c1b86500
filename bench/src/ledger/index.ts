import { measure } from '../child.ts';
import { machineText } from '../machine.ts';
import type { LedgerResult, LedgerTask } from './run-ledger.ts';

export interface LedgerBench {
  /** entries that the ledger grows to, ascending */
  readonly entries: readonly number[];
  readonly json: boolean;
}

const MB = 1024 * 1024;

/** Acts, sealing, proofs and verification, at several sizes of the ledger: what grows with the size shows here. */
export async function benchLedger({ entries, json }: LedgerBench): Promise<void> {
  const machine = machineText();
  const task: LedgerTask = { sizes: [...entries].sort((one, other) => one - other) };
  const { result, peak } = await measure<LedgerResult>(new URL('run-ledger.ts', import.meta.url), task);
  if (json) {
    console.log(JSON.stringify({ machine, peak, ...result }, null, 2));
    return;
  }
  console.log(
    `${machine}, embedded PostgreSQL and files on the same disk, peak ${Math.round(peak / MB)} MB\n`,
  );
  console.log(`Acts of one entry each, 10 at a time: ${round(result.actsPerSecond)} a second\n`);
  console.table(
    result.sizes.map((at) => ({
      entries: at.size,
      'sealed/s': round(at.sealedPerSecond),
      'ms to seal 100': round(at.sealSmallMs),
      'ms a proof of inclusion': round(at.inclusionMs),
      'ms a proof of consistency': round(at.consistencyMs),
      'verified/s': round(at.verifiedPerSecond),
    })),
  );
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
