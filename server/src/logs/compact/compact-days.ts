import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolderDurably } from '../../kernel/durable-file.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { Archive } from '../archive.ts';
import { digestFile } from '../digest-file.ts';
import { noRoomCode } from '../disk-full.ts';
import type { Holding } from '../holdings.ts';
import { placesOf, readExactly, type Segment, segmentSchema } from '../manifest.ts';
import { openRowThreads, type RowThreads } from '../row-threads.ts';
import { checkSortedFile } from '../verify/check-compacted.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import { planCompactions } from './plan.ts';
import { removeReplaced } from './remove-replaced.ts';

export interface Compacted {
  /** files that there were, and that there are instead */
  replaced: number;
  made: number;
  rows: number;
  bytesBefore: number;
  bytesAfter: number;
}

/**
 * Puts the rows of days that are over together, by kind, sorted for searching. A file takes the place of others only when every
 * row of them was found in it: the roots over the rows of each segment are computed from it, by another reader than what wrote
 * it, and are those of the manifests, which stay. Idempotent; sealing goes on meanwhile.
 *
 * @throws HouseError `logs-compaction-differs`: rows are not those that were sealed; everything stays as it was
 */
export async function compactDays(
  archive: Pick<Archive, 'folder' | 'head' | 'holdings' | 'enter'>,
  about: {
    readonly now: number;
    readonly signal: AbortSignal;
    /** puts files that lie elsewhere on the disk */
    readonly bring?: ((files: readonly Holding[]) => Promise<void>) | undefined;
    /** how many files are made, of how many */
    readonly told?: (done: number, of: number) => void;
  },
): Promise<Compacted> {
  const { folder } = archive;
  const done: Compacted = { replaced: 0, made: 0, rows: 0, bytesBefore: 0, bytesAfter: 0 };
  const room = placesOf(folder).compacting;
  // A program that was killed has left it.
  await rm(room, { recursive: true, force: true });
  await removeReplaced(archive);
  const lots = planCompactions(archive.holdings(), about.now);
  if (lots.length === 0) return done;
  await using threads = openRowThreads();
  try {
    for (const lot of lots) {
      about.signal.throwIfAborted();
      await rm(room, { recursive: true, force: true });
      await makeFolderDurably(room);
      await about.bring?.(lot);
      const bytes = await compactLot({ archive, threads, room }, lot);
      done.replaced += lot.length;
      done.made += 1;
      about.told?.(done.made, lots.length);
      done.rows += sum(lot, ({ count }) => count);
      done.bytesBefore += sum(lot, (each) => each.bytes);
      done.bytesAfter += bytes;
    }
  } catch (error) {
    const detail = noRoomCode(error) ?? (/No space left/.test(String(error)) ? 'ENOSPC' : undefined);
    if (detail === undefined) throw error;
    throw new HouseError('logs-no-room-to-compact', { folder, detail }, { cause: error });
  } finally {
    await rm(room, { recursive: true, force: true });
  }
  return done;
}

/** @returns bytes of the new file */
async function compactLot(
  means: {
    readonly archive: Pick<Archive, 'folder' | 'head' | 'holdings' | 'enter'>;
    readonly threads: RowThreads;
    readonly room: string;
  },
  lot: readonly Holding[],
): Promise<number> {
  const { archive, threads, room } = means;
  const places = placesOf(archive.folder);
  const kind = lot[0]?.kind ?? 'device';
  const segments = await Promise.all(lot.map(({ entry }) => readSegment(places.manifest(entry))));
  const files = lot.map(({ entry }) => places.segment(entry, kind));
  const count = sum(lot, (each) => each.count);
  const made = join(room, `${kind}.parquet`);
  const size = { rows: count, bytes: sum(lot, ({ bytes }) => bytes) };
  const span = await threads.sort({ kind, files, size, into: made });
  await flush(made);
  const fault = await checkSortedFile({ where: made, threads }, { kind, count, segments, file: undefined });
  if (fault)
    throw new HouseError('logs-compaction-differs', { segment: fault.segment ?? 0, file: files[0] ?? '' });
  const { bytes, sha256, sm3 } = await digestFile(made);
  const replaces = lot.map(({ entry }) => entry);
  await archive.enter(
    { type: 'compaction', kind, count, ...span, sources: { ...span.sources }, replaces, bytes, sha256, sm3 },
    async (number) => {
      const place = places.segment(number, kind);
      await rename(made, place);
      await flush(dirname(place));
    },
  );
  for (const file of files) await rm(file, { force: true });
  return bytes;
}

async function readSegment(path: string): Promise<Segment> {
  const segment = readExactly(segmentSchema, (await readIfThere(path)) ?? '');
  if (!segment) throw new HouseError('logs-not-readable', { file: basename(path) });
  return segment;
}

/** A file, or the names in a folder. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const sum = (files: readonly Holding[], of: (file: Holding) => number) =>
  files.reduce((total, file) => total + of(file), 0);
