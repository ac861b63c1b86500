import type { TileStore } from '../src/kernel/ledger/index.ts';

/** The files of a ledger in memory. */
export function memoryTiles(): TileStore & { readonly files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>();
  return {
    files,
    read: async (path) => files.get(path),
    write: async (path, bytes) => void files.set(path, Buffer.from(bytes)),
    async discard(path) {
      for (const each of files.keys()) if (each.startsWith(`${path}/`)) files.delete(each);
    },
  };
}
