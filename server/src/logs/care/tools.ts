import type { Database } from '../../kernel/database/index.ts';
import type { Log } from '../../kernel/log.ts';
import type { CommonPlace } from '../shared/common-place.ts';
import type { BackupPlan } from './backup-plan.ts';
import type { StampPlan } from './stamp-plan.ts';

/** What caring for the archive of this installation stands on. */
export interface CareTools {
  readonly db: Database;
  /** the data directory: the archive lies below it, in `logs/`, and its keys */
  readonly data: string;
  readonly backup: BackupPlan;
  readonly stamps: StampPlan;
  /** the store that all receivers share, where there is one: then what lies there is looked after */
  readonly common?: CommonPlace | undefined;
  readonly now: () => Date;
}

/** One time that something is done for it. */
export interface TaskRun {
  readonly signal: AbortSignal;
  /** it is done by itself: nobody has asked */
  readonly isDaily?: boolean;
  /** how far it is, in files */
  readonly told: (done: number, of: number) => void;
}

/** Of a program that does it by itself. */
export interface CareProgram extends CareTools {
  readonly log: Log;
  /** fires when the program ends */
  readonly signal: AbortSignal;
}
