import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether a text is a SHA-256 in lower-case hex: anything else names no file here. */
export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** Whether bytes are what their digest says. */
export function isOf(sha256: string, bytes: Uint8Array): boolean {
  return createHash('sha256').update(bytes).digest('hex') === sha256;
}

/** Where the object of a digest lies in a folder: `ab/cdef…`. */
export function pathIn(root: string, sha256: string): string {
  return join(root, sha256.slice(0, 2), sha256.slice(2));
}

export function readIfThere(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(noneIfMissing);
}

export function noneIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
