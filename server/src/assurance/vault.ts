import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { digestsOf } from '../kernel/digests.ts';
import { openObjectFolder } from '../kernel/objects/index.ts';
import { KEY_BYTES, openSealed, seal } from '../kernel/sealed.ts';
import { installationSecret } from '../kernel/secret.ts';

/** Bytes that went into the vault. */
export interface Vaulted {
  /** of the bytes as they came, lower-case hex */
  readonly sha256: string;
  readonly sm3: string;
  /** name of the encrypted object */
  readonly sealedSha256: string;
  /** the key, encrypted by the installation's secret; kept apart from the object, and the object dies with it */
  readonly wrapped: Buffer;
}

/** Encrypted objects, each under a key of its own: whoever destroys the key destroys the object. */
export interface Vault {
  /** Returns after the encrypted bytes are on disk. @param of whose they are: they open for nothing else */
  keep(of: string, bytes: Uint8Array): Promise<Vaulted>;
  /** @throws Error when the object is not there, was changed, or the key is another one's */
  read(of: string, object: { readonly sealedSha256: string; readonly wrapped: Buffer }): Promise<Buffer>;
  /** Encrypts what was read in an object under its key: it dies with the object. */
  sealBeside(of: string, wrapped: Buffer, bytes: Uint8Array): Buffer;
  /** @throws Error when it was sealed beside another object, or was changed */
  openBeside(of: string, wrapped: Buffer, sealed: Uint8Array): Buffer;
  /** Removes the encrypted bytes, after their key is gone. */
  remove(sealedSha256: string): Promise<void>;
}

/** The vault below a data directory. Several servers on one database need the same objects and the same secret. */
export function openVault(dataDirectory: string): Vault {
  const objects = openObjectFolder(join(dataDirectory, 'documents'));
  const master = (): Buffer => Buffer.from(installationSecret(dataDirectory, 'documents'), 'hex');
  return {
    async keep(of, bytes) {
      const key = randomBytes(KEY_BYTES);
      const kept = await objects.keep(seal(key, of, bytes));
      return {
        ...digestsOf(bytes),
        sealedSha256: kept.sha256,
        wrapped: seal(master(), of, key),
      };
    },
    async read(of, { sealedSha256, wrapped }) {
      const sealed = await objects.read(sealedSha256);
      if (!sealed) throw new Error('an encrypted object is missing or was changed');
      return openSealed(openSealed(master(), of, wrapped), of, sealed);
    },
    sealBeside: (of, wrapped, bytes) => seal(openSealed(master(), of, wrapped), besides(of), bytes),
    openBeside: (of, wrapped, sealed) => openSealed(openSealed(master(), of, wrapped), besides(of), sealed),
    remove: (sealedSha256) => objects.remove(sealedSha256),
  };
}

/** Neither stands for the other. */
function besides(of: string): string {
  return `${of}/words`;
}
