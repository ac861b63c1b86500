import type { Database } from '../kernel/database/index.ts';
import type { Log } from '../kernel/log.ts';

/** What the use cases of this module stand on. */
export interface IdentityTools {
  readonly db: Database;
  /** 32 bytes in hex: seals seeds, and digests what is not random */
  readonly secret: string;
  /** minutes without an act after which a session ends, 5 to 30 */
  readonly idleMinutes: number;
  /** whether the browser comes by TLS: cookies then are bound to it */
  readonly secure: boolean;
  readonly log: Log;
  readonly now: () => Date;
}

/** The browser that a request comes from. */
export interface Browser {
  /** its address */
  readonly source: string;
  /** digest of its device cookie */
  readonly deviceDigest: string;
  /** as it names itself, cut */
  readonly deviceName: string;
}
