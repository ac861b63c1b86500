import { makeFolderDurably } from '../kernel/durable-file.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { addEntry, type NewEntry, writeHead } from './chain/add-entry.ts';
import { openHead } from './chain/open-head.ts';
import { noRoomCode } from './disk-full.ts';
import type { Note, Unnumbered } from './frame.ts';
import { holdAlone } from './hold-alone.ts';
import { type Holding, type Holdings, readHoldings, writeHoldings } from './holdings.ts';
import type { LogKeys } from './keys.ts';
import { type Head, placesOf } from './manifest.ts';
import { openRowThreads } from './row-threads.ts';
import { type MadeRows, makeRows, segmentOf } from './seal-file.ts';
import { openSpool, SPOOL_LIMITS, type Spool, type SpoolLimits } from './spool.ts';
import type { TornTail } from './spool-files.ts';

/** Holdings are written down when so many entries came behind. */
const HOLDINGS_EVERY = 64;

/** Logs that are kept in a folder: `spool/`, `segments/`, `head.note` and `head.json`. */
export interface Archive {
  readonly folder: string;
  readonly torn: TornTail | undefined;
  head(): Head | undefined;
  /** the files that hold rows now */
  holdings(): readonly Holding[];
  /** notes and counts of what was taken in */
  readonly state: Spool['state'];
  /** Returns when the events and notes are on disk. @throws HouseError as `Spool.append` does */
  append(events: readonly Unnumbered[], notes?: readonly Note[]): Promise<void>;
  /** Seals what is full or old; with `all` also what is not. */
  seal(which: { readonly all: boolean }): Promise<void>;
  /**
   * Adds an entry that is no segment, between two sealings.
   *
   * @param prepare puts the file of the entry in its place
   */
  enter(entry: NewEntry, prepare?: (number: number) => Promise<void>): Promise<Head>;
  close(): Promise<void>;
}

/**
 * Opens an archive for writing, one program at a time, and mends what a program that died has left.
 *
 * @throws HouseError `logs-busy`, `logs-head-damaged`, `logs-foreign-keys`
 */
export async function openArchive(about: {
  readonly folder: string;
  readonly keys: LogKeys;
  readonly limits?: SpoolLimits | undefined;
}): Promise<Archive> {
  const { folder, keys, limits = SPOOL_LIMITS } = about;
  const places = placesOf(folder);
  await makeFolderDurably(folder);
  const release = await holdAlone(folder);
  const threads = openRowThreads();
  try {
    let head = await openHead(folder, keys);
    const holdings = await heldBy(folder, head);
    let written = 0;
    /** the last entry counts, and `head.json` could not be written */
    let isBehind = false;
    let turn: Promise<unknown> = Promise.resolve();
    const spool = await openSpool({ folder: places.spool, next: (head?.last ?? 0) + 1, limits });
    await removeSealed();

    /** Sealed, and not removed: the program died between the two, or the disk was full. */
    async function removeSealed(): Promise<void> {
      for (const file of spool.closed()) if (file.first <= (head?.last ?? 0)) await spool.remove(file);
    }

    /** What adds entries goes through here, one after the other: each has the number behind the last. */
    function inTurn<T>(work: () => Promise<T>): Promise<T> {
      const done = turn.then(work);
      turn = done.catch(() => undefined);
      return done;
    }

    async function add(entry: NewEntry): Promise<Head> {
      if (isBehind) await writeHead(folder, head);
      const added = await addEntry({ folder, keys }, entry, head);
      head = added.head;
      isBehind = true;
      if (!holdings.apply(added.manifest)) throw new Error('an entry does not fit what is held');
      await writeHead(folder, head);
      isBehind = false;
      if (head.entries - written >= HOLDINGS_EVERY || entry.type !== 'segment') {
        written = head.entries;
        // It is no more than a help: whoever misses it reads the manifests.
        await writeHoldings(folder, head, holdings).catch(() => undefined);
      }
      return head;
    }

    async function seal(all: boolean): Promise<void> {
      await removeSealed();
      await spool.rotate({ ifOld: !all });
      const files = [...spool.closed()];
      const making = files.map(() => undefined as Promise<MadeRows> | undefined);
      const sealed = head?.entries ?? 0;
      const begin = (index: number) => {
        const file = files[index];
        if (!file) return;
        making[index] = makeRows({ folder, threads }, file, sealed + index + 1);
        // What goes wrong is told when its turn comes.
        making[index]?.catch(() => undefined);
      };
      for (let index = 0; index < threads.width; index += 1) begin(index);
      try {
        for (const [index, file] of files.entries()) {
          const made = await making[index];
          begin(index + threads.width);
          if (made) await add(segmentOf(made, head));
          await spool.remove(file);
        }
      } catch (error) {
        const detail = noRoomCode(error);
        if (detail === undefined) throw error;
        throw new HouseError('logs-no-room-to-seal', { folder, detail }, { cause: error });
      } finally {
        await Promise.allSettled(making);
      }
    }

    return {
      folder,
      torn: spool.torn,
      head: () => head,
      holdings: () => holdings.list(),
      state: spool.state,
      append: (events, notes) => spool.append(events, notes),
      seal: ({ all }) => inTurn(() => seal(all)),
      enter: (entry, prepare) =>
        inTurn(async () => {
          await prepare?.((head?.entries ?? 0) + 1);
          return add(entry);
        }),
      async close() {
        await turn;
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
async function heldBy(folder: string, head: Head | undefined): Promise<Holdings> {
  const holdings = await readHoldings(folder, head);
  if (typeof holdings === 'string') throw new HouseError('logs-head-damaged', { file: holdings });
  return holdings;
}
