import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makeFolderDurably, writeDurably } from '../kernel/durable-file.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { noRoomCode } from './disk-full.ts';
import {
  type Block,
  encodeBlock,
  LARGEST_BATCH,
  type Note,
  readBlocks,
  SPOOL_MARK,
  type Unnumbered,
} from './frame.ts';
import { listSpool, mendNewest, type SpoolFile, type TornTail } from './spool-files.ts';
import { openState, readState, type SpoolState } from './spool-state.ts';

/** When a spool file is full and becomes a segment. */
export interface SpoolLimits {
  readonly events: number;
  readonly bytes: number;
  /** since its first event */
  readonly ms: number;
}

export const SPOOL_LIMITS: SpoolLimits = { events: 250_000, bytes: 256 * 1024 * 1024, ms: 5 * 60_000 };

/** Batches are joined to blocks of about so many bytes. */
const BLOCK_BYTES = 4 * 1024 * 1024;
/** Where many send a little each, they are waited for so long: one flush then serves them all. */
const GATHER_MS = 2;
const LITTLE_BYTES = 128 * 1024;

/**
 * Where events are written before anybody is told that they are taken in. One program at a time has a spool open.
 */
export interface Spool {
  readonly torn: TornTail | undefined;
  /** notes and counts, of what is on disk alone */
  readonly state: Pick<SpoolState, 'note' | 'notes' | 'tally'>;
  /**
   * Gives the events their sequence and returns when they are on disk, and the notes with them: after a fall of the program or
   * of the machine both are there or neither is. Batches that come while the disk is busy are written together.
   *
   * @param events up to `LARGEST_BATCH` bytes of lines
   * @throws HouseError `logs-disk-full`: nothing of the batch was kept, everything before it was
   */
  append(events: readonly Unnumbered[], notes?: readonly Note[]): Promise<void>;
  /** Files that nothing is added to any more, oldest first. */
  closed(): readonly SpoolFile[];
  /** Adds nothing more to the present file; with `ifOld` only where its time is over. */
  rotate(which?: { readonly ifOld: boolean }): Promise<void>;
  /** Ends writing; what is in the present file is found by whoever opens the spool next. */
  close(): Promise<void>;
  /** Forgets a file whose events are sealed. */
  remove(file: SpoolFile): Promise<void>;
}

