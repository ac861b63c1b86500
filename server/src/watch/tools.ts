import type { Database } from '../kernel/database/index.ts';

/** What the use cases of this module stand on. */
export interface WatchTools {
  readonly db: Database;
  readonly now: () => Date;
}
