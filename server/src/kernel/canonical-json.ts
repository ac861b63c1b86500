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
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError('a number that is none has no canonical form');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  let text = '';
  if (isList(value)) {
    for (const each of value) text += `${text === '' ? '' : ','}${canonicalJson(each)}`;
    return `[${text}]`;
  }
  // Without a function of its own `sort` orders by UTF-16 units.
  for (const name of Object.keys(value).sort()) {
    const each = value[name];
    if (each !== undefined) text += `${text === '' ? '' : ','}${quoted(name)}:${canonicalJson(each)}`;
  }
  return `{${text}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** What needs a sign before it, or is half of a pair: most names and texts hold none of it. */
const ESCAPED = /[^\x20\x21\x23-\x5b\x5d-\ud7ff\ue000-\uffff]/;

function quoted(text: string): string {
  if (!ESCAPED.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('a text with half a surrogate pair has no canonical form');
  return JSON.stringify(text);
}

/** SHA-256 of the canonical text, as the ledger writes digests. @throws TypeError as `canonicalJson` does */
export function jsonDigest(value: Json): `sha256:${string}` {
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;
}
