import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from '../archive.ts';
import type { LogKind } from '../event.ts';
import { readName } from '../holdings.ts';
import { manifestSchema, placesOf, readExactly } from '../manifest.ts';
import { listIfThere, readIfThere } from '../verify/read-if-there.ts';

/** Removes files of rows that are held elsewhere or were deleted: a program died before it removed them. Others are left alone. */
export async function removeReplaced(archive: Pick<Archive, 'folder' | 'head' | 'holdings'>): Promise<void> {
  const places = placesOf(archive.folder);
  for (const name of await listIfThere(places.segments)) {
    const file = join(places.segments, name);
    const read = readName(name);
    if (!read || isHeld(archive, read)) continue;
    const manifest = readExactly(manifestSchema, (await readIfThere(places.manifest(read.entry))) ?? '');
    const isOwn =
      manifest?.type === 'segment'
        ? manifest.files.some(({ kind }) => kind === read.kind)
        : manifest?.type === 'compaction' && manifest.kind === read.kind;
    // Asked again: somebody may have sealed meanwhile.
    if (isOwn && !isHeld(archive, read)) await rm(file, { force: true });
  }
}

/** It is held, or it is part of nothing yet. */
function isHeld(
  { head, holdings }: Pick<Archive, 'head' | 'holdings'>,
  file: { readonly entry: number; readonly kind: LogKind },
): boolean {
  if (file.entry > (head()?.entries ?? 0)) return true;
  return holdings().some(({ entry, kind }) => entry === file.entry && kind === file.kind);
}
