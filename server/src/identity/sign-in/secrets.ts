import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';
import { openSealed, seal } from '../../kernel/sealed.ts';

/** Letters and digits that are not taken for one another when read from paper. */
const RECOVERY_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const RECOVERY_CODES = 10;

/** A token of 256 random bits: 43 characters that stand in cookies and addresses as they are. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token: SHA-256, lower-case hex. A token is random, so its digest needs no salt. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A digest that only this installation can make: of what is not random enough to stand alone. */
export function keyedDigest(secret: string, ...parts: readonly string[]): string {
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(parts.join('\0')).digest('hex');
}

/** Encrypts the seed of a second factor for one person. */
export function sealSeed(secret: string, personId: string, seed: Uint8Array): Buffer {
  return seal(Buffer.from(secret, 'hex'), personId, seed);
}

/** @throws Error when the seed is of another person, of another installation, or was changed */
export function openSeed(secret: string, personId: string, sealed: Buffer): Buffer {
  return openSealed(Buffer.from(secret, 'hex'), personId, sealed);
}

/** Ten codes of 12 letters in groups of four, 58 random bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => [group(), group(), group()].join('-'));
}

function group(): string {
  return Array.from({ length: 4 }, () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)]).join('');
}

/** A recovery code as it is kept, whatever blanks and small letters it was typed with. */
export function recoveryDigest(secret: string, personId: string, code: string): string {
  return keyedDigest(secret, 'recovery', personId, code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''));
}
