import type { ApplicationFlag } from '@zhengdun/contract';
import type { Day } from '../kernel/clock/index.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import type { RecordAnswer } from './judge-papers.ts';
import type { Vault } from './vault.ts';

/** What another room's records say of an application. */
export interface Records {
  readonly answers: ReadonlyMap<string, RecordAnswer>;
  /** what the records show that it does, whatever the register says */
  readonly flags: readonly ApplicationFlag[];
}

/** Asks a room for its records of an application; undefined: it has none. Sees whom the transaction sees. */
export type ReadRecords = (
  trx: Transaction,
  about: { readonly applicationId: string; readonly unitId: string; readonly today: Day },
) => Promise<Records | undefined>;

/** What this module stands on. */
export interface AssuranceTools {
  readonly db: Database;
  readonly vault: Vault;
  /** which reading of a sentence is taken, where it is not the preset one */
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  readonly now: () => Date;
  /** of the room that publishes */
  readonly records: ReadRecords;
}
