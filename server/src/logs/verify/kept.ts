import { readHeadNote, rootsOf } from '../chain/head-note.ts';
import { headSchema, readExactly } from '../manifest.ts';

/** A head that somebody else has kept, with the name of its file. */
export interface KeptHead {
  readonly name: string;
  readonly origin: string;
  readonly entries: number;
  readonly last: number;
  /** when it was signed, ms since 1970, where it says so */
  readonly at?: number;
  readonly sha256: string;
  readonly sm3: string;
}

/** Reads a `head.note` or a `head.json`; undefined for anything else. */
export function readKept(name: string, text: string): KeptHead | undefined {
  const note = readHeadNote(text);
  if (note) {
    const { origin, entries, last, at, sha256, sm3 } = note;
    return { name, origin, entries, last, at, sha256, sm3 };
  }
  const head = readExactly(headSchema, text);
  return head && { name, origin: head.origin, entries: head.entries, last: head.last, ...rootsOf(head) };
}
