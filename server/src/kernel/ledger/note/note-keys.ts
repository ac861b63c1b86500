import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { type Sm2KeyPair, signSm2, verifySm2 } from '../../gm/index.ts';
import { type NoteSignature, type NoteVerifier, noteKeyId } from './note.ts';

/** A key that signs notes. */
export interface NoteSigner {
  readonly verifier: NoteVerifier;
  /** the public key for OpenSSL and others */
  readonly publicPem: string;
  sign(text: string): NoteSignature;
}

/** Signature type of Ed25519 (signed-note, "Signature types"). */
const ED25519 = 0x01;
/**
 * Signature type of SM2 with SM3: none is assigned, so the type byte is ff, and the object identifier of the
 * algorithm (GM/T 0006) with a line feed tells it from others. The key behind it is an uncompressed point; the
 * signature is in DER with the identifier of GM/T 0009.
 */
const SM2_TYPE = Buffer.from('\xff1.2.156.10197.1.501\n', 'latin1');
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
export const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const SM2_SPKI = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');

/** @param seed 32 bytes (RFC 8032, 5.1.5) */
export function ed25519Signer(name: string, seed: Uint8Array): NoteSigner {
  const publicKey = ed25519PublicKey(seed);
  return signerOf(ed25519Verifier(name, publicKey), pemOf(ED25519_SPKI, publicKey), (text) =>
    signEd25519(seed, Buffer.from(text)),
  );
}

/** @param seed 32 bytes (RFC 8032, 5.1.5) */
export function signEd25519(seed: Uint8Array, bytes: Uint8Array): Buffer {
  return sign(null, bytes, privateKeyOf(seed));
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

/** The public key, 32 bytes, of a seed. */
export function ed25519PublicKey(seed: Uint8Array): Buffer {
  return createPublicKey(privateKeyOf(seed))
    .export({ type: 'spki', format: 'der' })
    .subarray(ED25519_SPKI.length);
}

export function sm2Signer(name: string, pair: Sm2KeyPair): NoteSigner {
  return signerOf(sm2Verifier(name, pair.publicKey), pemOf(SM2_SPKI, pair.publicKey), (text) =>
    signSm2(Buffer.from(text), pair),
  );
}

function signerOf(verifier: NoteVerifier, publicPem: string, signText: (text: string) => Buffer): NoteSigner {
  const { name, keyId } = verifier;
  return { verifier, publicPem, sign: (text) => ({ name, keyId, signature: signText(text) }) };
}

/** Reads a key as `name+id+base64`; undefined for one that is broken or of a type that is not known here. */
export function parseVerifier(vkey: string): NoteVerifier | undefined {
  const { name, id, key } =
    /^(?<name>[^\s+]{1,200})\+(?<id>[0-9a-f]{8})\+(?<key>[A-Za-z0-9+/]{1,400}={0,2})$/.exec(vkey)?.groups ??
    {};
  if (name === undefined || id === undefined || key === undefined) return undefined;
  const bytes = Buffer.from(key, 'base64');
  if (noteKeyId(name, bytes) !== id) return undefined;
  if (bytes[0] === ED25519 && bytes.length === 33) return ed25519Verifier(name, bytes.subarray(1));
  const point = bytes.subarray(SM2_TYPE.length);
  const isSm2 = bytes.subarray(0, SM2_TYPE.length).equals(SM2_TYPE) && point.length === 65;
  return isSm2 ? sm2Verifier(name, point) : undefined;
}

/** The same key under another name. */
export function renamedVerifier({ vkey }: NoteVerifier, name: string): NoteVerifier {
  const base64 = vkey.slice(vkey.indexOf('+', vkey.indexOf('+') + 1) + 1);
  const renamed = parseVerifier(`${name}+${noteKeyId(name, Buffer.from(base64, 'base64'))}+${base64}`);
  if (!renamed) throw new Error('a key cannot have this name');
  return renamed;
}

function ed25519Verifier(name: string, publicKey: Uint8Array): NoteVerifier {
  const key: KeyObject = createPublicKey({
    key: Buffer.concat([ED25519_SPKI, publicKey]),
    format: 'der',
    type: 'spki',
  });
  return verifierOf(name, Buffer.concat([Buffer.from([ED25519]), publicKey]), (text, signature) =>
    verify(null, Buffer.from(text), key, signature),
  );
}

function sm2Verifier(name: string, publicKey: Uint8Array): NoteVerifier {
  return verifierOf(name, Buffer.concat([SM2_TYPE, publicKey]), (text, signature) =>
    verifySm2(Buffer.from(text), signature, publicKey),
  );
}

function verifierOf(name: string, typeAndKey: Buffer, verifyText: NoteVerifier['verify']): NoteVerifier {
  const keyId = noteKeyId(name, typeAndKey);
  return { name, keyId, vkey: `${name}+${keyId}+${typeAndKey.toString('base64')}`, verify: verifyText };
}

function pemOf(head: Buffer, key: Uint8Array): string {
  const lines = Buffer.concat([head, key])
    .toString('base64')
    .match(/.{1,64}/g);
  return `-----BEGIN PUBLIC KEY-----\n${lines?.join('\n')}\n-----END PUBLIC KEY-----\n`;
}
