import { createHash } from 'node:crypto';
import { access, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolderDurably, writeDurably } from '../durable-file.ts';

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

/** Objects in a folder: `ab/cdef…`, readable by the program's own user only. */
export function openObjectFolder(root: string): ObjectStore {
  const pathOf = (sha256: string): string => join(root, sha256.slice(0, 2), sha256.slice(2));
  return {
    async keep(bytes) {
      const sha256 = digest('sha256', bytes);
      const kept = { sha256, sm3: digest('sm3', bytes), bytes: bytes.length };
      const path = pathOf(sha256);
      if (await exists(path)) return kept;
      await makeFolderDurably(dirname(path));
      await writeDurably(path, bytes);
      return kept;
    },
    async read(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
      const bytes = await readFile(pathOf(sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      return bytes && digest('sha256', bytes) === sha256 ? bytes : undefined;
    },
    async remove(sha256) {
      if (/^[0-9a-f]{64}$/.test(sha256)) await rm(pathOf(sha256), { force: true });
    },
  };
}

function digest(algorithm: 'sha256' | 'sm3', bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
