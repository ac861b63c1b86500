import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open, readdir, rm, stat, truncate } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeFolderDurably, writeDurably } from '../kernel/durable-file.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { noRoomCode } from './disk-full.ts';
import type { Received } from './event.ts';
import { encodeFrame, readFrames, SPOOL_MARK } from './frame.ts';

/** When a spool file is full and becomes a segment. */
export interface SpoolLimits {
  readonly events: number;
  readonly bytes: number;
  /** since its first event */
  readonly ms: number;
}

export const SPOOL_LIMITS: SpoolLimits = { events: 250_000, bytes: 256 * 1024 * 1024, ms: 5 * 60_000 };

export interface SpoolFile {
  readonly path: string;
  /** sequence of its first event */
  readonly first: number;
}

/** The end of a file that was being written when its program died; nobody was told that this was taken in. */
export interface TornTail {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Where events are written before anybody is told that they are taken in. One program at a time has a spool open.
 */
export interface Spool {
  readonly torn: TornTail | undefined;
  /**
   * Gives the events their sequence and returns when they are on disk. Batches that come while the disk is busy are
   * written together.
   *
   * @throws HouseError `logs-disk-full`: nothing of the batch was kept, everything before it was
   */
  append(events: readonly Omit<Received, 'sequence'>[]): Promise<void>;
  /** Files that nothing is added to any more, oldest first. */
  closed(): readonly SpoolFile[];
  /** Adds nothing more to the present file. */
  rotate(): Promise<void>;
  /** Forgets a file whose events are sealed. */
  remove(file: SpoolFile): Promise<void>;
}

interface Waiting {
  readonly events: readonly Omit<Received, 'sequence'>[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface OpenFile extends SpoolFile {
  readonly handle: FileHandle;
  readonly since: number;
  size: number;
  count: number;
}

/**
 * Opens the spool of a folder. A torn end of the newest file is put aside under `.torn` and cut off.
 *
 * @param about.next sequence of the first event where no file is there
 */
export async function openSpool(about: {
  readonly folder: string;
  readonly next: number;
  readonly limits: SpoolLimits;
}): Promise<Spool> {
  const { folder, limits } = about;
  await makeFolderDurably(folder);
  let closed = await listSpool(folder);
  const newest = await mendNewest(closed.at(-1));
  if (newest?.next === newest?.file.first) closed = closed.filter((file) => file !== newest?.file);
  let next = newest?.next ?? about.next;
  let current: OpenFile | undefined;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let broken: unknown;

  async function begin(): Promise<OpenFile> {
    const path = join(folder, `${String(next).padStart(15, '0')}.spool`);
    await writeDurably(path, SPOOL_MARK);
    const handle = await open(path, 'a');
    return { path, first: next, handle, since: performance.now(), size: SPOOL_MARK.length, count: 0 };
  }

  async function endCurrent(): Promise<void> {
    if (!current) return;
    const { handle, path, first, count } = current;
    current = undefined;
    await handle.close();
    if (count > 0) closed = [...closed, { path, first }];
    else await rm(path);
  }

  /** After a fault the file ends where the last acknowledged event ends, and the next batch begins another. */
  async function takeBack(): Promise<void> {
    try {
      if (current) {
        await current.handle.truncate(current.size);
        await current.handle.sync();
      }
      await endCurrent();
    } catch (error) {
      broken = error;
    }
  }

  async function write(events: Waiting['events']): Promise<void> {
    if (broken) throw broken;
    const bytes = Buffer.concat(
      events.map((event, index) => encodeFrame({ ...event, sequence: next + index })),
    );
    try {
      current ??= await begin();
      await current.handle.appendFile(bytes);
      await current.handle.datasync();
    } catch (error) {
      await takeBack();
      const detail = noRoomCode(error);
      if (detail === undefined) throw error;
      throw new HouseError('logs-disk-full', { folder, detail }, { cause: error });
    }
    next += events.length;
    current.size += bytes.length;
    current.count += events.length;
    const full = current.count >= limits.events || current.size >= limits.bytes;
    if (full || performance.now() - current.since >= limits.ms) await endCurrent();
  }

  async function writeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await write(group.flatMap(({ events }) => events));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = undefined;
  }

  return {
    torn: newest?.torn,
    append: (events) =>
      new Promise((resolve, reject) => {
        waiting.push({ events, resolve, reject });
        writing ??= writeWaiting();
      }),
    closed: () => closed,
    async rotate() {
      await writing;
      await endCurrent();
    },
    async remove(file) {
      await rm(file.path, { force: true });
      closed = closed.filter((each) => each.first !== file.first);
    },
  };
}

/** Spool files of a folder, oldest first; none where there is no such folder. */
export async function listSpool(folder: string): Promise<SpoolFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => /^\d{15}\.spool$/.test(name))
    .sort()
    .map((name) => ({ path: join(folder, name), first: Number.parseInt(name, 10) }));
}

/** Cuts a torn end off the newest file, and removes the file where nothing is left. */
async function mendNewest(
  file: SpoolFile | undefined,
): Promise<{ file: SpoolFile; next: number; torn?: TornTail } | undefined> {
  if (!file) return undefined;
  let next = file.first;
  const place = { end: 0 };
  for await (const events of readFrames(file.path, place)) next += events.length;
  const { size } = await stat(file.path);
  const bytes = size - place.end;
  if (bytes > 0) {
    // What was torn proves nothing, and may still help somebody who looks for the cause.
    const aside = join(dirname(file.path), 'torn');
    await makeFolderDurably(aside);
    await pipeline(
      createReadStream(file.path, { start: place.end }),
      createWriteStream(join(aside, `${basename(file.path)}.${Date.now()}`), { mode: 0o600, flush: true }),
    );
    await truncate(file.path, place.end);
    const handle = await open(file.path, 'r');
    await handle.sync();
    await handle.close();
  }
  if (next === file.first) await rm(file.path);
  return { file, next, ...(bytes > 0 && { torn: { path: file.path, bytes } }) };
}
