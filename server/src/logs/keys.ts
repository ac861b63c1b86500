import { createHash, randomBytes } from 'node:crypto';
import { sm2KeyPair } from '../kernel/gm/index.ts';
import {
  ed25519PublicKey,
  ed25519Signer,
  type NoteSigner,
  type NoteVerifier,
  sm2Signer,
} from '../kernel/ledger/index.ts';
import { hasSecret, installationSecret } from '../kernel/secret.ts';

const NAMES = ['logs-ed25519', 'logs-sm2'] as const;

/** The keys with which an installation signs its archives of logs; they are not those of the ledger. */
export interface LogKeys {
  /** a name for an archive that is none yet; no two have the same */
  newOrigin(): string;
  /** whether a name is one of those that `newOrigin` gives */
  isOwn(origin: string): boolean;
  /** under the name of an archive, Ed25519 first */
  signersOf(origin: string): readonly NoteSigner[];
}

/** Keys of this installation, made at first use in its data directory. */
export function logKeys(dataDirectory: string): LogKeys {
  const [ed25519, sm2] = NAMES.map((name) => Buffer.from(installationSecret(dataDirectory, name), 'hex'));
  if (!ed25519 || !sm2) throw new Error('a key of the installation is missing');
  const own = createHash('sha256').update(ed25519PublicKey(ed25519)).digest('hex').slice(0, 16);
  const pair = sm2KeyPair(sm2);
  return {
    newOrigin: () => `zhengdun.internal/${own}/logs/${randomBytes(4).toString('hex')}`,
    isOwn: (origin) => origin.startsWith(`zhengdun.internal/${own}/logs/`),
    signersOf: (origin) => [ed25519Signer(origin, ed25519), sm2Signer(origin, pair)],
  };
}

/** Keys of this installation, where it has some: whoever verifies makes none. */
function logKeysIfThere(dataDirectory: string): LogKeys | undefined {
  return NAMES.every((name) => hasSecret(dataDirectory, name)) ? logKeys(dataDirectory) : undefined;
}

/** The public keys of this installation under the name of an archive; none where it has no keys or the name is not its own. */
export function ownVerifiers(dataDirectory: string, origin: string): NoteVerifier[] {
  const keys = logKeysIfThere(dataDirectory);
  return keys?.isOwn(origin) ? keys.signersOf(origin).map(({ verifier }) => verifier) : [];
}
