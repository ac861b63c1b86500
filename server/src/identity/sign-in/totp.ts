import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds of a step, and digits of a code (RFC 6238 with the values that authenticator apps take). */
const STEP_SECONDS = 30;
const DIGITS = 6;
/** Codes of the step before and after are taken too: clocks of telephones differ. */
const DRIFT_STEPS = 1;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of a step, HOTP with SHA-1 (RFC 4226). */
export function codeOfStep(seed: Uint8Array, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', seed).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** Number of the step that a moment lies in. */
export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / STEP_SECONDS);
}

/**
 * The step whose code was given, later than the last one that was taken: a code that somebody has read over a
 * shoulder is worth nothing once it was used.
 */
export function matchingStep(
  seed: Uint8Array,
  code: string,
  at: { now: Date; lastStep: number },
): number | undefined {
  const given = Buffer.from(code.replaceAll(/\s/g, ''));
  const middle = stepAt(at.now);
  let found: number | undefined;
  for (let step = middle - DRIFT_STEPS; step <= middle + DRIFT_STEPS; step += 1) {
    const expected = Buffer.from(codeOfStep(seed, step));
    const same = given.length === expected.length && timingSafeEqual(given, expected);
    if (same && step > at.lastStep) found = step;
  }
  return found;
}

/** Base32 without padding (RFC 4648). */
export function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/** The address that an authenticator app reads from a picture. */
export function otpauthUri(seed: Uint8Array, loginName: string): string {
  const issuer = encodeURIComponent('政盾');
  return `otpauth://totp/${issuer}:${encodeURIComponent(loginName)}?secret=${toBase32(seed)}&issuer=${issuer}`;
}
