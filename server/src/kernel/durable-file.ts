import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/**
 * Writes a file whole or not at all: under another name first, flushed to disk, then renamed over what stood there.
 * Returns after file and name are on disk.
 *
 * @param mode permissions of a new file
 */
export async function writeDurably(path: string, bytes: string | Uint8Array, mode = 0o600): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes a folder and those above it, where they are missing. Returns after their names are on disk. */
export async function makeFolderDurably(path: string, mode = 0o700): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode });
  if (first === undefined) return;
  let folder = dirname(first);
  for (const name of relative(folder, path).split(sep)) {
    await syncFolder(folder);
    folder = join(folder, name);
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
