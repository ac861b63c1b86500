import { stat } from 'node:fs/promises';
import { makeFolderDurably, writeDurably } from '../kernel/durable-file.ts';
import { HouseError } from '../kernel/errors/index.ts';
import type { LogKind, Received } from './event.ts';
import { readFrames } from './frame.ts';
import { digestsOf, type Head, type Manifest, placesOf, textOf } from './manifest.ts';
import { type GrowingRoots, growRoots, writeRow } from './row.ts';
import { SEGMENT_FORMAT, writeSegment } from './segment-file.ts';
import type { SpoolFile } from './spool-files.ts';

/**
 * Makes the next segment of a closed spool file: rows, then manifest, then head. Until the head is written nothing is
 * sealed, and whoever comes next does it all again from the spool.
 *
 * @throws HouseError `logs-spool-damaged`: the file is not whole or does not continue what is sealed
 */
export async function sealFile(folder: string, file: SpoolFile, head: Head | undefined): Promise<Head> {
  const places = placesOf(folder);
  const number = (head?.segments ?? 0) + 1;
  const first = (head?.last ?? 0) + 1;
  if (file.first !== first) throw damaged(file, 0);
  await makeFolderDurably(places.segments);
  const place = { end: 0 };
  const sums = startSums();
  const roots = growRoots();
  const written = await writeSegment(places.segment(number), rowsOf(file, place, { sums, roots }));
  if (place.end !== (await stat(file.path)).size) throw damaged(file, place.end);
  const summed = sums.result();
  const text = textOf({
    version: 1,
    format: SEGMENT_FORMAT,
    number,
    first,
    last: first + summed.count - 1,
    ...summed,
    file: { ...written },
    rows: { ...roots.roots() },
    previous: head?.manifest ?? null,
  } satisfies Manifest);
  await writeDurably(places.manifest(number), text);
  const next: Head = {
    version: 1,
    segments: number,
    last: first + summed.count - 1,
    manifest: digestsOf(text),
  };
  await writeDurably(places.head, textOf(next));
  return next;
}

async function* rowsOf(
  file: SpoolFile,
  place: { end: number },
  into: { readonly sums: ReturnType<typeof startSums>; readonly roots: GrowingRoots },
): AsyncGenerator<Buffer[]> {
  let sequence = file.first;
  for await (const events of readFrames(file.path, place)) {
    yield events.map((event) => {
      if (event.sequence !== sequence) throw damaged(file, place.end);
      sequence += 1;
      const { leaf, at, kind } = writeRow(event);
      into.roots.add(leaf);
      into.sums.add(event, at, kind);
      return leaf;
    });
  }
}

function damaged(file: SpoolFile, at: number): HouseError {
  return new HouseError('logs-spool-damaged', { file: file.path, at });
}

function startSums() {
  let count = 0;
  let received: { from: number; to: number } | undefined;
  let happened: { from: number; to: number } | undefined;
  const kinds = new Map<LogKind, number>();
  const sources = new Map<string, number>();
  return {
    add(event: Received, at: number | undefined, kind: LogKind) {
      count += 1;
      received = widened(received, event.receivedAt);
      if (at !== undefined) happened = widened(happened, at);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      sources.set(event.source, (sources.get(event.source) ?? 0) + 1);
    },
    result: () => ({
      count,
      received: received ?? { from: 0, to: 0 },
      happened,
      kinds: Object.fromEntries(kinds),
      sources: Object.fromEntries(sources),
    }),
  };
}

function widened(range: { from: number; to: number } | undefined, at: number) {
  if (!range) return { from: at, to: at };
  return { from: Math.min(range.from, at), to: Math.max(range.to, at) };
}
