import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, rm, stat, truncate } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeFolderDurably } from '../kernel/durable-file.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Block, readBlocks } from './frame.ts';

/** The end of a file that was being written when its program died; nobody was told that this was taken in. */
export interface TornTail {
  readonly path: string;
  readonly bytes: number;
}

export interface SpoolFile {
  readonly path: string;
  /** sequence of its first event */
  readonly first: number;
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

/**
 * Cuts a torn end off the newest file, and removes the file where nothing is left.
 *
 * @param seen what is in it
 */
export async function mendNewest(
  file: SpoolFile | undefined,
  seen: (block: Block) => void,
): Promise<{ file: SpoolFile; next: number; torn?: TornTail } | undefined> {
  if (!file) return undefined;
  let next = file.first;
  const place = { end: 0 };
  for await (const block of readBlocks(file.path, place)) {
    seen(block);
    next += block.events.length;
  }
  const { size } = await stat(file.path);
  // The first bytes were on disk before the file had its name: other bytes are no torn end.
  if (place.end === 0) throw new HouseError('logs-spool-damaged', { file: file.path, at: 0 });
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
