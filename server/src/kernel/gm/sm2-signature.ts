/** Order n of the recommended curve of GM/T 0003.5. */
export const SM2_ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

/** r and s, from 1 to n − 1. */
export interface Sm2Signature {
  readonly r: bigint;
  readonly s: bigint;
}

const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** `SEQUENCE { r INTEGER, s INTEGER }` in DER (GM/T 0009, 7.3). */
export function encodeSignature({ r, s }: Sm2Signature): Buffer {
  const body = Buffer.concat([r, s].map(encodeInteger));
  return Buffer.concat([Buffer.from([SEQUENCE, body.length]), body]);
}

/**
 * Reads a signature in DER; undefined for anything else, also for another encoding of the same numbers: a signature
 * that can be written in two ways is two signatures to whoever compares bytes.
 */
export function decodeSignature(der: Uint8Array): Sm2Signature | undefined {
  const first = readInteger(der, 2);
  const second = first && readInteger(der, first.end);
  if (!second) return undefined;
  const pair = { r: first.value, s: second.value };
  if (![pair.r, pair.s].every((each) => each > 0n && each < SM2_ORDER)) return undefined;
  return encodeSignature(pair).equals(der) ? pair : undefined;
}

function encodeInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  // The first bit is the sign.
  const positive = (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([INTEGER, positive.length]), positive]);
}

function readInteger(der: Uint8Array, at: number): { value: bigint; end: number } | undefined {
  const length = der[at + 1] ?? 0;
  const bytes = der.subarray(at + 2, at + 2 + length);
  if (length === 0 || length > 33 || bytes.length !== length) return undefined;
  return { value: BigInt(`0x${Buffer.from(bytes).toString('hex')}`), end: at + 2 + length };
}
