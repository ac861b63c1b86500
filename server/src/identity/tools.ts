import type { Database } from '../kernel/database/index.ts';
import type { EgressPolicy } from '../kernel/egress/index.ts';

/** What the use cases of this module stand on. */
export interface IdentityTools {
  readonly db: Database;
  /** 32 bytes in hex: seals seeds, and digests what is not random */
  readonly secret: string;
  /** minutes without an act after which a session ends, 5 to 30 */
  readonly idleMinutes: number;
  /** whether name and time stand over every page; a setting, off by itself */
  readonly screenMark?: boolean;
  /** whether the browser comes by TLS: cookies then are bound to it */
  readonly secure: boolean;
  readonly now: () => Date;
  /** where outside providers may be asked: those inside need their network among the allowed ones */
  readonly policy: EgressPolicy;
  /** an invented city: pages say so */
  readonly demo?: boolean;
}

/** The same for what is recorded: an act says where it came from. */
export interface ActTools extends IdentityTools {
  /** network address of whoever asks */
  readonly from: string;
}

/** What a use case stands on when this request asks for it. */
export function askedBy(tools: IdentityTools, { ip }: { readonly ip: string }): ActTools {
  return { ...tools, from: ip };
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
