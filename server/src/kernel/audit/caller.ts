import type { Transaction } from '../database/index.ts';
import { type Actor, PROGRAM } from '../tenancy/index.ts';
import type { Act } from './act.ts';
import type { ActCode } from './acts.ts';
import { recordAct } from './record-act.ts';

/** Who asks a use case to act, and from where: the one for what they may reach, both for the audit log. */
export interface Caller {
  readonly actor: Actor;
  readonly from: Act['from'];
}

/** The program at work by itself: jobs on a schedule, the command line. */
export const PROGRAM_CALLER: Caller = { actor: PROGRAM, from: { address: 'terminal' } };

/**
 * Records what a caller has done, in the transaction that does it.
 *
 * @returns id of the record
 */
export function recordDone<Code extends ActCode>(
  transaction: Transaction,
  { actor: { kind, id, tokenId }, from }: Caller,
  act: Omit<Act<Code>, 'actor' | 'from' | 'result'>,
): Promise<string> {
  return recordAct(transaction, { ...act, actor: { kind, id: tokenId ?? id }, from, result: 'done' });
}
