import { createHash } from 'node:crypto';

/** What JSON can say, read-only. A property whose value is undefined is left out, as by `JSON.stringify`. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/**
 * One text for one value (RFC 8785): no blanks, names in the order of their UTF-16 units. Numbers and strings are
 * written as ECMAScript writes them, which is what the standard asks for.
 *
 * @throws TypeError for NaN, infinity, and half a surrogate pair: JSON has no words for them
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a text with half a surrogate pair has no canonical form');
    return JSON.stringify(value);
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError('a number that is none has no canonical form');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each: Json) => canonicalJson(each)).join(',')}]`;
  const members = Object.entries(value as { readonly [name: string]: Json | undefined })
    .filter((member): member is [string, Json] => member[1] !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, each]) => `${canonicalJson(name)}:${canonicalJson(each)}`);
  return `{${members.join(',')}}`;
}

/** SHA-256 of the canonical text, as the ledger writes digests. @throws TypeError as `canonicalJson` does */
export function jsonDigest(value: Json): `sha256:${string}` {
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;
}
