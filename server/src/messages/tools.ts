import type { Database } from '../kernel/database/index.ts';
import type { EgressPolicy } from '../kernel/egress/index.ts';

/** What the use cases of this module stand on. */
export interface MessageTools {
  readonly db: Database;
  /** 32 bytes in hex: seals keys of channels and addresses of people. Servers on one database need the same */
  readonly secret: string;
  /** where messages may go: gateways inside need their network among the allowed ones */
  readonly policy: EgressPolicy;
  readonly now: () => Date;
}
