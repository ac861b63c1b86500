import { openSealed, openTexts, seal, sealTexts } from '../kernel/sealed.ts';

/** Seals the secrets of a channel: they open for it alone. */
export function sealSecrets(secret: string, kind: string, values: Readonly<Record<string, string>>): Buffer {
  return sealTexts(secret, `channel/${kind}`, values);
}

/** @throws Error when they were sealed for another channel or by another installation */
export function openSecrets(secret: string, kind: string, sealed: Buffer): Record<string, string> {
  return openTexts(secret, `channel/${kind}`, sealed);
}

/** Seals where a person is told: it opens for that person alone. */
export function sealAddress(secret: string, personId: string, address: string): Buffer {
  return seal(keyOf(secret), `person/${personId}`, Buffer.from(address));
}

/** @throws Error when it was sealed for somebody else or by another installation */
export function openAddress(secret: string, personId: string, sealed: Buffer): string {
  return openSealed(keyOf(secret), `person/${personId}`, sealed).toString();
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret, 'hex');
}
