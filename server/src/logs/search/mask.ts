import { isIPv6 } from 'node:net';
import { SCREEN_RULES } from '@zhengdun/contract';
import { screenText, shippedRules } from '../../screening/engine.ts';
import type { Cell } from '../rows/rebuild.ts';
import { PERSONAL_COLUMNS } from './conditions.ts';

const V4 = /(?<![\d.])(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}(?![\d.])/g;
const V6 = /(?<![0-9a-z:.])[0-9a-f]{0,4}:[0-9a-f:]{1,40}(?:\.\d{1,3}){0,3}(?![0-9a-z:])/gi;
/** More of a line is not screened: what is behind is left out. */
const MOST_SCREENED = 64 * 1024;

/**
 * A line without what says who somebody is. Addresses keep their first half, names their first character; numbers and names that
 * the screening's rules of personal data find (identity cards, telephones, bank cards …) are covered, also where they are encoded
 * in an address of the Web.
 *
 * @param values what stands in the line's own columns for that
 */
export function maskedLine(given: string, values: readonly string[]): string {
  const line = given.length > MOST_SCREENED ? `${given.slice(0, MOST_SCREENED)}…` : given;
  const named = values
    .filter((value) => value.length > 1)
    .toSorted((one, other) => other.length - one.length)
    .reduce((text, value) => text.replaceAll(value, maskedValue(value)), line);
  const addressed = named
    .replace(V4, '$1.*.*')
    .replace(V6, (found) => (isIPv6(found) ? maskedV6(found) : found));
  return personalHits(addressed).reduceRight(
    (text, { start, end }) => `${text.slice(0, start)}${'*'.repeat(end - start)}${text.slice(end)}`,
    addressed,
  );
}

/** Spans of personal data in order, none within another. */
function personalHits(line: string): { readonly start: number; readonly end: number }[] {
  const found = screenText(line, shippedRules(), '').hits.flatMap(({ source, start, end }) =>
    'rule' in source && SCREEN_RULES[source.rule] === 'personal' ? [{ start, end }] : [],
  );
  found.sort((one, other) => one.start - other.start || other.end - one.end);
  return found.filter(
    ({ start }, index) => start >= Math.max(0, ...found.slice(0, index).map(({ end }) => end)),
  );
}

/** Whether a text is one that is masked: an address, or part of one, or the number of a person. */
export function looksPersonal(text: string): boolean {
  if (/\d{1,3}\.\d{1,3}\.?/.test(text) && /^[\d.*]+$/.test(text)) return true;
  return maskedLine(text, []) !== text || /\d{7,}/.test(text);
}

/** What a row has in the columns that say who somebody is. */
export function personalIn(cell: Cell): string[] {
  return PERSONAL_COLUMNS.flatMap((name) => {
    const value = cell(name);
    return typeof value === 'string' && value !== '-' ? [value] : [];
  });
}

function maskedValue(value: string): string {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(value)) return value.replace(V4, '$1.*.*');
  if (value.includes(':') && /^[0-9a-f:.]+$/i.test(value)) return maskedV6(value);
  return `${[...value][0]}***`;
}

const maskedV6 = (address: string) => `${address.split(':').slice(0, 2).join(':')}:*`;
