import { createHash } from 'node:crypto';

/** Seeds are words: the same words give the same city, on every machine. */
function digest(seed: string): Buffer {
  return createHash('sha256').update(`zhengdun demo ${seed}`).digest();
}

/** A number from 0 (inclusive) to 1 (exclusive). */
export function chance(seed: string): number {
  return digest(seed).readUInt32BE() / 2 ** 32;
}

/** An id in the form of a random UUID. */
export function idOf(seed: string): string {
  const hex = digest(seed).toString('hex');
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
