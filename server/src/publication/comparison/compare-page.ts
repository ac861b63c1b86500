import type { PageDifference, PageOutcome } from '@zhengdun/contract';
import type { PageBlock } from '../../inspection/index.ts';
import { alignWords, type Hunk } from './align-words.ts';
import { bodyRegion, isAlike, type Region } from './body-region.ts';
import { compareLines } from './compare-texts.ts';
import { findBody, type Run } from './find-body.ts';
import { type Numbering, readWords, type Words } from './page-words.ts';

/** What a page says, compared with what was approved. */
export interface PageComparison {
  readonly outcome: Exclude<PageOutcome, 'unreachable'>;
  /** share of words that agree, of those of the text and of the body on the page, in per cent */
  readonly similarity: number;
  /** the first ones, in the order of the text */
  readonly differences: readonly PageDifference[];
  /** how many there are in all */
  readonly count: number;
}

/** Words of a page that are read. */
const MOST_WORDS = 1_000_000;
/** Where less of the approved text stands on a page, it is not there. */
const FOUND = 0.3;
const MOST_DIFFERENCES = 100;
/** Characters of a piece, and of what stands around a change. */
const PIECE = 300;
const AROUND = 16;

interface Approved {
  readonly title: string;
  readonly text: string;
}

/** What a comparison works on. */
interface Sides {
  readonly mine: Words;
  readonly theirs: Words;
  readonly blocks: readonly PageBlock[];
  readonly placeOf: readonly number[];
  readonly numbering: Numbering;
}

/**
 * Compares a published page with the text that was approved. Where the text stands is found by what it says, so that
 * everything around it – the template – makes no noise; within it each changed word, missing line, additional paragraph
 * and hidden block is a difference. Bounded, whatever the page holds.
 */
export function comparePage(approved: Approved, blocks: readonly PageBlock[]): PageComparison {
  const numbering: Numbering = new Map();
  const mine = readWords(approved.text.split('\n'), numbering, MOST_WORDS);
  const isSeen = ({ hidden }: PageBlock): boolean => hidden === undefined;
  const seen = sidesOf({ mine, blocks, numbering }, isSeen);
  const ofTitle = titleDifference(approved.title, seen);
  if (mine.words.length === 0) return ofTitle ? NOT_FOUND : told([], 100);
  let [sides, runs] = [seen, findBody(mine, seen.theirs)];
  // A page may hide all of it.
  if (!isFound(runs, mine) && !blocks.every(isSeen)) {
    sides = sidesOf({ mine, blocks, numbering }, () => true);
    runs = findBody(mine, sides.theirs);
  }
  if (!isFound(runs, mine)) return { ...NOT_FOUND, similarity: percent(agreeing(runs), mine.words.length) };
  const region = bodyRegion(runs, sides);
  const within = wordsWithin(region, sides);
  const hunks = alignWords(runs, sides, within);
  const hidden = hiddenBlocks(region, { sides, hunks });
  const differences = [
    ...(ofTitle ? [ofTitle] : []),
    ...hunks.flatMap((hunk) => (hidden.lines.has(hunk) ? [] : differencesOf(hunk, sides))),
    ...hidden.differences,
  ];
  const gone = hunks.reduce((sum, hunk) => sum + hunk.mine[1] - hunk.mine[0], 0);
  const kept = mine.words.length - gone;
  return told(differences, percent(2 * kept, mine.words.length + within[1] - within[0]));
}

/**
 * A comparison with further differences before those of the text, where the text is on the page. What could not be compared is
 * told among them, and counts as none.
 */
export function withMore(found: PageComparison, more: readonly PageDifference[]): PageComparison {
  if (more.length === 0 || found.outcome === 'not-found') return found;
  const count = found.count + more.filter(({ kind }) => kind !== 'file-unseen').length;
  const differences = [...more, ...found.differences].slice(0, MOST_DIFFERENCES);
  return { ...found, outcome: count > 0 ? 'different' : found.outcome, differences, count };
}

const NOT_FOUND: PageComparison = { outcome: 'not-found', similarity: 0, differences: [], count: 0 };

function told(differences: readonly PageDifference[], similarity: number): PageComparison {
  const count = differences.length;
  const outcome = count === 0 ? 'same' : 'different';
  return { outcome, similarity, differences: differences.slice(0, MOST_DIFFERENCES), count };
}

/** Never a hundred where something differs. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part / whole) * 1_000) / 10;
}

function sidesOf(
  about: Pick<Sides, 'mine' | 'blocks' | 'numbering'>,
  counts: (block: PageBlock) => boolean,
): Sides {
  const placeOf = about.blocks.flatMap((block, at) => (counts(block) ? [at] : []));
  const texts = placeOf.map((at) => about.blocks[at]?.text ?? '');
  return { ...about, placeOf, theirs: readWords(texts, about.numbering, MOST_WORDS) };
}

function agreeing(runs: readonly Run[]): number {
  return runs.reduce((sum, { length }) => sum + length, 0);
}

function isFound(runs: readonly Run[], mine: Words): boolean {
  return agreeing(runs) >= mine.words.length * FOUND && runs.length > 0;
}

/** Words of the visible blocks of a region. */
function wordsWithin({ from, to }: Region, { theirs, placeOf }: Sides): readonly [number, number] {
  const isBefore = (place: number) => (at: number) => (placeOf[theirs.of[at] ?? 0] ?? 0) < place;
  return [firstNot(theirs.words.length, isBefore(from)), firstNot(theirs.words.length, isBefore(to))];
}

