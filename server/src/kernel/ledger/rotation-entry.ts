import { entryText, parseEntry } from './entry.ts';
import type { LogIdentity } from './ledger.repo.ts';
import type { NoteVerifier } from './note/note.ts';

/**
 * The entry that names the keys which sign from now on. It is the last one of a tree that the old keys sign: so it
 * is they that appoint the new ones.
 *
 * @param number 1 for the first time that keys were replaced
 */
export function rotationEntry(number: number, { ed25519, sm2 }: LogIdentity, now: Date): string {
  const facts = { ed25519, sm2 };
  return entryText(
    { kind: 'ledger-keys-rotated', subject: `ledger-keys/${number}`, digests: {}, facts },
    now,
  );
}

/** Whether an entry names these keys as the `number`-th. */
export function namesKeys(entry: Uint8Array, number: number, keys: readonly NoteVerifier[]): boolean {
  const read = parseEntry(Buffer.from(entry).toString('utf8'));
  if (read?.kind !== 'ledger-keys-rotated' || read.subject !== `ledger-keys/${number}`) return false;
  const named = [read.facts?.ed25519, read.facts?.sm2];
  return keys.length > 0 && keys.every(({ vkey }) => named.includes(vkey));
}
