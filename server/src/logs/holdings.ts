import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../kernel/durable-file.ts';
import { LOG_KINDS, type LogKind } from './event.ts';
import {
  type Compaction,
  type Head,
  type Manifest,
  manifestSchema,
  placesOf,
  readExactly,
  type Segment,
} from './manifest.ts';

const whole = z.int();
const range = z.strictObject({ from: whole, to: whole });
const holdingSchema = z.strictObject({
  entry: whole,
  kind: z.enum(LOG_KINDS),
  count: whole,
  bytes: whole,
  received: range,
  happened: range.optional(),
  sources: z.array(z.string()),
  isSorted: z.boolean(),
});

/** A Parquet file that holds rows now. Times are ms since 1970. */
export interface Holding {
  /** number of the entry that it belongs to */
  readonly entry: number;
  readonly kind: LogKind;
  readonly count: number;
  readonly bytes: number;
  /** at least what its rows span */
  readonly received: { readonly from: number; readonly to: number };
  readonly happened?: { readonly from: number; readonly to: number } | undefined;
  /** at least those that its rows are of */
  readonly sources: readonly string[];
  /** sorted for searching; else in the order of the sequence */
  readonly isSorted: boolean;
}

/** What an archive holds, entry after entry. */
export interface Holdings {
  readonly entries: number;
  list(): readonly Holding[];
  /** @returns what is held no longer; undefined where the entry does not fit what is held */
  apply(manifest: Manifest): readonly Holding[] | undefined;
}

const keyOf = (entry: number, kind: LogKind) => `${entry}-${kind}`;

export function openHoldings(from: {
  readonly entries: number;
  readonly files: readonly Holding[];
}): Holdings {
  let { entries } = from;
  const held = new Map(from.files.map((each) => [keyOf(each.entry, each.kind), each]));

  function take(keys: readonly string[]): readonly Holding[] | undefined {
    const found = keys.map((key) => held.get(key));
    if (found.includes(undefined) || new Set(keys).size !== keys.length) return undefined;
    for (const key of keys) held.delete(key);
    return found.filter((each) => each !== undefined);
  }

  return {
    get entries() {
      return entries;
    },
    list: () => [...held.values()],
    apply(manifest) {
      const gone = take(goneBy(manifest).map(({ entry, kind }) => keyOf(entry, kind)));
      if (!gone) return undefined;
      for (const holding of madeBy(manifest)) held.set(keyOf(holding.entry, holding.kind), holding);
      entries = manifest.number;
      return gone;
    },
  };
}

/** The files whose rows an entry puts elsewhere, or deletes. */
export function goneBy(manifest: Manifest): readonly Pick<Holding, 'entry' | 'kind'>[] {
  if (manifest.type === 'compaction')
    return manifest.replaces.map((entry) => ({ entry, kind: manifest.kind }));
  return manifest.type === 'tombstone' ? manifest.removed : [];
}

/** The files that an entry adds. */
export function madeBy(manifest: Manifest): readonly Holding[] {
  if (manifest.type === 'tombstone' || manifest.type === 'restoration') return [];
  const span = spanOf(manifest);
  if (manifest.type === 'segment')
    return manifest.files.map(({ kind, count, bytes }) => ({ ...span, kind, count, bytes, isSorted: false }));
  const { kind, count, bytes } = manifest;
  return [{ ...span, kind, count, bytes, isSorted: true }];
}

function spanOf({ number, received, happened, sources }: Segment | Compaction) {
  return { entry: number, received, ...(happened && { happened }), sources: Object.keys(sources) };
}

/** Which files hold rows that are asked for, by what is known of each. Times are ms since 1970, the end not included. */
export interface Asked {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly kinds?: readonly LogKind[] | undefined;
  readonly sources?: readonly string[] | undefined;
}

/** Whether a file may hold rows of a time (when they happened, else when they were received), kind and source. */
export function mayHold(holding: Holding, { from, to, kinds, sources }: Asked): boolean {
  const { received, happened } = holding;
  if (kinds && !kinds.includes(holding.kind)) return false;
  // Logs of last month that were taken in today are of both times, and of none between them.
  const meets = (span: Holding['received']): boolean =>
    (from === undefined || span.to >= from) && (to === undefined || span.from < to);
  if (!meets(received) && !(happened && meets(happened))) return false;
  return !sources?.length || sources.some((source) => holding.sources.includes(source));
}

const cacheSchema = z.strictObject({
  version: z.literal(1),
  entries: z.int().min(0),
  /** SHA-256 of the last manifest that is in it */
  manifest: z.string(),
  files: z.array(holdingSchema),
});

/** What was written down of the holdings, so that not all manifests are read again. It proves nothing. */
async function readCache(folder: string): Promise<z.infer<typeof cacheSchema> | undefined> {
  const text = await readFile(placesOf(folder).holdings, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return cacheSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export async function writeHoldings(folder: string, head: Head, holdings: Holdings): Promise<void> {
  const cache: z.infer<typeof cacheSchema> = {
    version: 1,
    entries: holdings.entries,
    manifest: head.manifest.sha256,
    files: holdings.list().map((each) => ({ ...each, sources: [...each.sources] })),
  };
  await writeDurably(placesOf(folder).holdings, `${JSON.stringify(cache)}\n`);
}

/**
 * The files that hold rows up to a head. Nothing is verified; it reads the manifests that came after `holdings.json` was written.
 *
 * @returns the name of a file where it cannot be read
 */
export async function readHoldings(folder: string, head: Head | undefined): Promise<Holdings | string> {
  if (!head) return openHoldings({ entries: 0, files: [] });
  const cache = await readCache(folder);
  const fits = cache && cache.entries <= head.entries ? cache : undefined;
  const read = fits && (await readOn(folder, head, openHoldings(fits), fits.manifest));
  if (read && typeof read !== 'string') return read;
  return readOn(folder, head, openHoldings({ entries: 0, files: [] }), undefined);
}

async function readOn(
  folder: string,
  head: Head,
  holdings: Holdings,
  before: string | undefined,
): Promise<Holdings | string> {
  if (holdings.entries === head.entries && before !== head.manifest.sha256) return placesOf(folder).holdings;
  for (let number = holdings.entries + 1; number <= head.entries; number += 1) {
    const where = placesOf(folder).manifest(number);
    const text = await readFile(where, 'utf8').catch(() => undefined);
    const manifest = text === undefined ? undefined : readExactly(manifestSchema, text);
    const follows = before === undefined || manifest?.previous?.sha256 === before;
    if (!manifest || manifest.number !== number || !follows || !holdings.apply(manifest)) return where;
    before = undefined;
  }
  return holdings;
}

/** The number and the kind in the name of a file of rows; undefined for other files. */
export function readName(name: string): { readonly entry: number; readonly kind: LogKind } | undefined {
  const [, digits, word] = /^(\d{8,})-([a-z]+)\.parquet$/.exec(basename(name)) ?? [];
  const kind = LOG_KINDS.find((each) => each === word);
  return digits === undefined || !kind ? undefined : { entry: Number(digits), kind };
}