/** The first of so many for which something that holds for the first ones does not. */
function firstNot(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Undefined where the title stands on the page. */
function titleDifference(title: string, sides: Sides): PageDifference | undefined {
  const { theirs, numbering } = sides;
  const { words } = readWords([title], numbering, MOST_WORDS);
  if (words.length === 0 || stands(words, theirs.words)) return undefined;
  const changed = theirs.texts.find((text) => text.length < title.length * 3 && isAlike(title, text));
  const pieces = changed === undefined ? undefined : compareLines(title, flat(changed));
  return { kind: 'title', pieces: pieces ?? [{ change: 'removed', text: title }] };
}

function stands(row: Int32Array, words: Int32Array): boolean {
  for (let at = 0; at + row.length <= words.length; at += 1) {
    let step = 0;
    while (step < row.length && words[at + step] === row[step]) step += 1;
    if (step === row.length) return true;
  }
  return false;
}

/** A change of some lines, line by line. */
function differencesOf(hunk: Hunk, { mine, theirs }: Sides): PageDifference[] {
  const [gone, come] = [segments(mine, hunk.mine), segments(theirs, hunk.theirs)];
  const all: PageDifference[] = [];
  for (let at = 0; at < Math.max(gone.length, come.length); at += 1) {
    const [lost, found] = [gone[at], come[at]];
    const line = lost && { line: lost.text + 1 };
    if (lost && !found && lost.isWhole)
      all.push({ kind: 'removed', ...line, pieces: [{ change: 'removed', text: clipped(lost.words) }] });
    else if (found && !lost && found.isWhole)
      all.push({ kind: 'inserted', pieces: [{ change: 'added', text: clipped(found.words) }] });
    else {
      const around = lost ?? found;
      const pieces = [
        { change: 'same', text: around?.before ?? '' },
        { change: 'removed', text: clipped(lost?.words ?? '') },
        { change: 'added', text: clipped(found?.words ?? '') },
        { change: 'same', text: around?.after ?? '' },
      ] as const;
      all.push({ kind: 'changed', ...line, pieces: pieces.filter(({ text }) => text !== '') });
    }
  }
  return all;
}

interface Segment {
  /** which line or block */
  readonly text: number;
  readonly words: string;
  readonly isWhole: boolean;
  readonly before: string;
  readonly after: string;
}

/** A row of words by the lines or blocks that it goes through. */
function segments(side: Words, [from, to]: readonly [number, number]): Segment[] {
  const found: Segment[] = [];
  for (let at = from; at < to && found.length <= MOST_DIFFERENCES; ) {
    const text = side.of[at] ?? 0;
    const end = Math.min(
      to,
      firstNot(side.words.length, (word) => (side.of[word] ?? 0) <= text),
    );
    const whole = side.texts[text] ?? '';
    const [starts, ends] = [side.starts[at] ?? 0, side.ends[end - 1] ?? 0];
    const isWhole = side.of[at - 1] !== text && side.of[end] !== text;
    found.push({
      text,
      words: whole.slice(starts, ends),
      isWhole,
      before: flat(whole.slice(Math.max(0, starts - AROUND), starts)),
      after: flat(whole.slice(ends, ends + AROUND)),
    });
    at = end;
  }
  return found;
}

/** Hidden blocks within the body, and lines of the text that are missed because a hidden block has them. */
function hiddenBlocks(
  { from, to }: Region,
  { sides, hunks }: { readonly sides: Sides; readonly hunks: readonly Hunk[] },
): { readonly differences: PageDifference[]; readonly lines: ReadonlySet<Hunk> } {
  const { mine, blocks, numbering } = sides;
  const lost = new Map<string, { hunk: Hunk; line: number }>();
  for (const hunk of hunks)
    if (hunk.theirs[0] === hunk.theirs[1])
      lost.set(mine.words.subarray(...hunk.mine).join(), { hunk, line: mine.of[hunk.mine[0]] ?? 0 });
  const lines = new Set<Hunk>();
  const differences: PageDifference[] = [];
  for (const [at, { text, hidden }] of blocks.entries()) {
    if (hidden === undefined || differences.length > MOST_DIFFERENCES) continue;
    const known = lost.get(readWords([text], numbering, MOST_WORDS).words.join());
    if (!known && (at < from || at >= to)) continue;
    if (known) lines.add(known.hunk);
    const pieces = [{ change: known ? ('removed' as const) : ('added' as const), text: clipped(text) }];
    differences.push({
      kind: 'hidden',
      ...(known && { line: known.line + 1 }),
      manner: hidden.slice(0, 120),
      pieces,
    });
  }
  return { differences, lines };
}

function clipped(text: string): string {
  const plain = flat(text.slice(0, PIECE * 4)).trim();
  return plain.length > PIECE ? `${plain.slice(0, PIECE)}…` : plain;
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}
