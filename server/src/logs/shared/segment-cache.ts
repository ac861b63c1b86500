import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolderDurably, writeDurably } from '../../kernel/durable-file.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { BackupStore } from '../backup/store.ts';
import { holdAlone } from '../hold-alone.ts';
import { placesOf } from '../manifest.ts';
import type { SharedFile } from './collector.repo.ts';
import { readObject } from './read-object.ts';
import { sharedName } from './ship-entries.ts';

/** A digest in hex and `.parquet`. */
const NAME_LENGTH = 72;
/** Programs that have a cache below the same folder. */
const MOST_PROGRAMS = 16;

/** Files of a common store on the own disk, as many as there is room for: those that were used last stay. One program a folder. */
export interface SegmentCache extends AsyncDisposable {
  readonly mostBytes: number;
  readonly folder: string;
  /** where a file lies while it is held */
  pathOf(file: SharedFile): string;
  /**
   * Brings files over and holds them until that is disposed of. Each is held against the digest in the register when it comes, so
   * that an object that was changed is named and not read.
   *
   * @throws HouseError `logs-store-fails`, `logs-object-changed`
   */
  hold(files: readonly SharedFile[]): Promise<AsyncDisposable>;
}

/**
 * @param about.folder below which each program that is open has one of its own
 * @param about.mostBytes of what is held no longer; what is held at the same time may be more
 */
export async function openSegmentCache(about: {
  readonly folder: string;
  readonly store: BackupStore;
  readonly mostBytes: number;
}): Promise<SegmentCache> {
  const { store, mostBytes } = about;
  const { folder, release: leave } = await takeFolder(about.folder);
  const held = new Map<string, number>();
  const coming = new Map<string, Promise<void>>();
  // The digest is the name: a file is never another one than it was.
  const nameOf = ({ sha256 }: SharedFile) => `${sha256}.parquet`;
  const pathOf = (file: SharedFile) => join(folder, nameOf(file));

  async function fetch(file: SharedFile): Promise<void> {
    const path = pathOf(file);
    const now = new Date();
    const known = await stat(path).catch(() => undefined);
    if (known?.size === file.bytes) return utimes(path, now, now);
    const object = sharedName(file.collector, objectName(file));
    await writeDurably(path, await readObject(store, object, file));
  }

  /** Once, however many ask for it. */
  function bring(file: SharedFile): Promise<void> {
    const name = nameOf(file);
    const begun = coming.get(name);
    if (begun) return begun;
    const fetching = fetch(file).finally(() => coming.delete(name));
    coming.set(name, fetching);
    return fetching;
  }

  /** Takes away what was used longest ago, and what a program that died has left unfinished. */
  async function shrink(): Promise<void> {
    const there = [];
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const known = await stat(path).catch(() => undefined);
      // What comes at this moment has its name and something behind it.
      const own = name.slice(0, NAME_LENGTH);
      if (known && !held.has(own) && !coming.has(own))
        there.push({ path, at: known.mtimeMs, bytes: known.size });
    }
    let total = there.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, bytes } of there.sort((one, other) => one.at - other.at)) {
      if (total <= mostBytes) break;
      await rm(path, { force: true });
      total -= bytes;
    }
  }

  const change = (file: SharedFile, by: 1 | -1) => {
    const count = (held.get(nameOf(file)) ?? 0) + by;
    if (count > 0) held.set(nameOf(file), count);
    else held.delete(nameOf(file));
  };

  return {
    folder,
    mostBytes,
    pathOf,
    [Symbol.asyncDispose]: leave,
    async hold(files) {
      for (const file of files) change(file, 1);
      const release = async () => {
        for (const file of files) change(file, -1);
        await shrink();
      };
      try {
        for (const file of files) await bring(file);
      } catch (error) {
        await release();
        throw error;
      }
      return { [Symbol.asyncDispose]: release };
    },
  };
}

/** The first that no other program has. */
async function takeFolder(base: string): Promise<{ folder: string; release: () => Promise<void> }> {
  for (let number = 1; ; number += 1) {
    const folder = join(base, String(number));
    await makeFolderDurably(folder);
    try {
      return { folder, release: await holdAlone(folder) };
    } catch (error) {
      const isTaken = error instanceof HouseError && error.code === 'logs-busy';
      if (!isTaken || number >= MOST_PROGRAMS) throw error;
    }
  }
}

/** Within the folder of its collector. */
function objectName({ entry, kind }: SharedFile): string {
  return placesOf('').segment(entry, kind);
}
