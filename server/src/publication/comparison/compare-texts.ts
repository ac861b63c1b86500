import type { ItemDifference } from '@zhengdun/contract';
import { type ChangeObject, diffArrays } from 'diff';

type Line = ItemDifference['lines'][number];
type Piece = Line['pieces'][number];

/** Lines that stay around what has changed; the others are counted. */
const AROUND = 3;
/** Beyond so many changed lines, or so many changed words of a line, nobody reads a comparison. */
const MOST_LINES = 1_500;
const MOST_WORDS = 800;
/** A Han character, a run of Latin letters and digits, a run of blanks, or any other sign: what changes as a whole. */
const WORD = /\p{Script=Han}|[\p{Script=Latin}\d.]+|\s+|./gsu;

/**
 * What has changed between two texts: by line, and within a changed line by word – in Chinese by character, with numbers
 * whole. Bounded in work: where the texts differ too much, the one is shown as gone and the other as come.
 */
export function compareTexts(before: string, after: string): Pick<ItemDifference, 'lines' | 'rough'> {
  const [older, newer] = [before.split('\n'), after.split('\n')];
  const changes = diffArrays(older, newer, { maxEditLength: MOST_LINES });
  const found = changes ?? [gone(older), come(newer)];
  return { lines: shortened(numbered(paired(found))), rough: changes === undefined };
}

/** The pieces of one line, or undefined where too much of it differs. */
export function compareLines(before: string, after: string): Piece[] | undefined {
  const words = (line: string): string[] => line.match(WORD) ?? [];
  const changes = diffArrays(words(before), words(after), { maxEditLength: MOST_WORDS });
  return changes?.map((each) => ({ change: changeOf(each), text: each.value.join('') }));
}

type Change = Pick<ChangeObject<string[]>, 'value' | 'added' | 'removed'>;

function gone(value: string[]): Change {
  return { value, added: false, removed: true };
}
function come(value: string[]): Change {
  return { value, added: true, removed: false };
}
function changeOf({ added, removed }: Pick<Change, 'added' | 'removed'>): Piece['change'] {
  if (added) return 'added';
  return removed ? 'removed' : 'same';
}

/** Lines that went and lines that came in their place are told as changed, one by one. */
function paired(changes: readonly Change[]): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < changes.length; at += 1) {
    const [own, next] = [changes[at], changes[at + 1]];
    if (!own) break;
    if (own.removed && next?.added) {
      lines.push(...changedLines(own.value, next.value));
      at += 1;
    } else lines.push(...own.value.map((text) => wholeLine(changeOf(own), text)));
  }
  return lines;
}

function changedLines(older: readonly string[], newer: readonly string[]): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < Math.max(older.length, newer.length); at += 1) {
    const [before, after] = [older[at], newer[at]];
    const pieces = before !== undefined && after !== undefined ? compareLines(before, after) : undefined;
    if (pieces) lines.push({ change: 'changed', pieces });
    else {
      if (before !== undefined) lines.push(wholeLine('removed', before));
      if (after !== undefined) lines.push(wholeLine('added', after));
    }
  }
  return lines;
}

function wholeLine(change: Piece['change'], text: string): Line {
  return { change, pieces: [{ change, text }] };
}

/** Each with its number in the older and in the newer text. */
function numbered(lines: readonly Line[]): Line[] {
  let [before, after] = [0, 0];
  return lines.map((line) => {
    if (line.change !== 'added') before += 1;
    if (line.change !== 'removed') after += 1;
    return {
      ...line,
      ...(line.change !== 'added' && { before }),
      ...(line.change !== 'removed' && { after }),
    };
  });
}

/** Without the lines that are the same and far from what has changed. */
function shortened(lines: readonly Line[]): Line[] {
  const isNear = lines.map(() => false);
  for (const [at, { change }] of lines.entries())
    if (change !== 'same') isNear.fill(true, Math.max(0, at - AROUND), at + AROUND + 1);
  const short: Line[] = [];
  for (const [at, line] of lines.entries()) {
    const last = short.at(-1);
    if (isNear[at]) short.push(line);
    else if (last?.change === 'left-out') short[short.length - 1] = { ...last, count: (last.count ?? 0) + 1 };
    else short.push({ change: 'left-out', count: 1, pieces: [] });
  }
  return short;
}
