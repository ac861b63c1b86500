/**
 * A sketch of a text: the smallest hashes of its overlapping runs of words' signs. Two sketches tell how much of the
 * texts is the same, and none of them tells a word of what it was made of.
 */
const SHINGLE = 5;
const KEPT = 128;
/** Characters that are read. */
const LIMIT = 60_000;

/** Hashes in rising order, four bytes each, in base64; empty for a text that is too short to be told from others. */
export function sketchOf(text: string): string {
  const signs = text.slice(0, LIMIT).replace(/[\p{P}\p{S}\s\p{Nd}]+/gu, '');
  const hashes = new Set<number>();
  for (let at = 0; at + SHINGLE <= signs.length; at += 1) hashes.add(hashOf(signs, at));
  const least = Uint32Array.from(hashes).sort().slice(0, KEPT);
  const bytes = Buffer.alloc(least.length * 4);
  for (const [index, hash] of least.entries()) bytes.writeUInt32BE(hash, index * 4);
  return bytes.toString('base64');
}

/** FNV-1a over the UTF-16 units of one run. */
function hashOf(text: string, from: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < from + SHINGLE; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  // The low bits of FNV alone are no good order: mix once more.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** What share of two texts is the same, from 0 to 1, as far as their sketches tell; undefined where one is empty. */
export function similarityOf(one: string, other: string): number | undefined {
  const [mine, theirs] = [hashesIn(one), hashesIn(other)];
  if (mine.length === 0 || theirs.length === 0) return undefined;
  const both = new Set(mine);
  const common = new Set(theirs.filter((hash) => both.has(hash)));
  const whole = [...new Set([...mine, ...theirs])].sort((a, b) => a - b).slice(0, KEPT);
  return whole.filter((hash) => common.has(hash)).length / whole.length;
}

function hashesIn(sketch: string): number[] {
  const bytes = Buffer.from(sketch, 'base64');
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readUInt32BE(index * 4));
}
