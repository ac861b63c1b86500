import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import type { EntryKind } from './kinds.ts';

/** What is entered: that something was so, by its digests. Ids only, nothing that names a person. */
export interface LedgerEntry {
  readonly kind: EntryKind;
  /** what it is about: `check/<id>` */
  readonly subject: string;
  /** `sha256:` or `sm3:` and the digest in lower-case hex, by what it is of */
  readonly digests: Readonly<Record<string, `sha256:${string}` | `sm3:${string}`>>;
  /** what must be readable in the ledger itself: the number of an order, an id */
  readonly facts?: Readonly<Record<string, string>>;
}

/** An entry as it stands in the tree. */
export interface SealedEntry extends Omit<LedgerEntry, 'kind'> {
  readonly v: 1;
  /** a kind of ours, or one of a later version */
  readonly kind: string;
  /** when it was entered, ISO 8601 in UTC */
  readonly time: string;
}

const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const sealedEntrySchema = z.strictObject({
  v: z.literal(1),
  time: z.iso.datetime(),
  kind: name,
  subject: z.string().regex(/^[a-z][a-z0-9-]{0,39}\/[A-Za-z0-9._:-]{1,160}$/),
  digests: z
    .record(name, z.string().regex(/^(sha256|sm3):[0-9a-f]{64}$/))
    .refine((digests) => Object.keys(digests).length <= 8),
  facts: z
    .record(name, z.string().min(1).max(200))
    .refine((facts) => Object.keys(facts).length <= 8)
    .optional(),
});

/**
 * The bytes of an entry: canonical JSON (RFC 8785).
 *
 * @throws Error when the entry is not within its bounds: that is a bug, not a person's mistake
 */
export function entryText(entry: LedgerEntry, time: Date): string {
  const sealed = sealedEntrySchema.parse({ v: 1, time: time.toISOString(), ...entry });
  return canonicalJson(sealed);
}

/** Reads an entry as it stands in a tree; undefined for one that no version of ours has written. */
export function parseEntry(text: string): SealedEntry | undefined {
  try {
    const { data } = sealedEntrySchema.safeParse(JSON.parse(text));
    return data as SealedEntry | undefined;
  } catch {
    return undefined;
  }
}
