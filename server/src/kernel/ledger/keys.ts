import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../durable-file.ts';
import { sm2KeyPair } from '../gm/index.ts';
import { destroySecret, hasSecret, installationSecret } from '../secret.ts';
import type { KeyPeriod } from './key-periods.ts';
import type { LogIdentity } from './ledger.repo.ts';
import {
  ed25519PublicKey,
  ed25519Signer,
  type NoteSigner,
  parseVerifier,
  sm2Signer,
} from './note/note-keys.ts';
import { ledgerFolder } from './paths.ts';
import { openTileFolder, type TileStore } from './tree/tile-store.ts';

/** A pair of keys that seal: Ed25519, which verifiers everywhere know, and SM2 beside it. */
export interface KeyPair {
  readonly identity: LogIdentity;
  /** Ed25519 first */
  readonly signers: readonly NoteSigner[];
}

/** The keys of an installation as they are now. */
export interface LedgerKeys extends KeyPair {
  /** how often they were replaced */
  readonly number: number;
  /** public keys by the trees that they sign: the earliest first, those in force last */
  readonly periods: readonly KeyPeriod[];
  /** made already, not yet in force */
  readonly successor: KeyPair | undefined;
  /**
   * Puts the successor in force and destroys the private keys of before. May be killed, and be done again.
   *
   * @param lastSize entries of the last tree that the keys of before have signed
   */
  succeed(lastSize: number): Promise<LedgerKeys>;
}

const pastSchema = z.array(
  z.object({ ed25519: z.string(), sm2: z.string(), lastSize: z.int().positive() }).readonly(),
);
type Past = z.output<typeof pastSchema>;

const PAST_FILE = 'ledger-past';
const NAMES = ['ledger-ed25519', 'ledger-sm2'] as const;

/**
 * The keys of this installation, made at first use in its data directory and readable by the program's user only.
 * The name of the log follows from its first key, so that no two installations have the same. Private keys that are
 * no longer in force are destroyed, where a killed program has left them.
 */
export function ledgerKeys(dataDirectory: string): LedgerKeys {
  const past = readPast(dataDirectory);
  const number = past.length;
  const origin = past[0] && parseVerifier(past[0].ed25519)?.name;
  const own = keyPair(dataDirectory, number, origin);
  // Replaced by another program while they were read.
  if (readPast(dataDirectory).length !== number) return ledgerKeys(dataDirectory);
  for (let former = 0; former < number; former += 1)
    for (const name of secretsOf(former)) destroySecret(dataDirectory, name);
  const isThere = secretsOf(number + 1).every((name) => hasSecret(dataDirectory, name));
  return {
    ...own,
    number,
    periods: [...past.map(periodOf), { verifiers: own.signers.map(({ verifier }) => verifier) }],
    successor: isThere ? keyPair(dataDirectory, number + 1, own.identity.origin) : undefined,
    async succeed(lastSize) {
      const { ed25519, sm2 } = own.identity;
      const now: Past = [...past, { ed25519, sm2, lastSize }];
      await writeDurably(join(dataDirectory, 'secrets', PAST_FILE), `${JSON.stringify(now)}\n`);
      return ledgerKeys(dataDirectory);
    },
  };
}

/** The keys with a successor, which is made where there is none yet. */
export function keysWithSuccessor(dataDirectory: string): LedgerKeys {
  const keys = ledgerKeys(dataDirectory);
  for (const name of secretsOf(keys.number + 1)) installationSecret(dataDirectory, name);
  return ledgerKeys(dataDirectory);
}

/** What an installation seals and verifies its own ledger with. */
export function ownLedger(dataDirectory: string): { readonly store: TileStore; readonly keys: LedgerKeys } {
  return { store: openTileFolder(ledgerFolder(dataDirectory)), keys: ledgerKeys(dataDirectory) };
}

function secretsOf(number: number): readonly [string, string] {
  const [ed25519, sm2] = NAMES;
  return number === 0 ? NAMES : [`${ed25519}.${number}`, `${sm2}.${number}`];
}

function keyPair(dataDirectory: string, number: number, name: string | undefined): KeyPair {
  const [first, second] = secretsOf(number);
  const seed = Buffer.from(installationSecret(dataDirectory, first), 'hex');
  const origin = name ?? nameOf(ed25519PublicKey(seed));
  const ed25519 = ed25519Signer(origin, seed);
  const sm2 = sm2Signer(origin, sm2KeyPair(Buffer.from(installationSecret(dataDirectory, second), 'hex')));
  return {
    identity: { origin, ed25519: ed25519.verifier.vkey, sm2: sm2.verifier.vkey },
    signers: [ed25519, sm2],
  };
}

function nameOf(publicKey: Uint8Array): string {
  return `zhengdun.internal/${createHash('sha256').update(publicKey).digest('hex').slice(0, 16)}`;
}

function periodOf({ ed25519, sm2, lastSize }: Past[number]): KeyPeriod {
  return { verifiers: [ed25519, sm2].flatMap((vkey) => parseVerifier(vkey) ?? []), lastSize };
}

function readPast(dataDirectory: string): Past {
  try {
    return pastSchema.parse(JSON.parse(readFileSync(join(dataDirectory, 'secrets', PAST_FILE), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
