import { hash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { makeFolderDurably } from '../kernel/durable-file.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { noRoomCode } from './disk-full.ts';
import type { Note, Unnumbered } from './frame.ts';
import { type Head, headSchema, placesOf, readExactly } from './manifest.ts';
import { openRowThreads } from './row-threads.ts';
import { addSegment, type MadeRows, makeRows } from './seal-file.ts';
import { openSpool, SPOOL_LIMITS, type Spool, type SpoolLimits } from './spool.ts';
import type { TornTail } from './spool-files.ts';

/** Logs that are kept in a folder: `spool/`, `segments/` and `head.json`. */
export interface Archive {
  readonly torn: TornTail | undefined;
  head(): Head | undefined;
  /** notes and counts of what was taken in */
  readonly state: Spool['state'];
  /** Returns when the events and notes are on disk. @throws HouseError as `Spool.append` does */
  append(events: readonly Unnumbered[], notes?: readonly Note[]): Promise<void>;
  /** Seals what is full or old; with `all` also what is not. */
  seal(which: { readonly all: boolean }): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens an archive for writing, one program at a time, and mends what a program that died has left.
 *
 * @throws HouseError `logs-busy`, `logs-head-damaged`
 */
export async function openArchive(folder: string, limits: SpoolLimits = SPOOL_LIMITS): Promise<Archive> {
  const places = placesOf(folder);
  await makeFolderDurably(folder);
  const release = await holdAlone(folder);
  const threads = openRowThreads();
  try {
    let head = await readHead(folder);
    const spool = await openSpool({ folder: places.spool, next: (head?.last ?? 0) + 1, limits });
    // Sealed, and not removed: the program died between the two.
    for (const file of spool.closed()) if (file.first <= (head?.last ?? 0)) await spool.remove(file);
    return {
      torn: spool.torn,
      head: () => head,
      state: spool.state,
      append: (events, notes) => spool.append(events, notes),
      async seal({ all }) {
        await spool.rotate({ ifOld: !all });
        const files = [...spool.closed()];
        const making = files.map(() => undefined as Promise<MadeRows> | undefined);
        const begin = (index: number) => {
          const file = files[index];
          if (!file) return;
          making[index] = makeRows({ folder, threads }, file, sealed + index + 1);
          // What goes wrong is told when its turn comes.
          making[index]?.catch(() => undefined);
        };
        const sealed = head?.segments ?? 0;
        for (let index = 0; index < threads.width; index += 1) begin(index);
        try {
          for (const [index, file] of files.entries()) {
            const made = await making[index];
            begin(index + threads.width);
            if (made) head = await addSegment(folder, made, head);
            await spool.remove(file);
          }
        } catch (error) {
          const detail = noRoomCode(error);
          if (detail === undefined) throw error;
          throw new HouseError('logs-no-room-to-seal', { folder, detail }, { cause: error });
        } finally {
          await Promise.allSettled(making);
        }
      },
      async close() {
        await spool.close();
        await threads[Symbol.asyncDispose]();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** @throws HouseError `logs-head-damaged` */
async function readHead(folder: string): Promise<Head | undefined> {
  const { head } = placesOf(folder);
  const text = await readFile(head, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const read = readExactly(headSchema, text);
  if (!read) throw new HouseError('logs-head-damaged', { file: head });
  return read;
}

/** A name in the kernel's own space, which goes with the program that holds it, however that dies. */
async function holdAlone(folder: string): Promise<() => Promise<void>> {
  const name = `\0zhengdun-logs-${hash('sha256', await realpath(folder)).slice(0, 32)}`;
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(name, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new HouseError('logs-busy', { folder }, { cause: error });
  });
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}
