import type { Database } from '../../kernel/database/index.ts';
import type { Shelf, ShelvedFile } from '../search/shelf.ts';
import { listFiles, type SharedFile } from './collector.repo.ts';
import type { SegmentCache } from './segment-cache.ts';

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
