import { describe, expect, it } from 'vitest';
import {
  bindPersonSchema,
  confirmedSchema,
  outsideBindPasswordSchema,
  providerSetSchema,
  providerSwitchSchema,
} from './outside.ts';

describe('acts on outside identities', () => {
  it('take what stands for a code after a passkey was shown', () => {
    const code = 'a'.repeat(43);
    for (const { shape } of [
      bindPersonSchema,
      confirmedSchema,
      outsideBindPasswordSchema,
      providerSetSchema,
      providerSwitchSchema,
    ])
      expect(shape.code.parse(code)).toBe(code);
  });
});
