import { describe, expect, it } from 'vitest';
import { codeOfStep, matchingStep, stepAt, toBase32 } from './totp.ts';

const seed = Buffer.from('12345678901234567890');

describe('one-time codes', () => {
  // RFC 6238, Appendix B, SHA-1, eight digits.
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at %d seconds are those of the RFC', (seconds, code) => {
    expect(codeOfStep(seed, stepAt(new Date(seconds * 1000)), 8)).toBe(code);
  });

  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('write the seed %j in base32 as RFC 4648 does', (text, written) => {
    expect(toBase32(Buffer.from(text))).toBe(written);
  });

  const now = new Date(1_800_000_000_000);
  const step = stepAt(now);

  it('are taken one step early and one step late, and not two', () => {
    const at = { now, lastStep: 0 };
    for (const near of [step - 1, step, step + 1]) {
      expect(matchingStep(seed, codeOfStep(seed, near), at)).toBe(near);
    }
    for (const far of [step - 2, step + 2]) {
      expect(matchingStep(seed, codeOfStep(seed, far), at)).toBeUndefined();
    }
  });

  it('are not taken twice, nor after a later one', () => {
    expect(matchingStep(seed, codeOfStep(seed, step), { now, lastStep: step })).toBeUndefined();
    expect(matchingStep(seed, codeOfStep(seed, step - 1), { now, lastStep: step })).toBeUndefined();
    expect(matchingStep(seed, codeOfStep(seed, step + 1), { now, lastStep: step })).toBe(step + 1);
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('are nothing like %j', (code) => {
    expect(matchingStep(seed, code, { now, lastStep: 0 })).toBeUndefined();
  });
});
