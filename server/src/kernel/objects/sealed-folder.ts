import { randomBytes } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestsOf } from '../digests.ts';
import { makeFolderDurably, writeDurably } from '../durable-file.ts';
import { KEY_BYTES, openSealed, SEAL_BYTES, seal } from '../sealed.ts';
import { isDigest, isOf, isThere, noneIfMissing, pathIn, readIfThere } from './digest-files.ts';
import type { KeptObject } from './object-folder.ts';

/** Objects under the digest of their plain bytes, each encrypted under a key of its own. */
export interface SealedObjects {
  /** Returns after the encrypted bytes and their name are on disk. What was destroyed once is not kept again. */
  keep(bytes: Uint8Array): Promise<KeptObject>;
  /** Undefined where there is no such object, or where it was changed or destroyed. @param sha256 of the plain bytes */
  read(sha256: string): Promise<Buffer | undefined>;
  /** How it lies there. `changed`: not what was kept, or not opened by this key. `destroyed`: its mark is left. */
  look(sha256: string): Promise<'whole' | 'changed' | 'missing' | 'destroyed'>;
  /** Writes key and bytes over, and leaves a mark: the object is gone for good. One that is gone already is no fault. */
  destroy(sha256: string): Promise<void>;
  /** Encrypts what older versions have kept as it was; once. Returns how many objects that were. */
  sealOld(signal: AbortSignal): Promise<number>;
}

/** Begins a sealed object. An object that consists of it alone was destroyed. No JPEG and no gzip begins like this. */
const MARK = Buffer.from('ZDSEAL1\n');
const KEY_END = MARK.length + SEAL_BYTES + KEY_BYTES;
/** Stands in the folder when no plain object is left in it. */
const ALL_SEALED = 'all-sealed';

/**
 * Sealed objects in a folder: `ab/cdef…` holds the mark, the key of the object under the master key, and its bytes under
 * that key. Whoever has the digest can verify what is read; whoever has the folder alone reads nothing.
 *
 * @param master 32 bytes, asked for when the first object is kept or read
 */
export function openSealedFolder(root: string, master: () => Buffer): SealedObjects {
  const sealed = (sha256: string, bytes: Uint8Array): Buffer => {
    const key = randomBytes(KEY_BYTES);
    return Buffer.concat([MARK, seal(master(), sha256, key), seal(key, sha256, bytes)]);
  };
  const plain = (sha256: string, found: Buffer): Buffer | undefined => {
    // One of an older version lies there as it was.
    const bytes = isSealed(found) ? opened(master, sha256, found) : found;
    return bytes && isOf(sha256, bytes) ? bytes : undefined;
  };
  return {
    async keep(bytes) {
      const kept = { ...digestsOf(bytes), bytes: bytes.length };
      const path = pathIn(root, kept.sha256);
      if (await isThere(path)) return kept;
      await makeFolderDurably(dirname(path));
      await writeDurably(path, sealed(kept.sha256, bytes));
      return kept;
    },
    async read(sha256) {
      const found = isDigest(sha256) ? await readIfThere(pathIn(root, sha256)) : undefined;
      return found && plain(sha256, found);
    },
    async look(sha256) {
      const found = isDigest(sha256) ? await readIfThere(pathIn(root, sha256)) : undefined;
      if (!found) return 'missing';
      if (found.equals(MARK)) return 'destroyed';
      return plain(sha256, found) ? 'whole' : 'changed';
    },
    async destroy(sha256) {
      if (!isDigest(sha256)) return;
      const path = pathIn(root, sha256);
      await makeFolderDurably(dirname(path));
      await overwrite(path);
      await writeDurably(path, MARK);
    },
    async sealOld(signal) {
      const done = join(root, ALL_SEALED);
      if (await isThere(done)) return 0;
      let count = 0;
      for (const sha256 of await namesIn(root)) {
        signal.throwIfAborted();
        const path = pathIn(root, sha256);
        const bytes = (await beginsSealed(path)) ? undefined : await readIfThere(path);
        // Changed bytes stay as they are: they are nobody's proof.
        if (!bytes || !isOf(sha256, bytes)) continue;
        await writeDurably(path, sealed(sha256, bytes));
        count += 1;
      }
      await makeFolderDurably(root);
      await writeDurably(done, '');
      return count;
    },
  };
}

function opened(master: () => Buffer, sha256: string, found: Buffer): Buffer | undefined {
  if (found.length === MARK.length) return undefined;
  try {
    const key = openSealed(master(), sha256, found.subarray(MARK.length, KEY_END));
    return openSealed(key, sha256, found.subarray(KEY_END));
  } catch {
    // Changed, or of another installation: neither is the object.
    return undefined;
  }
}

function isSealed(bytes: Buffer): boolean {
  return bytes.subarray(0, MARK.length).equals(MARK);
}

async function beginsSealed(path: string): Promise<boolean> {
  await using file = await open(path, 'r');
  const { buffer } = await file.read(Buffer.alloc(MARK.length), 0, MARK.length, 0);
  return isSealed(buffer);
}

async function namesIn(root: string): Promise<string[]> {
  const names = await readdir(root, { recursive: true }).catch(noneIfMissing);
  return (names ?? []).map((name) => name.replace(/[/\\]/, '')).filter(isDigest);
}

/** Over the old bytes in their place, as far as a disk does that. */
async function overwrite(path: string): Promise<void> {
  const file = await open(path, 'r+').catch(noneIfMissing);
  if (!file) return;
  try {
    await file.writeFile(randomBytes((await file.stat()).size));
    await file.sync();
  } finally {
    await file.close();
  }
}
