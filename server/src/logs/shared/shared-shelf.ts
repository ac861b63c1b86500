import { join } from 'node:path';
import type { Database } from '../../kernel/database/index.ts';
import type { Shelf, ShelvedFile } from '../search/shelf.ts';
import { listFiles, type SharedFile } from './collector.repo.ts';
import type { CommonPlace } from './common-place.ts';
import { openSegmentCache, type SegmentCache } from './segment-cache.ts';

/** Files of a common store that stay on the disk. */
const CACHE_BYTES = 4 * 1024 ** 3;

type Shelved = ShelvedFile & SharedFile;

/** The files of all collectors of a common store, as the register has them, through a cache on the own disk. */
export function sharedShelf(db: Database, cache: SegmentCache): Shelf {
  return {
    folder: cache.folder,
    mostBytes: cache.mostBytes / 2,
    async held(question) {
      const files = await listFiles(db, question);
      return files.map((file): Shelved => ({ ...file, path: cache.pathOf(file) }));
    },
    // They are those that `held` gave.
    hold: (files) => cache.hold(files as readonly Shelved[]),
  };
}

/**
 * Opens a common store for searching.
 *
 * @param data the data directory: the cache lies below it
 * @throws HouseError `logs-store-settings`
 */
export async function openSharedShelf(
  db: Database,
  { place, data }: { readonly place: Pick<CommonPlace, 'open'>; readonly data: string },
): Promise<{ readonly shelf: Shelf } & AsyncDisposable> {
  await using stack = new AsyncDisposableStack();
  const store = stack.use(await place.open());
  const cache = await openSegmentCache({ folder: join(data, 'logs-cache'), store, mostBytes: CACHE_BYTES });
  stack.use(cache);
  const held = stack.move();
  return { shelf: sharedShelf(db, cache), [Symbol.asyncDispose]: () => held.disposeAsync() };
}
