import { sm2 } from 'sm-crypto-v2';
import { decodeSignature, encodeSignature, SM2_ORDER } from './sm2-signature.ts';

/** Identifier of the signer where nobody agreed on another one: GM/T 0009, 10 (ASCII). */
export const SM2_ID = '1234567812345678';

/** An uncompressed point is 65 bytes: 04, x, y. */
const POINT_BYTES = 65;
const KEY_BYTES = 32;

/** A private key of 32 bytes and its public key, an uncompressed point of 65 bytes. */
export interface Sm2KeyPair {
  readonly privateKey: Uint8Array;
  readonly publicKey: Uint8Array;
}

/**
 * The key pair that belongs to 32 random bytes: GM/T 0003.1 wants a number from 1 to n − 2.
 *
 * @throws RangeError when there are not 32 bytes
 */
export function sm2KeyPair(seed: Uint8Array): Sm2KeyPair {
  if (seed.length !== KEY_BYTES) throw new RangeError('an SM2 key is made of 32 bytes');
  const number = (BigInt(`0x${Buffer.from(seed).toString('hex')}`) % (SM2_ORDER - 2n)) + 1n;
  const hex = number.toString(16).padStart(KEY_BYTES * 2, '0');
  return {
    privateKey: Buffer.from(hex, 'hex'),
    publicKey: Buffer.from(sm2.getPublicKeyFromPrivateKey(hex), 'hex'),
  };
}

/**
 * Signs with SM2 and SM3 (GM/T 0003.2, ID {@link SM2_ID}). Node's own `crypto.sign` leaves the ID out, and what it
 * signs is refused elsewhere.
 *
 * @returns the signature in DER (GM/T 0009)
 */
export function signSm2(message: Uint8Array, { privateKey, publicKey }: Sm2KeyPair): Buffer {
  const pair = sm2.doSignature(message, Buffer.from(privateKey).toString('hex'), {
    hash: true,
    publicKey: Buffer.from(publicKey).toString('hex'),
    userId: SM2_ID,
  });
  return encodeSignature({ r: BigInt(`0x${pair.slice(0, 64)}`), s: BigInt(`0x${pair.slice(64)}`) });
}

/**
 * Whether a signature in DER is that of the key over the message (GM/T 0003.2, ID {@link SM2_ID}). Bytes that are no
 * signature or no key are no valid signature; nothing is thrown.
 *
 * @param publicKey an uncompressed point, 65 bytes
 */
export function verifySm2(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  const pair = decodeSignature(signature);
  if (!pair || publicKey.length !== POINT_BYTES || publicKey[0] !== 4) return false;
  try {
    const hex = [pair.r, pair.s].map((each) => each.toString(16).padStart(64, '0')).join('');
    const key = Buffer.from(publicKey).toString('hex');
    return sm2.doVerifySignature(message, hex, key, { hash: true, userId: SM2_ID });
  } catch {
    // Not a point of the curve: the library throws.
    return false;
  }
}
