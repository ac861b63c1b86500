import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword, passwordFault } from './password.ts';

const names = ['zhangsan', '张三'];

describe('a password', () => {
  it.each(['correct horse battery', '春风又绿江南岸明月何时照我还', 'x7Kq-2mVb-9tRw'])(
    '%j is taken',
    (password) => {
      expect(passwordFault(password, names)).toBeUndefined();
    },
  );

  it.each([
    ['Ab3$efgh!kl', 'too-short'],
    ['春风又绿江南岸', 'too-short'],
    ['x7Kq'.repeat(40), 'too-long'],
    ['Password123456', 'too-plain'],
    ['123456789012345', 'too-plain'],
    ['aaaaaaaaaaaaaaaa', 'too-plain'],
    ['admin@admin@admin', 'too-plain'],
    ['abababababababab', 'too-plain'],
    ['P@ssw0rd2026!!', 'too-plain'],
    ['my-ZhangSan-x7Kq2m', 'holds-name'],
    ['我是张三今年五十岁住北京', 'holds-name'],
  ] as const)('%j is refused as %s', (password, fault) => {
    expect(passwordFault(password, names)).toBe(fault);
  });

  it('is kept by Argon2id with a salt of its own, and known again', async () => {
    const [one, other] = await Promise.all([
      hashPassword('correct horse battery'),
      hashPassword('correct horse battery'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await isPassword(one, 'correct horse battery')).toBe(true);
    expect(await isPassword(one, 'correct horse batterx')).toBe(false);
  });

  it('of nobody is never right, not even the one that is hashed in its place', async () => {
    expect(await isPassword(undefined, 'nobody has this password')).toBe(false);
  });
});
