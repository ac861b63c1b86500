import type { Words } from './page-words.ts';

/** A run of words that stands in both texts. */
export interface Run {
  readonly mine: number;
  readonly theirs: number;
  readonly length: number;
}

/** Words in a row that are taken for a sign that a place is the same. */
const SHINGLE = 8;
/** A word of the page that stands between costs so much of one that agrees: what is far off belongs to the template. */
const COST = 0.3;
/** Where fewer of the signs stand on the page once only, its first copy of the text is compared. */
const ENOUGH = 1 / 4;

/**
 * Where the approved words stand among those of the page: runs in the same order on both sides. Found by rows of words
 * that occur once, without knowing the template; single rows that the template has too, far from the rest, are left out.
 */
export function findBody(mine: Words, theirs: Words): Run[] {
  const size = mine.words.length < SHINGLE * 2 ? Math.min(mine.words.length, SHINGLE / 2) : SHINGLE;
  if (size === 0) return [];
  const { once, first } = anchors(mine.words, theirs.words, size);
  const chosen = once.length < first.length * ENOUGH ? first : once;
  return densest(extended(inOrder(chosen), { mine: mine.words, theirs: theirs.words, size }));
}

interface Anchor {
  readonly mine: number;
  readonly theirs: number;
}

/** Rows that the approved text has once, by where the page has them: the only place, and the first. */
function anchors(mine: Int32Array, theirs: Int32Array, size: number) {
  const own = places(mine, size);
  const found = new Map<number, { theirs: number; count: number }>();
  for (const [key, at] of rows(theirs, size)) {
    const place = own.get(key);
    if (place === undefined || place < 0 || !isSame(mine, theirs, { mine: place, theirs: at, size }))
      continue;
    const known = found.get(place);
    if (known) known.count += 1;
    else found.set(place, { theirs: at, count: 1 });
  }
  const all = [...found].sort(([a], [b]) => a - b);
  const first = all.map(([place, at]): Anchor => ({ mine: place, theirs: at.theirs }));
  return { first, once: first.filter((_, index) => all[index]?.[1].count === 1) };
}

/** By key of a row: where it stands, or −1 where it does more than once. */
function places(words: Int32Array, size: number): Map<number, number> {
  const found = new Map<number, number>();
  for (const [key, at] of rows(words, size)) found.set(key, found.has(key) ? -1 : at);
  // A text of nothing but repetitions has its first row as its only sign.
  if ([...found.values()].every((at) => at < 0))
    for (const [key] of rows(words.subarray(0, size), size)) found.set(key, 0);
  return found;
}

/** Each row of words with its key. */
function* rows(words: Int32Array, size: number): Generator<[key: number, at: number]> {
  for (let at = 0; at + size <= words.length; at += 1) {
    let key = 0x811c9dc5;
    for (let next = at; next < at + size; next += 1)
      key = Math.imul(key ^ (words[next] ?? 0), 0x01000193) ^ (key >>> 15);
    yield [key, at];
  }
}

function isSame(
  mine: Int32Array,
  theirs: Int32Array,
  at: { readonly mine: number; readonly theirs: number; readonly size: number },
): boolean {
  for (let step = 0; step < at.size; step += 1)
    if (mine[at.mine + step] !== theirs[at.theirs + step]) return false;
  return true;
}

/** The longest selection that is in order on the page too. @param all in the order of the approved text */
function inOrder(all: readonly Anchor[]): Anchor[] {
  const ends: number[] = [];
  const before = new Int32Array(all.length).fill(-1);
  for (const [index, { theirs }] of all.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[ends[middle] ?? 0]?.theirs ?? 0) < theirs) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  }
  const chain: Anchor[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const anchor = all[at];
    if (anchor) chain.push(anchor);
  }
  return chain.reverse();
}

/** Anchors grown to runs: as far as the words before and behind agree. */
function extended(
  chain: readonly Anchor[],
  about: { readonly mine: Int32Array; readonly theirs: Int32Array; readonly size: number },
): Run[] {
  const { mine, theirs, size } = about;
  const runs: Run[] = [];
  let [endMine, endTheirs] = [0, 0];
  for (const anchor of chain) {
    if (anchor.mine < endMine || anchor.theirs < endTheirs) continue;
    let back = 0;
    while (
      anchor.mine - back > endMine &&
      anchor.theirs - back > endTheirs &&
      mine[anchor.mine - back - 1] === theirs[anchor.theirs - back - 1]
    )
      back += 1;
    let length = size;
    while (
      anchor.mine + length < mine.length &&
      anchor.theirs + length < theirs.length &&
      mine[anchor.mine + length] === theirs[anchor.theirs + length]
    )
      length += 1;
    runs.push({ mine: anchor.mine - back, theirs: anchor.theirs - back, length: length + back });
    [endMine, endTheirs] = [anchor.mine + length, anchor.theirs + length];
  }
  return runs;
}

/** The stretch of runs in which most agrees and least stands between. */
function densest(runs: readonly Run[]): Run[] {
  let best = { from: 0, to: 0, score: 0 };
  let current = { from: 0, score: 0 };
  for (const [index, run] of runs.entries()) {
    const last = runs[index - 1];
    const between = last
      ? Math.max(0, run.theirs - last.theirs - last.length - (run.mine - last.mine - last.length))
      : 0;
    const kept = current.score - between * COST;
    current =
      kept > 0 ? { from: current.from, score: kept + run.length } : { from: index, score: run.length };
    if (current.score > best.score) best = { from: current.from, to: index + 1, score: current.score };
  }
  return runs.slice(best.from, best.to);
}
