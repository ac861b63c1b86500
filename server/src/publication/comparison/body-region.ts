import type { PageBlock } from '../../inspection/index.ts';
import type { Run } from './find-body.ts';
import type { Words } from './page-words.ts';

/** Blocks of the page from the first to before the last that belong to the body. */
export interface Region {
  readonly from: number;
  readonly to: number;
}

/** Lines and blocks beside an edge that are looked at for one another. */
const LOOK = 3;
/** A line and a block of which so much agrees are the same one, changed. */
const ALIKE = 0.5;

interface Sides {
  readonly mine: Words;
  readonly theirs: Words;
  readonly blocks: readonly PageBlock[];
  /** of each visible block that `theirs` reads: its place among the blocks */
  readonly placeOf: readonly number[];
}

/**
 * The blocks that the body takes up: those of the runs; beyond them those that are changed first or last lines; and the
 * paragraphs that stand beside it in the same element, which is where somebody adds one.
 */
export function bodyRegion(runs: readonly Run[], sides: Sides): Region {
  const { mine, theirs, blocks, placeOf } = sides;
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last) return { from: 0, to: 0 };
  const ends = { mine: last.mine + last.length - 1, theirs: last.theirs + last.length - 1 };
  const isWhole = { head: first.mine === 0, tail: ends.mine === mine.words.length - 1 };
  let [from, to] = [theirs.of[first.theirs] ?? 0, theirs.of[ends.theirs] ?? 0];
  if (!isWhole.head) from = changedLines(sides, { block: from, line: mine.of[first.mine] ?? 0, step: -1 });
  if (!isWhole.tail) to = changedLines(sides, { block: to, line: mine.of[ends.mine] ?? 0, step: 1 });
  const region = { from: placeOf[from] ?? 0, to: (placeOf[to] ?? 0) + 1 };
  const isBeside = paragraphs(runs, sides);
  while (region.from > 0 && isBeside(blocks[region.from - 1], blocks[region.from])) region.from -= 1;
  while (region.to < blocks.length && isBeside(blocks[region.to], blocks[region.to - 1])) region.to += 1;
  return region;
}

/** From an edge outwards: the furthest visible block that is one of the next lines, changed. */
function changedLines(
  { mine, theirs }: Sides,
  edge: { block: number; line: number; readonly step: 1 | -1 },
): number {
  const { step } = edge;
  let { block, line } = edge;
  for (let isFound = true; isFound; ) {
    isFound = false;
    for (let far = 1; far <= LOOK && !isFound; far += 1)
      for (let next = 1; next <= LOOK && !isFound; next += 1) {
        const [text, other] = [mine.texts[line + next * step], theirs.texts[block + far * step]];
        if (text === undefined || other === undefined || !isAlike(text, other)) continue;
        [block, line, isFound] = [block + far * step, line + next * step, true];
      }
  }
  return block;
}

/** Whether most of two lines is the same, by their signs wherever they stand. */
export function isAlike(one: string, other: string): boolean {
  const [few, many] = [signsOf(one), signsOf(other)];
  if (few.length === 0 || many.length === 0) return false;
  if (Math.min(few.length, many.length) / Math.max(few.length, many.length) < ALIKE / 2) return false;
  const counts = new Map<string, number>();
  for (const sign of few) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let common = 0;
  for (const sign of many) {
    const left = counts.get(sign) ?? 0;
    if (left > 0) common += 1;
    counts.set(sign, left - 1);
  }
  return (2 * common) / (few.length + many.length) >= ALIKE;
}

function signsOf(text: string): string[] {
  return text.slice(0, 4_000).match(/\S/gu) ?? [];
}

/** Whether a block stands beside one of the body as its paragraphs do: in the same box, or in the same element around. */
function paragraphs(runs: readonly Run[], { theirs, blocks, placeOf }: Sides) {
  const boxes = new Map<number, Set<number>>();
  for (const run of runs)
    for (let at = run.theirs; at < run.theirs + run.length; at += 1) {
      const block = blocks[placeOf[theirs.of[at] ?? 0] ?? 0];
      if (!block) continue;
      const known = boxes.get(block.around);
      if (known) known.add(block.box);
      else boxes.set(block.around, new Set([block.box]));
    }
  return (block: PageBlock | undefined, beside: PageBlock | undefined): boolean => {
    if (!block || !beside) return false;
    if (block.box === beside.box) return true;
    const isAround = block.around === beside.around && block.name === beside.name;
    // One box may be the whole body, and the next one of the template.
    return isAround && (block.name === 'p' || (boxes.get(block.around)?.size ?? 0) > 1);
  };
}
