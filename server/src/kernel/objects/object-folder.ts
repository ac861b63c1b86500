import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { digestsOf } from '../digests.ts';
import { makeFolderDurably, writeDurably } from '../durable-file.ts';
import { isDigest, isOf, isThere, pathIn, readIfThere } from './digest-files.ts';

export interface KeptObject {
  /** lower-case hex */
  readonly sha256: string;
  readonly sm3: string;
  readonly bytes: number;
}

/** Bytes by their digest. Equal bytes are kept once. */
export interface ObjectStore {
  /** Returns after the bytes and their name are on disk (fsync of file and folder). */
  keep(bytes: Uint8Array): Promise<KeptObject>;
  /** Undefined where there is no such object, or where its bytes no longer have the digest. */
  read(sha256: string): Promise<Uint8Array | undefined>;
  /** Removes an object. Only for bytes that nobody else can have kept: what is sealed under a key of its own. */
  remove(sha256: string): Promise<void>;
}

/** Objects in a folder, readable by the program's own user only. */
export function openObjectFolder(root: string): ObjectStore {
  return {
    async keep(bytes) {
      const kept = { ...digestsOf(bytes), bytes: bytes.length };
      const path = pathIn(root, kept.sha256);
      if (await isThere(path)) return kept;
      await makeFolderDurably(dirname(path));
      await writeDurably(path, bytes);
      return kept;
    },
    async read(sha256) {
      const bytes = isDigest(sha256) ? await readIfThere(pathIn(root, sha256)) : undefined;
      return bytes && isOf(sha256, bytes) ? bytes : undefined;
    },
    async remove(sha256) {
      if (isDigest(sha256)) await rm(pathIn(root, sha256), { force: true });
    },
  };
}
