import type { LogEndpoint as Endpoint } from '../../kernel/config/index.ts';
import type { Database } from '../../kernel/database/index.ts';

/** What the register of sources stands on. */
export interface RegisterTools {
  readonly db: Database;
  readonly now: () => Date;
}

/** Where this installation listens for logs by its settings, as far as it does. */
export type Places = readonly Endpoint[];
