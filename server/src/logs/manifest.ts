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

/** What a segment was when it was sealed. Times are ms since 1970. */
export const manifestSchema = z.strictObject({
  version: z.literal(2),
  type: z.literal('segment'),
  /** of the entry, from 1 */
  number: z.int().min(1),
  /** sequence of its first and last row */
  first: z.int().min(1),
  last: z.int().min(1),
  count: z.int().min(1),
  received: range,
  /** when things happened; missing where no row says it */
  happened: z.strictObject({ from: z.int(), to: z.int() }).optional(),
  sources: z.record(z.string(), whole),
  files: z.array(segmentFileSchema).min(1),
  /** of the manifest before; null for the first */
  previous: digests.nullable(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * How far an archive goes. What lies beyond is not sealed yet. Kept by somebody else it shows that the end was cut off or that
 * all of it was written anew.
 */
export const headSchema = z.strictObject({
  version: z.literal(2),
  segments: z.int().min(1),
  last: z.int().min(1),
  manifest: digests,
});
export type Head = z.infer<typeof headSchema>;

export const placesOf = (folder: string) => ({
  spool: join(folder, 'spool'),
  segments: join(folder, 'segments'),
  head: join(folder, 'head.json'),
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
