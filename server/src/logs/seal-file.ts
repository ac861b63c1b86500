import { stat } from 'node:fs/promises';
import { makeFolderDurably } from '../kernel/durable-file.ts';
import { HouseError } from '../kernel/errors/index.ts';
import type { NewEntry } from './chain/add-entry.ts';
import { LOG_KINDS, type LogKind } from './event.ts';
import { type Head, placesOf } from './manifest.ts';
import type { RowThreads } from './row-threads.ts';
import type { SealedRows } from './seal-rows.ts';
import type { SpoolFile } from './spool-files.ts';

/** Rows of a segment that has no manifest yet: it is part of nothing. */
export interface MadeRows extends SealedRows {
  readonly file: SpoolFile;
  readonly number: number;
}

/**
 * Makes the Parquet files of a closed spool file, which become segment `number` where an entry follows.
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
 * Made rows as an entry of the history. Until it is added nothing is sealed, and whoever comes next does it all again from the
 * spool.
 *
 * @throws HouseError `logs-spool-damaged`: the file does not continue what is sealed
 */
export function segmentOf(made: MadeRows, head: Head | undefined): NewEntry {
  const first = (head?.last ?? 0) + 1;
  const { count, received, happened, sources, files, file, number } = made;
  if (file.first !== first || number !== (head?.entries ?? 0) + 1) throw damaged(file, 0);
  return {
    type: 'segment',
    first,
    last: first + count - 1,
    count,
    received,
    happened,
    sources,
    files: [...files],
  };
}

function damaged(file: SpoolFile, at: number): HouseError {
  return new HouseError('logs-spool-damaged', { file: file.path, at });
}
