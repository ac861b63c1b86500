import { displayWidth } from '../kernel/cli/index.ts';
import type { Box } from './documents/pictures/picture.ts';
import type { DocumentPart } from './documents/reading.ts';

/** Lines and columns of a text, from 1, by offset. */
export function lineIndex(
  text: string,
): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** A span of a part, and the line that it begins in. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/**
 * Where a span of a recognised text lies in its picture: the share of its line, by the width of the characters. What goes
 * on in the next line is shown to the end of its own.
 */
export function boxAt(
  { text, boxes }: DocumentPart,
  { start, end, line, column }: Span,
): { readonly box?: Box } {
  const box = boxes?.[line - 1];
  if (!box) return {};
  const from = start - column + 1;
  const close = text.indexOf('\n', from);
  const whole = text.slice(from, close < 0 ? text.length : close);
  const all = Math.max(1, displayWidth(whole));
  const before = displayWidth(text.slice(from, start));
  const own = displayWidth(text.slice(start, Math.min(end, from + whole.length)));
  const tenth = (percent: number): number => Math.round(percent * 10) / 10;
  const left = tenth(box.left + (box.width * before) / all);
  const width = tenth(Math.min((box.width * Math.max(own, 1)) / all, 100 - left));
  return { box: { left, top: box.top, width, height: box.height } };
}
