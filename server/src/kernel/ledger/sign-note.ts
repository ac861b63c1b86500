import type { LedgerKeys } from './keys.ts';
import { formatNote, type NoteVerifier, parseNote, verifyNote } from './note/note.ts';

/**
 * A text signed by the keys of this installation, Ed25519 and SM2 (C2SP signed-note). Its first line tells what it is, so that
 * it stands for nothing else.
 *
 * @param text ends with a line feed
 * @throws Error where the text could be taken for a checkpoint of the ledger
 */
export function signNote(keys: Pick<LedgerKeys, 'identity' | 'signers'>, text: string): string {
  if (text.startsWith(`${keys.identity.origin}\n`)) throw new Error('the text of a note names the ledger');
  return formatNote({ text, signatures: keys.signers.map((signer) => signer.sign(text)) });
}

/** The text of a note that every one of these keys has signed; undefined where one has not, or it is no note. */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): string | undefined {
  const parsed = parseNote(note);
  const holds =
    parsed && verifiers.length > 0 && verifiers.every((key) => verifyNote(parsed, key) === 'right');
  return holds ? parsed.text : undefined;
}
