import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Bytes of a key. */
export const KEY_BYTES = 32;
/** By how many bytes a sealed text is longer than the text. */
export const SEAL_BYTES = NONCE_BYTES + TAG_BYTES;

/**
 * Encrypts bytes for one thing: nonce, tag, text (AES-256-GCM).
 *
 * @param key 32 bytes
 * @param of what they belong to: they open for nothing else
 */
export function seal(key: Uint8Array, of: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(of));
  const text = [cipher.update(bytes), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...text]);
}

/** @throws Error when the bytes belong to something else, were sealed by another key, or were changed */
export function openSealed(key: Uint8Array, of: string, sealed: Uint8Array): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(of)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

const textsSchema = z.record(z.string(), z.string());

/**
 * Seals short texts by their names: keys, passwords and the like.
 *
 * @param secret of the installation: 64 hex digits
 * @param of what they belong to: they open for nothing else
 */
export function sealTexts(secret: string, of: string, texts: Readonly<Record<string, string>>): Buffer {
  return seal(Buffer.from(secret, 'hex'), of, Buffer.from(JSON.stringify(texts)));
}

/** @throws Error when they belong to something else, or were sealed by another installation */
export function openTexts(secret: string, of: string, sealed: Uint8Array): Record<string, string> {
  return textsSchema.parse(JSON.parse(openSealed(Buffer.from(secret, 'hex'), of, sealed).toString()));
}
