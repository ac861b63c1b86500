import type { ScreenRule } from '@zhengdun/contract';
import type { Window } from '../text/window.ts';

/** What rules may ask of a whole text; each is worked out once, when first asked. */
export interface TextFacts {
  /** whether it speaks of the marks and rules of secrecy so often that it explains them */
  readonly teachesSecrecy: () => boolean;
  /** whether one of these words stands anywhere in it */
  readonly mentions: (label: 'passport' | 'permit' | 'resident-id' | 'card' | 'telephone') => boolean;
}

/** A place that a rule looks at: what lies around it, and where the word lies that led here. */
export interface Spot extends Window {
  readonly from: number;
  readonly to: number;
  readonly facts: TextFacts;
}

/** How an excerpt is shown: nothing of it, its ends, or all of it. */
export type Masking = 'none' | 'ends' | 'whole';

/** What a rule found, by places of the window. */
export interface Found {
  readonly rule: ScreenRule;
  readonly from: number;
  readonly to: number;
  readonly severity: 1 | 2 | 3 | 4;
  readonly masking: Masking;
  readonly instead?: string;
}

/** A find of which an excerpt shows the ends alone. */
export function foundAt(
  rule: ScreenRule,
  { from, to }: { readonly from: number; readonly to: number },
  severity: Found['severity'],
): Found {
  return { rule, from, to, severity, masking: 'ends' };
}

/** A rule that is led by words. It reads what lies around one and says whether that is a hit. */
export interface AnchorRule {
  /** found like the words of a list: in any width, script and letter case, with signs put in between */
  readonly anchors: readonly string[];
  /** characters before and behind the anchor that it reads */
  readonly reach: { readonly before: number; readonly after: number };
  /** a quick look at the raw text behind the anchor, for anchors that stand everywhere */
  readonly worthALook?: (text: string, end: number) => boolean;
  judge(spot: Spot): Found | undefined;
}

const FIGURES = new Set(Array.from('〇零一二三四五六七八九十', (sign) => sign.charCodeAt(0)));

/** Whether a Chinese character that is no figure stands at a place of the raw text: told faster than by an expression. */
export function isWriting(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x4e00 && unit <= 0x9fff && !FIGURES.has(unit);
}

/** What stands on the same line before and behind a span of the window. */
export function lineAround(
  text: string,
  from: number,
  to: number,
): { before: string; after: string; line: string } {
  const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  const close = text.indexOf('\n', to);
  const after = text.slice(to, close < 0 ? text.length : close);
  return { before, after, line: before + text.slice(from, to) + after };
}

/** How cells of a table are set apart in text. */
export const CELLS = /[|\t]|[ ]{2,}|,/;
const MOST_ROWS = 6;

/** What stands over a cell of a table, at most a few rows above it; undefined where the span is not all of a cell. */
export function headOfColumn(text: string, from: number, to: number): string | undefined {
  const { before, line } = lineAround(text, from, to);
  const cells = line.split(CELLS);
  const column = before.split(CELLS).length - 1;
  if (cells.length < 2 || cells[column]?.trim() !== text.slice(from, to)) return undefined;
  const above = text.slice(0, from).split('\n').slice(0, -1).slice(-MOST_ROWS);
  const head = above.find((row) => row.split(CELLS).length === cells.length);
  return head?.split(CELLS)[column]?.trim();
}

/** What stands in the same sentence or cell right before a place, at most so many characters. */
export function justBefore(text: string, place: number, limit: number): string {
  return (
    text
      .slice(Math.max(0, place - limit), place)
      .split(/[\n。;!?]/)
      .at(-1) ?? ''
  );
}

/** What counts when a remark is told from a sentence. */
export const LETTERS = /[\p{L}\p{N}]/gu;

/** Wordings put together of their parts: one of each list, in this order. */
export function product(...lists: readonly (readonly string[])[]): string[] {
  return lists.reduce<string[]>(
    (heads, tails) => heads.flatMap((head) => tails.map((tail) => head + tail)),
    [''],
  );
}
