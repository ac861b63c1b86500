import type { Database } from '../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { evidenceAfter, findDestructions, newestCheckWith } from './checks/evidence.repo.ts';
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
  const faults: NamedFault[] = [];
  let last = '';
  for (;;) {
    const digests = await evidenceAfter(db, last, AT_ONCE);
    const ordered = new Set((await findDestructions(db, digests)).map(({ sha256 }) => sha256));
    for (const sha256 of digests) {
      signal.throwIfAborted();
      const state = ordered.has(sha256) ? 'ordered' : await evidence.look(sha256);
      if (state === 'ordered') destroyed += 1;
      else if (state === 'whole') whole += 1;
      else {
        faulty += 1;
        if (faults.length < NAMED) {
          const check = await withinScope(db, EVERYTHING, (trx) => newestCheckWith(trx, sha256));
          faults.push({ sha256, fault: state, check });
        }
      }
      total += 1;
      told?.(total);
    }
    const end = digests.at(-1);
    if (end === undefined || digests.length < AT_ONCE) return { total, whole, destroyed, faulty, faults };
    last = end;
  }
}
