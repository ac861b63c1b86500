import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import type { SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { verifySm2 } from '../gm/index.ts';

/** A key that signatures are verified by. */
export type SigningKey =
  /** uncompressed point, 65 bytes */
  | { readonly kind: 'sm2'; readonly point: Uint8Array }
  | { readonly kind: 'rsa' | 'ec'; readonly key: KeyObject };

const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const SM2_CURVE_DER = '06082a811ccf5501822d';
const POINT_BYTES = 65;
const RSA_BITS = 2_048;
const CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];

/** Reads a key; undefined for kinds, lengths and curves that are not relied on. @throws Error when the bytes are no key */
export function readKey(info: SubjectPublicKeyInfo): SigningKey | undefined {
  const { algorithm, parameters } = info.algorithm;
  const curve = Buffer.from(parameters ?? new ArrayBuffer(0)).toString('hex');
  if (algorithm === EC_PUBLIC_KEY && curve === SM2_CURVE_DER) {
    const point = new Uint8Array(info.subjectPublicKey);
    return point.length === POINT_BYTES ? { kind: 'sm2', point } : undefined;
  }
  const der = Buffer.from(AsnConvert.serialize(info));
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= RSA_BITS) return { kind: 'rsa', key };
  if (key.asymmetricKeyType === 'ec' && CURVES.includes(namedCurve)) return { kind: 'ec', key };
  return undefined;
}

/** Algorithms of signatures that are relied on, by kind of key. SHA-1 is none of them. */
const ALGORITHMS: Readonly<Record<string, { readonly kind: SigningKey['kind']; readonly hash?: string }>> = {
  '1.2.156.10197.1.501': { kind: 'sm2' },
  '1.2.840.113549.1.1.11': { kind: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { kind: 'ec', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ec', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ec', hash: 'sha512' },
};

/**
 * Whether a signature is that of a key over bytes: SM2 with SM3 (GM/T 0003.2, DER), RSA (PKCS #1 v1.5), or ECDSA (DER).
 *
 * @param algorithm by its identifier, where something names it; SM3 or SHA-256 without it
 */
export function verifySignature(
  bytes: Uint8Array,
  signature: Uint8Array,
  { key, algorithm }: { readonly key: SigningKey; readonly algorithm?: string },
): boolean {
  const known = algorithm === undefined ? { kind: key.kind, hash: 'sha256' } : ALGORITHMS[algorithm];
  if (known?.kind !== key.kind) return false;
  if (key.kind === 'sm2') return verifySm2(bytes, signature, key.point);
  return verify(known.hash ?? 'sha256', bytes, key.key, signature);
}
