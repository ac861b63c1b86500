import { describe, expect, it } from 'vitest';
import { newRecoveryCodes, openSeed, recoveryDigest, sealSeed } from './secrets.ts';

const secret = 'a'.repeat(64);

describe('secrets', () => {
  it('are sealed for one person of one installation', () => {
    const sealed = sealSeed(secret, 'one', Buffer.from('seed'));
    expect(openSeed(secret, 'one', sealed).toString()).toBe('seed');
    expect(() => openSeed(secret, 'other', sealed)).toThrow();
    expect(() => openSeed('b'.repeat(64), 'one', sealed)).toThrow();
  });

  it('of paper are ten different ones, known however they are typed, and of no use to another person', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    const [code = ''] = codes;
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    const kept = recoveryDigest(secret, 'one', code);
    expect(recoveryDigest(secret, 'one', ` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(kept);
    expect(recoveryDigest(secret, 'other', code)).not.toBe(kept);
  });
});
