import type { CheckResult } from '@zhengdun/contract';
import { plainText } from '../../kernel/plain-text.ts';

/** Longest text that a report prints whole, in characters. */
const TEXT_LIMIT = 1_500;
const DEPTH_LIMIT = 16;
/** Two code points that no XML document may hold. */
const NO_XML = /[\ufffe\uffff]/g;

/**
 * A result whose every text is harmless to print: no control characters, no marks that turn the reading direction,
 * no lone surrogates, nothing endless. Reports print this; the embedded JSON is the result as it was.
 */
export function cleanResult(result: CheckResult): CheckResult {
  return clean(result, 0) as CheckResult;
}

/** The same for one text. Line breaks stay: examples for operators have them. */
export function cleanText(text: string): string {
  const lines = text.slice(0, TEXT_LIMIT * 2).split(/\r\n?|\n/);
  return lines
    .map((line) => plainText(line.replaceAll(NO_XML, ''), TEXT_LIMIT))
    .join('\n')
    .trim();
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_LIMIT) return null;
  if (Array.isArray(value)) return value.map((member) => clean(member, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [cleanText(name), clean(member, depth + 1)]),
  );
}
