import type { Database } from '../kernel/database/index.ts';

export interface CalendarTools {
  readonly db: Database;
  readonly now: () => Date;
}
