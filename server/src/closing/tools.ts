import type { Vault } from '../assurance/index.ts';
import type { Database } from '../kernel/database/index.ts';
import type { Jobs } from '../kernel/jobs/index.ts';

/** What the use cases of this room stand on. */
export interface ClosingTools {
  readonly db: Database;
  readonly vault: Vault;
  readonly jobs: Jobs;
  readonly now: () => Date;
}
