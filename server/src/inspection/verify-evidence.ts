import type { Database } from '../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { evidenceAfter, findDestructions, newestChecksWith } from './checks/evidence.repo.ts';
import type { KeptEvidenceStore, ObjectState } from './evidence.ts';

/** What is wrong with a kept object: its bytes are not those that were kept, or it is away without an order. */
export type EvidenceFault = Exclude<ObjectState, 'whole'>;

export interface NamedFault {
  readonly sha256: string;
  readonly fault: EvidenceFault;
  /** the newest check that keeps it */
  readonly check: string | undefined;
}

export interface EvidenceReport {
  /** objects that checks have kept */
  readonly total: number;
  readonly whole: number;
  /** destroyed on an order of the secrecy office */
  readonly destroyed: number;
  /** how many are at fault */
  readonly faulty: number;
  /** the first of them, by digest */
  readonly faults: readonly NamedFault[];
}

/** Objects that the database is asked for at a time; one is read and let go after the other. */
const AT_ONCE = 500;
/** Faults that are named one by one. */
const NAMED = 20;

/**
 * Reads every object that a check has kept and compares it with the digest that results and ledger hold (Article 20: whole
 * and available). One that is gone must have been destroyed on an order.
 *
 * @param tools.told how many were read, after each
 */
export async function verifyEvidence(tools: {
  readonly db: Database;
  readonly evidence: Pick<KeptEvidenceStore, 'look'>;
  readonly signal: AbortSignal;
  readonly told?: (done: number) => void;
}): Promise<EvidenceReport> {
  const { db, evidence, signal, told } = tools;
  let [total, whole, destroyed, faulty] = [0, 0, 0, 0];
  const faults: Omit<NamedFault, 'check'>[] = [];
  let digests: readonly string[] = [];
  do {
    digests = await evidenceAfter(db, digests.at(-1) ?? '', AT_ONCE);
    for (const sha256 of digests) {
      signal.throwIfAborted();
      total += 1;
      told?.(total);
      const fault = await evidence.look(sha256);
      if (fault === 'whole') whole += 1;
      // Asked behind the look: an order writes its row before the file goes.
      else if ((await findDestructions(db, [sha256])).length > 0) destroyed += 1;
      else {
        faulty += 1;
        if (faults.length < NAMED) faults.push({ sha256, fault });
      }
    }
  } while (digests.length === AT_ONCE);
  const checks =
    faulty === 0
      ? new Map<string, string>()
      : await withinScope(db, EVERYTHING, (trx) =>
          newestChecksWith(
            trx,
            faults.map(({ sha256 }) => sha256),
          ),
        );
  const named = faults.map((fault) => ({ ...fault, check: checks.get(fault.sha256) }));
  return { total, whole, destroyed, faulty, faults: named };
}
