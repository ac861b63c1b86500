import { createHash } from 'node:crypto';

/** SM3 (GM/T 0004) of the bytes, 32 bytes. */
export function sm3(bytes: Uint8Array): Buffer {
  return createHash('sm3').update(bytes).digest();
}
