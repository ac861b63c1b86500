import {
  checkpointText,
  formatNote,
  type NoteSigner,
  type NoteVerifier,
  parseCheckpoint,
  parseNote,
  type SignedNote,
  verifyNote,
} from '../../kernel/ledger/index.ts';
import type { Head } from '../manifest.ts';
import { growRoots } from '../rows/tree.ts';

/** What is signed of an archive: its history up to an entry. */
export interface HeadNote {
  readonly origin: string;
  readonly entries: number;
  /** RFC 6962 over the manifests, in hex */
  readonly sha256: string;
  readonly sm3: string;
  /** sequence of the last row */
  readonly last: number;
  /** ms since 1970, by the clock of whoever signed */
  readonly at: number;
  readonly note: SignedNote;
}

/**
 * The head of an archive as a signed note: a checkpoint (C2SP tlog-checkpoint) over its manifests, with three lines behind it –
 * the root in SM3, the last sequence and the time.
 */
export function signHead(head: Head, at: number, signers: readonly NoteSigner[]): string {
  const roots = rootsOf(head);
  const text = [
    checkpointText({ origin: head.origin, size: head.entries, root: Buffer.from(roots.sha256, 'hex') }),
    `sm3 ${Buffer.from(roots.sm3, 'hex').toString('base64')}\n`,
    `last ${head.last}\n`,
    `time ${new Date(at).toISOString()}\n`,
  ].join('');
  return formatNote({ text, signatures: signers.map((signer) => signer.sign(text)) });
}

/** Reads a signed head; undefined for anything else. No signature is verified. */
export function readHeadNote(text: string): HeadNote | undefined {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!checkpoint || checkpoint.size < 1) return undefined;
  const { sm3, last, time } =
    /^[^\n]+\n\d+\n[^\n]+\nsm3 (?<sm3>[A-Za-z0-9+/]{43}=)\nlast (?<last>[1-9]\d{0,14})\ntime (?<time>[^\n]{24})\n/.exec(
      note.text,
    )?.groups ?? {};
  const at = Date.parse(time ?? '');
  if (sm3 === undefined || !Number.isFinite(at)) return undefined;
  return {
    origin: checkpoint.origin,
    entries: checkpoint.size,
    sha256: checkpoint.root.toString('hex'),
    sm3: Buffer.from(sm3, 'base64').toString('hex'),
    last: Number(last),
    at,
    note,
  };
}

/** Whether each of the keys has signed, and rightly. */
export function isSignedBy({ note }: Pick<HeadNote, 'note'>, keys: readonly NoteVerifier[]): boolean {
  return keys.length > 0 && keys.every((key) => verifyNote(note, key) === 'right');
}

export function rootsOf({ entries, tree }: Head) {
  return growRoots({ size: entries, subtrees: tree }).roots();
}