interface Waiting {
  readonly events: readonly Unnumbered[];
  readonly notes: readonly Note[];
  readonly bytes: number;
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
 * Opens the spool of a folder. A torn end of the newest file is put aside under `torn` and cut off.
 *
 * @param about.next sequence of the first event where no file is there
 * @throws HouseError `logs-spool-damaged`: what lies there is no spool file of this version
 */
export async function openSpool(about: {
  readonly folder: string;
  readonly next: number;
  readonly limits: SpoolLimits;
}): Promise<Spool> {
  const { folder, limits } = about;
  await makeFolderDurably(folder);
  let closed = await listSpool(folder);
  const stateFile = `${folder}.json`;
  const kept = await readState(stateFile);
  const state = openState(kept);
  let covered = kept?.next ?? 0;
  const replay = ({ first, events, notes }: Block) => {
    if (first >= covered) state.takeIn(events, notes);
  };
  for (const file of closed.slice(0, -1))
    for await (const block of readBlocks(file.path, { end: 0 })) replay(block);
  const newest = await mendNewest(closed.at(-1), replay);
  if (newest?.next === newest?.file.first) closed = closed.filter((file) => file !== newest?.file);
  let next = Math.max(newest?.next ?? 0, about.next);
  let current: OpenFile | undefined;
  let waiting: Waiting[] = [];
  let ending: Pick<Waiting, 'resolve' | 'reject'>[] = [];
  let working: Promise<void> | undefined;
  let stating: Promise<void> = Promise.resolve();
  let broken: unknown;

  async function begin(): Promise<OpenFile> {
    const path = join(folder, `${String(next).padStart(15, '0')}.spool`);
    await writeDurably(path, SPOOL_MARK);
    const handle = await open(path, 'a');
    return { path, first: next, handle, since: performance.now(), size: SPOOL_MARK.length, count: 0 };
  }

  /** One after the other, and each with what is on disk by then. */
  function writeState(): Promise<void> {
    const written = stating
      .catch(() => undefined)
      .then(async () => {
        const upTo = next;
        await writeDurably(stateFile, state.text(upTo));
        covered = upTo;
      });
    stating = written;
    return written;
  }

  /** What is noted is written before the file can be sealed and removed, which was the other place where it stands. */
  async function endCurrent(): Promise<void> {
    if (!current) return;
    const { handle, path, first, count } = current;
    if (count > 0) await writeState();
    current = undefined;
    await handle.close();
    if (count > 0) closed = [...closed, { path, first }];
    else await rm(path);
  }

  function refusal(error: unknown): unknown {
    const detail = noRoomCode(error);
    return detail === undefined
      ? error
      : new HouseError('logs-disk-full', { folder, detail }, { cause: error });
  }

  /** After a fault the file ends where the last acknowledged event ends; what comes next is tried on the same file. */
  async function takeBack(): Promise<void> {
    if (!current) return;
    try {
      await current.handle.truncate(current.size);
      await current.handle.sync();
    } catch (error) {
      broken = error;
    }
  }

  async function write(group: readonly Waiting[]): Promise<void> {
    if (broken) throw broken;
    const events = group.flatMap((each) => each.events);
    const notes = group.flatMap((each) => each.notes);
    const blocks: Buffer[] = [];
    let first = next;
    for (const batches of blocksOf(group)) {
      const own = batches.flatMap((each) => each.events);
      blocks.push(
        encodeBlock(
          first,
          own,
          batches.flatMap((each) => each.notes),
        ),
      );
      first += own.length;
    }
    try {
      current ??= await begin();
      for (const block of blocks) await current.handle.appendFile(block);
      await current.handle.datasync();
    } catch (error) {
      await takeBack();
      throw refusal(error);
    }
    next = first;
    current.size += blocks.reduce((sum, block) => sum + block.length, 0);
    current.count += events.length;
    state.takeIn(events, notes);
  }

  function isFull({ count, size, since }: OpenFile): boolean {
    return count >= limits.events || size >= limits.bytes || performance.now() - since >= limits.ms;
  }

  /** Everything that touches the files goes through here, one after the other. */
  async function work(): Promise<void> {
    while (waiting.length > 0 || ending.length > 0) {
      const group = waiting;
      waiting = [];
      if (group.length > 0)
        await write(group).then(
          async () => {
            // Where it cannot be ended it is tried again behind the next group: what is in it is on disk.
            if (current && isFull(current)) await endCurrent().catch(() => undefined);
            for (const { resolve } of group) resolve();
          },
          (error: unknown) => {
            // Those behind it wait no longer either: a smaller one that finds room would come before a larger one.
            const behind = waiting;
            waiting = [];
            for (const { reject } of [...group, ...behind]) reject(error);
          },
        );
      const asked = ending;
      ending = [];
      if (asked.length > 0)
        await endCurrent().then(
          () => {
            for (const { resolve } of asked) resolve();
          },
          (error: unknown) => {
            for (const { reject } of asked) reject(refusal(error));
          },
        );
      const isLittle = group.length > 1 && group.reduce((sum, { bytes }) => sum + bytes, 0) < LITTLE_BYTES;
      if (isLittle) await setTimeout(GATHER_MS);
    }
    working = undefined;
  }

  return {
    torn: newest?.torn,
    state,
    append: (events, notes = []) => {
      const bytes = events.reduce((sum, { raw }) => sum + raw.length, 0);
      if (bytes > LARGEST_BATCH) throw new RangeError('a batch is larger than a block may be');
      return new Promise((resolve, reject) => {
        waiting.push({ events, notes, bytes, resolve, reject });
        working ??= work();
      });
    },
    closed: () => closed,
    rotate({ ifOld } = { ifOld: false }) {
      if (ifOld && !(current && isFull(current))) return Promise.resolve();
      return new Promise((resolve, reject) => {
        ending.push({ resolve, reject });
        working ??= work();
      });
    },
    async close() {
      await working;
      await current?.handle.close();
      if (current?.count === 0) await rm(current.path);
      current = undefined;
      broken = new Error('the spool is closed');
    },
    async remove(file) {
      // A file that a program left that died: what it noted stands nowhere else.
      const behind = closed.find(({ first }) => first > file.first)?.first ?? current?.first ?? next;
      if (covered < behind) await writeState();
      await rm(file.path, { force: true });
      closed = closed.filter((each) => each.first !== file.first);
    },
  };
}

/** Batches in lots of about `BLOCK_BYTES`; each is whole in one of them. */
function* blocksOf(group: readonly Waiting[]): Generator<Waiting[]> {
  let lot: Waiting[] = [];
  let bytes = 0;
  for (const batch of group) {
    if (lot.length > 0 && bytes + batch.bytes > BLOCK_BYTES) {
      yield lot;
      lot = [];
      bytes = 0;
    }
    lot.push(batch);
    bytes += batch.bytes;
  }
  if (lot.length > 0) yield lot;
}
