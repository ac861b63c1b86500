import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../canonical-json.ts';
import type { ActCode, ActDetail } from './acts.ts';

/** Who acts, as a record names them. `anonymous`: nobody has signed in. */
export type Agent =
  | { readonly kind: 'person' | 'token' | 'program'; readonly id: string }
  | { readonly kind: 'anonymous' };

export type ActResult = 'done' | 'refused' | 'failed';

/** What acts are done to. A new kind has words in `auditing/objects.ts`. */
export type ObjectKind =
  | 'person'
  | 'unit'
  | 'application'
  | 'grant'
  | 'token'
  | 'device'
  | 'passkey'
  | 'check'
  | 'finding'
  | 'notice'
  | 'opening'
  | 'closing'
  | 'paper'
  | 'document'
  | 'publication'
  | 'publication-secret'
  | 'link'
  | 'log-source'
  | 'log-archive'
  | 'word-list'
  | 'outlet'
  | 'exception'
  | 'region'
  | 'watch-pause'
  | 'local-day'
  | 'message-channel'
  | 'identity-provider'
  | 'setting'
  | 'ledger'
  | 'ledger-keys';

/** An act as whoever performs it tells it. Ids only: no names, no secrets. */
export interface Act<Code extends ActCode = ActCode> {
  readonly actor: Agent;
  readonly from: {
    /** of the network, or `terminal` */
    readonly address: string;
    /** id of a known device */
    readonly device?: string | undefined;
  };
  readonly act: Code;
  /** what is acted on: `{ kind: 'application', id }` */
  readonly object?: { readonly kind: ObjectKind; readonly id: string } | undefined;
  /** id of the unit whose affair it is: its supervisors may read it */
  readonly unit?: string | undefined;
  readonly result: ActResult;
  readonly detail: ActDetail<Code>;
}

/** A record as it is kept. */
export interface AuditRecord extends Omit<Act, 'act' | 'object' | 'detail'> {
  readonly id: string;
  readonly at: Date;
  /** a code of ours, or one of another version */
  readonly act: string;
  readonly object?: { readonly kind: string; readonly id: string } | undefined;
  readonly detail: Readonly<Record<string, Json>>;
  /** 16 random bytes, hex */
  readonly nonce: string;
}

/** The canonical form of a record (RFC 8785). */
export function recordText({ at, ...record }: AuditRecord): string {
  return canonicalJson({ ...record, at: at.toISOString() } as unknown as Json);
}

/** What the ledger keeps of a record: SHA-256 of its canonical form. */
export function recordDigest(record: AuditRecord): `sha256:${string}` {
  return `sha256:${createHash('sha256').update(recordText(record)).digest('hex')}`;
}
