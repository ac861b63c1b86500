import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolderDurably, writeDurably } from '../../durable-file.ts';

/** The files of the ledger by their paths. A folder here; it could as well be a bucket. */
export interface TileStore {
  /** Undefined where there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Returns after the bytes and their name are on disk. */
  write(path: string, bytes: Uint8Array | string): Promise<void>;
  /** Removes a folder of files that are no longer needed; it does not matter when it fails. */
  discard(path: string): Promise<void>;
}

/** Public by nature, but written by nobody else: digests, counts and ids. */
const FOLDER_MODE = 0o755;
const FILE_MODE = 0o644;

export function openTileFolder(root: string): TileStore {
  return {
    read: (path) =>
      readFile(join(root, path)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
        throw error;
      }),
    async write(path, bytes) {
      const file = join(root, path);
      await makeFolderDurably(dirname(file), FOLDER_MODE);
      await writeDurably(file, bytes, FILE_MODE);
    },
    discard: (path) => rm(join(root, path), { recursive: true, force: true }).catch(() => undefined),
  };
}
