import { createPublicKey, verify } from 'node:crypto';
import { type NoteSignature, noteKeyId, type SignedNote } from './note.ts';
import { ED25519_SPKI, ed25519PublicKey, signEd25519 } from './note-keys.ts';

/** A key that cosigns checkpoints, as an outsider holds it. */
export interface Cosigner {
  readonly name: string;
  /** `name+id+base64(type ‖ key)` */
  readonly vkey: string;
  /** When it has cosigned a note, ms since 1970; `wrong` where a signature of this key is not right, `none` where there is none. */
  cosigned(note: SignedNote): number | 'wrong' | 'none';
}

/** Signature type of cosignatures (C2SP tlog-cosignature): Ed25519 with a time. */
const TYPE = 0x04;
const TIME_BYTES = 8;

/** What is signed: the whole checkpoint, behind two lines that tell what is said of it, and when. */
function messageOf(text: string, seconds: bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/** @param seed 32 bytes (RFC 8032, 5.1.5) @param at ms since 1970 */
export function cosign(
  text: string,
  { name, seed, at }: { readonly name: string; readonly seed: Uint8Array; readonly at: number },
): NoteSignature {
  const seconds = BigInt(Math.floor(at / 1_000));
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(seconds);
  const signature = Buffer.concat([time, signEd25519(seed, messageOf(text, seconds))]);
  return { name, keyId: noteKeyId(name, typed(ed25519PublicKey(seed))), signature };
}

export function cosignerOf(name: string, seed: Uint8Array): Cosigner {
  return verifierOf(name, ed25519PublicKey(seed));
}

/** Reads a key as `name+id+base64`; undefined for one that is broken or of another type. */
export function parseCosigner(vkey: string): Cosigner | undefined {
  const [, name = '', id, base64 = ''] =
    /^([^\s+]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{1,400}={0,2})$/.exec(vkey) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  if (bytes[0] !== TYPE || bytes.length !== 33 || noteKeyId(name, bytes) !== id) return undefined;
  return verifierOf(name, bytes.subarray(1));
}

function verifierOf(name: string, publicKey: Uint8Array): Cosigner {
  const keyId = noteKeyId(name, typed(publicKey));
  const der = Buffer.concat([ED25519_SPKI, publicKey]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return {
    name,
    vkey: `${name}+${keyId}+${typed(publicKey).toString('base64')}`,
    cosigned({ text, signatures }) {
      const own = signatures.filter((each) => each.name === name && each.keyId === keyId);
      const times = own.map(({ signature }) => {
        if (signature.length !== TIME_BYTES + 64) return 'wrong';
        const seconds = signature.readBigUInt64BE();
        const isRight = verify(null, messageOf(text, seconds), key, signature.subarray(TIME_BYTES));
        return isRight ? Number(seconds) * 1_000 : 'wrong';
      });
      return times.find((each) => each === 'wrong') ?? times.at(-1) ?? 'none';
    },
  };
}

function typed(publicKey: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(TYPE), publicKey]);
}
