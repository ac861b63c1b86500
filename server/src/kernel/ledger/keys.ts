import { createHash } from 'node:crypto';
import { sm2KeyPair } from '../gm/index.ts';
import { installationSecret } from '../secret.ts';
import type { LogIdentity } from './ledger.repo.ts';
import { type Checkpoint, parseCheckpoint } from './note/checkpoint.ts';
import { type NoteVerifier, parseNote, type SignedNote, verifyNote } from './note/note.ts';
import { ed25519PublicKey, ed25519Signer, type NoteSigner, sm2Signer } from './note/note-keys.ts';
import { ledgerFolder } from './paths.ts';
import { openTileFolder, type TileStore } from './tree/tile-store.ts';

/** The keys that seal: Ed25519, which verifiers everywhere know, and SM2 beside it. */
export interface LedgerKeys {
  readonly identity: LogIdentity;
  readonly signers: readonly NoteSigner[];
}

/**
 * The keys of this installation, made at first use in its data directory and readable by the program's user only.
 * The name of the log follows from its key, so that no two installations have the same.
 */
export function ledgerKeys(dataDirectory: string): LedgerKeys {
  const seed = Buffer.from(installationSecret(dataDirectory, 'ledger-ed25519'), 'hex');
  const id = createHash('sha256').update(ed25519PublicKey(seed)).digest('hex').slice(0, 16);
  const origin = `zhengdun.internal/${id}`;
  const ed25519 = ed25519Signer(origin, seed);
  const sm2Seed = Buffer.from(installationSecret(dataDirectory, 'ledger-sm2'), 'hex');
  const sm2 = sm2Signer(origin, sm2KeyPair(sm2Seed));
  return {
    identity: { origin, ed25519: ed25519.verifier.vkey, sm2: sm2.verifier.vkey },
    signers: [ed25519, sm2],
  };
}

/** What an installation seals and verifies its own ledger with. */
export function ownLedger(dataDirectory: string): { readonly store: TileStore; readonly keys: LedgerKeys } {
  return { store: openTileFolder(ledgerFolder(dataDirectory)), keys: ledgerKeys(dataDirectory) };
}

/** Whether these keys are those of the log. */
export function isSameLog(one: LogIdentity, other: LogIdentity): boolean {
  return one.origin === other.origin && one.ed25519 === other.ed25519 && one.sm2 === other.sm2;
}

/** What is wrong with a note as a checkpoint of a log, or the checkpoint. */
export type ReadCheckpoint =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly note: SignedNote }
  | { readonly ok: false; readonly why: 'no-checkpoint' | 'other-log' | 'not-signed' | 'wrong-signature' };

/**
 * Reads a checkpoint of the log that the keys belong to. Every key that signed must have signed rightly, and at least
 * one of them must have.
 */
export function readCheckpoint(text: string, keys: readonly NoteVerifier[]): ReadCheckpoint {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!checkpoint) return { ok: false, why: 'no-checkpoint' };
  if (!keys.some(({ name }) => name === checkpoint.origin)) return { ok: false, why: 'other-log' };
  const outcomes = keys.map((key) => verifyNote(note, key));
  if (outcomes.includes('wrong')) return { ok: false, why: 'wrong-signature' };
  return outcomes.includes('right') ? { ok: true, checkpoint, note } : { ok: false, why: 'not-signed' };
}
