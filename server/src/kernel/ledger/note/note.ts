import { createHash } from 'node:crypto';

/** One line below a note: by which key, and the signature itself. */
export interface NoteSignature {
  readonly name: string;
  /** four bytes in hex: which key, no more than a hint */
  readonly keyId: string;
  readonly signature: Buffer;
}

/** A text with signatures (C2SP signed-note). The text ends with a line feed. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A key that notes are signed with, as an outsider holds it. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: string;
  /** `name+id+base64(type ‖ key)` */
  readonly vkey: string;
  verify(text: string, signature: Buffer): boolean;
}

const MAX_BYTES = 64 * 1024;
const MAX_SIGNATURES = 64;
const SIGNATURE_LINE = /^— (?<name>[^\s+]+) (?<bytes>[A-Za-z0-9+/]+={0,2})$/;

/** Reads a signed note; undefined for anything else. Nothing is verified. */
export function parseNote(note: string): SignedNote | undefined {
  if (note.length > MAX_BYTES || /[\x00-\x09\x0b-\x1f]/.test(note) || !note.endsWith('\n')) return undefined;
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return undefined;
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return undefined;
  const signatures = lines.map((line) => {
    const { name = '', bytes = '' } = SIGNATURE_LINE.exec(line)?.groups ?? {};
    const decoded = Buffer.from(bytes, 'base64');
    return { name, keyId: decoded.toString('hex', 0, 4), signature: decoded.subarray(4) };
  });
  if (signatures.some(({ name, signature }) => name === '' || signature.length === 0)) return undefined;
  return { text: note.slice(0, split + 1), signatures };
}

/** The note as text, with a line for each signature. */
export function formatNote({ text, signatures }: SignedNote): string {
  const lines = signatures.map(
    ({ name, keyId, signature }) =>
      `— ${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), signature]).toString('base64')}\n`,
  );
  return `${text}\n${lines.join('')}`;
}

/**
 * How a key's signatures on a note turned out. A signature by a key that is not known says nothing (signed-note,
 * "Signatures"); one by a known key that is wrong spoils the note.
 */
export function verifyNote(note: SignedNote, key: NoteVerifier): 'right' | 'wrong' | 'none' {
  const own = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  if (own.length === 0) return 'none';
  return own.every(({ signature }) => key.verify(note.text, signature)) ? 'right' : 'wrong';
}

/** First four bytes of SHA-256 over name, line feed, type and key, in hex (signed-note, "Signatures"). */
export function noteKeyId(name: string, typeAndKey: Uint8Array): string {
  return createHash('sha256').update(`${name}\n`).update(typeAndKey).digest('hex').slice(0, 8);
}
