import type { Transaction } from '../kernel/database/index.ts';
import type { Log } from '../kernel/log.ts';

/** Acts of this module that matter for security: a closed set. */
export type IdentityAct =
  | 'sign-in'
  | 'sign-in-refused'
  | 'sign-out'
  | 'second-factor-refused'
  | 'first-administrator'
  | 'factor-set-up'
  | 'recovery-code-used'
  | 'recovery-codes-made'
  | 'password-set'
  | 'session-ended'
  | 'device-forgotten'
  | 'person-added'
  | 'person-link-made'
  | 'person-reset'
  | 'employment-confirmed'
  | 'grant-given'
  | 'grant-ended';

export interface Act {
  readonly act: IdentityAct;
  /** who acts, by id; undefined where nobody is known yet */
  readonly by: string | undefined;
  /** id of what it is done to */
  readonly on?: string;
  readonly result: 'done' | 'refused';
}

/**
 * Notes an act in the same transaction as its effect. The transaction is there for the audit log's table; until that
 * is part of the program, the act goes to the program's own log, by ids only.
 */
export async function recordAct(_trx: Transaction, log: Log, act: Act): Promise<void> {
  log.info({ ...act }, 'security act');
}
