import { diffArrays } from 'diff';
import type { Run } from './find-body.ts';
import type { Words } from './page-words.ts';

/** Words of the approved text that are gone, and those of the page that stand in their place. */
export interface Hunk {
  readonly mine: readonly [from: number, to: number];
  readonly theirs: readonly [from: number, to: number];
}

/** Changed words of one place that are looked for one by one, and the work for all places together. */
const MOST_WORDS = 400;
const MOST_WORK = 3_000_000;
/** So few words that agree between two changes are part of the change. */
const STRAY = 1;

/** Where two texts differ between and beside the runs in which they agree. @param within words of the page that count */
export function alignWords(
  runs: readonly Run[],
  sides: { readonly mine: Words; readonly theirs: Words },
  within: readonly [from: number, to: number],
): Hunk[] {
  const { mine } = sides;
  const hunks: Hunk[] = [];
  const work = { left: MOST_WORK };
  let [fromMine, fromTheirs] = [0, within[0]];
  for (const run of [...runs, { mine: mine.words.length, theirs: within[1], length: 0 }]) {
    const gap: Hunk = { mine: [fromMine, run.mine], theirs: [fromTheirs, run.theirs] };
    hunks.push(...hunksWithin(gap, sides, work));
    [fromMine, fromTheirs] = [run.mine + run.length, run.theirs + run.length];
  }
  return joined(hunks).map((hunk) => slid(hunk, sides));
}

function hunksWithin(
  gap: Hunk,
  { mine, theirs }: { readonly mine: Words; readonly theirs: Words },
  work: { left: number },
): Hunk[] {
  const [[a1, a2], [b1, b2]] = [gap.mine, gap.theirs];
  if (a1 >= a2 && b1 >= b2) return [];
  if (a1 >= a2 || b1 >= b2) return [gap];
  const most = Math.min(MOST_WORDS, a2 - a1 + b2 - b1);
  work.left -= most * most + (a2 - a1) + (b2 - b1);
  if (work.left < 0) return [gap];
  const older = Array.from(mine.words.subarray(a1, a2));
  const newer = Array.from(theirs.words.subarray(b1, b2));
  const changes = diffArrays(older, newer, { maxEditLength: most });
  if (!changes) return [gap];
  const hunks: Hunk[] = [];
  let [a, b] = [a1, b1];
  for (const { value, added, removed } of changes) {
    const [nextA, nextB] = [a + (added ? 0 : value.length), b + (removed ? 0 : value.length)];
    if (added || removed) hunks.push({ mine: [a, nextA], theirs: [b, nextB] });
    [a, b] = [nextA, nextB];
  }
  return hunks;
}

/** Changes that touch, or that a stray word parts, are one. */
function joined(hunks: readonly Hunk[]): Hunk[] {
  const all: Hunk[] = [];
  for (const hunk of hunks) {
    const last = all.at(-1);
    const between = last ? Math.max(hunk.mine[0] - last.mine[1], hunk.theirs[0] - last.theirs[1]) : 0;
    if (last && between <= STRAY)
      all[all.length - 1] = { mine: [last.mine[0], hunk.mine[1]], theirs: [last.theirs[0], hunk.theirs[1]] };
    else all.push(hunk);
  }
  return all;
}

/** Words that only went or only came are told from the beginning of a line where they may as well have: as people would. */
function slid(hunk: Hunk, { mine, theirs }: { readonly mine: Words; readonly theirs: Words }): Hunk {
  const isGone = hunk.theirs[0] === hunk.theirs[1];
  if (!isGone && hunk.mine[0] !== hunk.mine[1]) return hunk;
  const [side, [from, to]] = isGone ? [mine, hunk.mine] : [theirs, hunk.theirs];
  const moved = (by: number): Hunk => ({
    mine: [hunk.mine[0] + by, hunk.mine[1] + by],
    theirs: [hunk.theirs[0] + by, hunk.theirs[1] + by],
  });
  const isBeginning = (at: number): boolean => at === 0 || side.of[at] !== side.of[at - 1];
  const most = Math.min(MOST_WORDS, hunk.mine[0], hunk.theirs[0]);
  for (let by = 0; by <= most; by += 1) {
    if (isBeginning(from - by)) return moved(-by);
    if (side.words[from - by - 1] !== side.words[to - by - 1]) break;
  }
  const rest = Math.min(mine.words.length - hunk.mine[1], theirs.words.length - hunk.theirs[1], MOST_WORDS);
  for (let by = 1; by <= rest; by += 1) {
    if (side.words[from + by - 1] !== side.words[to + by - 1]) break;
    if (isBeginning(from + by)) return moved(by);
  }
  return hunk;
}
