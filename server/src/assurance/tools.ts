import type { Database } from '../kernel/database/index.ts';
import type { Vault } from './vault.ts';

/** What this module stands on. */
export interface AssuranceTools {
  readonly db: Database;
  readonly vault: Vault;
  /** which reading of a sentence is taken, where it is not the preset one */
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  readonly now: () => Date;
}
