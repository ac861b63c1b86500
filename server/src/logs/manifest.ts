import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { LOG_KINDS, type LogKind } from './event.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const digests = z.strictObject({ sha256: digest, sm3: digest });
const whole = z.int().min(0);
const range = z.strictObject({ from: whole, to: whole });

/** A file of a segment: the rows of one kind. */
export const segmentFileSchema = z.strictObject({
  kind: z.enum(LOG_KINDS),
  count: z.int().min(1),
  bytes: whole,
  sha256: digest,
  sm3: digest,
  /** RFC 6962 over its rows in the order of their sequence */
  rows: digests,
});
export type SegmentFile = z.infer<typeof segmentFileSchema>;

/** What every entry of an archive's history has. Times are ms since 1970. */
const ENTRY = {
  version: z.literal(3),
  /** from 1 */
  number: z.int().min(1),
  /** when it was made, by the clock of the machine */
  at: whole,
  /** of the entry before; null for the first */
  previous: digests.nullable(),
};

/** What its rows span. */
const SPAN = {
  count: z.int().min(1),
  received: range,
  /** when things happened; missing where no row says it */
  happened: z.strictObject({ from: z.int(), to: z.int() }).optional(),
  sources: z.record(z.string(), whole),
};

/** What a segment was when it was sealed. */
export const segmentSchema = z.strictObject({
  ...ENTRY,
  ...SPAN,
  type: z.literal('segment'),
  /** sequence of its first and last row */
  first: z.int().min(1),
  last: z.int().min(1),
  files: z.array(segmentFileSchema).min(1),
});
export type Segment = z.infer<typeof segmentSchema>;

/** The same rows in one file, sorted for searching. It stands instead of the files of a kind of some segments. */
export const compactionSchema = z.strictObject({
  ...ENTRY,
  ...SPAN,
  type: z.literal('compaction'),
  kind: z.enum(LOG_KINDS),
  /** numbers of the segments, rising */
  replaces: z.array(z.int().min(1)).min(1).max(100_000),
  bytes: whole,
  sha256: digest,
  sm3: digest,
});
export type Compaction = z.infer<typeof compactionSchema>;

/** Files that were deleted because their time was over. */
export const tombstoneSchema = z.strictObject({
  ...ENTRY,
  type: z.literal('tombstone'),
  /** for how many days each kind was kept that something was deleted of */
  days: z.partialRecord(z.enum(LOG_KINDS), z.int().min(1)),
  removed: z
    .array(
      z.strictObject({
        /** number of the entry that the file belongs to */
        entry: z.int().min(1),
        kind: z.enum(LOG_KINDS),
        count: z.int().min(1),
        /** when its last row was received */
        to: whole,
      }),
    )
    .min(1),
});
export type Tombstone = z.infer<typeof tombstoneSchema>;

/** An older backup was put back, and what had come behind it is lost. */
export const restorationSchema = z.strictObject({
  ...ENTRY,
  type: z.literal('restoration'),
  /** who answers for it, and why */
  by: z.string().min(1).max(100),
  reason: z.string().min(1).max(500),
  /** up to where nothing is lost, by the newest head of before that is still right: entries, sequence of the last row */
  same: z.strictObject({ entries: whole, last: whole }),
  /** how far the history had gone, by the newest head that somebody has kept: entries, sequence of the last row, roots */
  lost: z.strictObject({ entries: z.int().min(1), last: z.int().min(1), sha256: digest, sm3: digest }),
});
export type Restoration = z.infer<typeof restorationSchema>;

export const manifestSchema = z.discriminatedUnion('type', [
  segmentSchema,
  compactionSchema,
  tombstoneSchema,
  restorationSchema,
]);
export type Manifest = z.infer<typeof manifestSchema>;

/** Roots of the perfect subtrees of the history from the left, in hex: what it takes to go on with it (RFC 6962, 2.1). */
const subtrees = z.strictObject({ sha256: z.array(digest).max(48), sm3: z.array(digest).max(48) });

/**
 * How far an archive goes. What lies beyond is not sealed yet. Kept by somebody else it shows that the end was cut off or that
 * all of it was written anew.
 */
export const headSchema = z.strictObject({
  version: z.literal(3),
  /** name of the archive, under which its notes are signed */
  origin: z.string().min(1).max(200),
  entries: z.int().min(1),
  /** sequence of the last row */
  last: z.int().min(1),
  /** of the last manifest */
  manifest: digests,
  tree: subtrees,
});
export type Head = z.infer<typeof headSchema>;

export const placesOf = (folder: string) => ({
  spool: join(folder, 'spool'),
  segments: join(folder, 'segments'),
  head: join(folder, 'head.json'),
  note: join(folder, 'head.note'),
  keys: join(folder, 'keys', 'verifiers.txt'),
  holdings: join(folder, 'holdings.json'),
  /** how long what is kept */
  retention: join(folder, 'retention.json'),
  /** backups and drills: a line of JSON each */
  drills: join(folder, 'drills.ndjson'),
  /** signed heads with what time-stamping authorities say of them */
  stamps: join(folder, 'stamps'),
  /** signed heads that a superior's instance has cosigned */
  cosigned: join(folder, 'cosigned'),
  /** what is being sorted */
  compacting: join(folder, 'compacting'),
  segment: (number: number, kind: LogKind) => join(folder, 'segments', `${nameOf(number)}-${kind}.parquet`),
  manifest: (number: number) => join(folder, 'segments', `${nameOf(number)}.json`),
});

function nameOf(number: number): string {
  return String(number).padStart(8, '0');
}

/** The one text of a manifest or a head: its bytes are what digests are of. */
export function textOf(value: Json): string {
  return `${canonicalJson(value)}\n`;
}

/** Undefined where the text is not exactly what would have been written. */
export function readExactly<T extends Json>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success && textOf(parsed.data) === text ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
