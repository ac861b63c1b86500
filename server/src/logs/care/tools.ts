import type { Database } from '../../kernel/database/index.ts';
import type { Log } from '../../kernel/log.ts';

/** What caring for the archive of this installation stands on. */
export interface CareTools {
  readonly db: Database;
  /** the data directory: the archive lies below it, in `logs/`, and its keys */
  readonly data: string;
  readonly now: () => Date;
}

/** Of a program that does it by itself. */
export interface CareProgram extends CareTools {
  readonly log: Log;
  /** fires when the program ends */
  readonly signal: AbortSignal;
}
