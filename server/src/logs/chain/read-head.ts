import { type Head, headSchema, manifestSchema, placesOf, readExactly } from '../manifest.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import { grown } from './entry-leaf.ts';
import { type HeadNote, readHeadNote, rootsOf } from './head-note.ts';

/** Where an archive ends, as its two files say it. */
export type ReadHead =
  | { readonly state: 'empty' }
  | { readonly state: 'read'; readonly head: Head; readonly note: HeadNote }
  | { readonly state: 'head-missing' | 'head-changed'; readonly where: string }
  | { readonly state: 'note-missing'; readonly where: string }
  /** undefined: the note is none */
  | { readonly state: 'note-contradicts'; readonly where: string; readonly note: HeadNote | undefined };

/**
 * Reads `head.json` and `head.note`. An entry counts from when its note is written: a program that died right behind it, or that
 * writes at this moment, has left a head that is one entry behind, and that is put right here.
 */
export async function readHead(folder: string): Promise<ReadHead> {
  const places = placesOf(folder);
  // In this order: what is signed while they are read is not missed.
  const noteText = await readIfThere(places.note);
  const headText = await readIfThere(places.head);
  const head = headText === undefined ? undefined : readExactly(headSchema, headText);
  if (headText !== undefined && !head) return { state: 'head-changed', where: places.head };
  if (noteText === undefined)
    return head ? { state: 'note-missing', where: places.note } : { state: 'empty' };
  const note = readHeadNote(noteText);
  if (!note) return { state: 'note-contradicts', where: places.note, note };
  const signed = (await headOf(folder, head, note)) ?? (head && (await readAgain(folder, head)));
  if (signed) return { state: 'read', ...signed };
  return head
    ? { state: 'note-contradicts', where: places.note, note }
    : { state: 'head-missing', where: places.head };
}

/** The head that a note has signed: the one that is there, or the one an entry behind it. */
async function headOf(folder: string, head: Head | undefined, note: HeadNote) {
  if (head && fits(head, note)) return { head, note };
  if (note.entries !== (head?.entries ?? 0) + 1) return undefined;
  const text = await readIfThere(placesOf(folder).manifest(note.entries));
  const manifest = text === undefined ? undefined : readExactly(manifestSchema, text);
  if (text === undefined || !manifest) return undefined;
  const last = manifest.type === 'segment' ? manifest.last : (head?.last ?? 0);
  const next = grown(head, { text, last, origin: head?.origin ?? note.origin });
  return fits(next, note) ? { head: next, note } : undefined;
}

/** The head is newer than the note where both were written in between. */
async function readAgain(folder: string, head: Head) {
  const note = readHeadNote((await readIfThere(placesOf(folder).note)) ?? '');
  return note && headOf(folder, head, note);
}

function fits(head: Head, note: HeadNote): boolean {
  const roots = rootsOf(head);
  return (
    head.origin === note.origin &&
    head.entries === note.entries &&
    head.last === note.last &&
    roots.sha256 === note.sha256 &&
    roots.sm3 === note.sm3
  );
}
