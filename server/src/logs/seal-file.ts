import { stat } from 'node:fs/promises';
import { digestsOf } from '../kernel/digests.ts';
import { makeFolderDurably, writeDurably } from '../kernel/durable-file.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { LOG_KINDS, type LogKind } from './event.ts';
import { type Head, type Manifest, placesOf, textOf } from './manifest.ts';
import type { RowThreads } from './row-threads.ts';
import type { SealedRows } from './seal-rows.ts';
import type { SpoolFile } from './spool-files.ts';

/** Rows of a segment that has no manifest yet: it is part of nothing. */
export interface MadeRows extends SealedRows {
  readonly file: SpoolFile;
  readonly number: number;
}

/**
 * Makes the Parquet files of a closed spool file, which become segment `number` where `addSegment` follows.
 *
 * @throws HouseError `logs-spool-damaged`: the file is not whole
 */
export async function makeRows(
  place: { readonly folder: string; readonly threads: RowThreads },
  file: SpoolFile,
  number: number,
): Promise<MadeRows> {
  const places = placesOf(place.folder);
  await makeFolderDurably(places.segments);
  const into = Object.fromEntries(LOG_KINDS.map((kind) => [kind, places.segment(number, kind)]));
  const rows = await place.threads.seal({
    path: file.path,
    first: file.first,
    into: into as Record<LogKind, string>,
  });
  if (rows.broken || rows.end !== (await stat(file.path)).size) throw damaged(file, rows.end);
  return { ...rows, file, number };
}

/**
 * Adds made rows to what is sealed: manifest, then head. Until the head is written nothing is sealed, and whoever comes next does
 * it all again from the spool.
 *
 * @throws HouseError `logs-spool-damaged`: the file does not continue what is sealed
 */
export async function addSegment(folder: string, made: MadeRows, head: Head | undefined): Promise<Head> {
  const places = placesOf(folder);
  const first = (head?.last ?? 0) + 1;
  const { count, received, happened, sources, files, file, number } = made;
  if (file.first !== first || number !== (head?.segments ?? 0) + 1) throw damaged(file, 0);
  const text = textOf({
    version: 2,
    type: 'segment',
    number,
    first,
    last: first + count - 1,
    count,
    received,
    happened,
    sources,
    files: [...files],
    previous: head?.manifest ?? null,
  } satisfies Manifest);
  await writeDurably(places.manifest(number), text);
  const next: Head = { version: 2, segments: number, last: first + count - 1, manifest: digestsOf(text) };
  await writeDurably(places.head, textOf(next));
  return next;
}

function damaged(file: SpoolFile, at: number): HouseError {
  return new HouseError('logs-spool-damaged', { file: file.path, at });
}
