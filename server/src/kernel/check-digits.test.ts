import { describe, expect, it } from 'vitest';
import { creditCodeFits } from './check-digits.ts';

describe('the check character of a unified social credit code', () => {
  it("fits the standard's own example", () => {
    expect(creditCodeFits('91350100M000100Y43')).toBe(true);
  });

  it.each(['91350100M0001TGQXM', '91350211M0000XUF46', '91350203M0001FUE2P'])(
    'does not fit %s, which was given out all the same',
    (code) => {
      expect(creditCodeFits(code)).toBe(false);
    },
  );

  it.each(['', '91350100M000100Y4', '91350100M000100Y433', '91350100I000100Y43', '91350100m000100y43'])(
    'does not fit %j, which is no code',
    (code) => {
      expect(creditCodeFits(code)).toBe(false);
    },
  );

  it('misses no single wrong character and no two neighbours that were swapped', () => {
    const code = '91350100M000100Y43';
    for (let place = 0; place < 18; place += 1) {
      const wrong = `${code.slice(0, place)}${code[place] === '7' ? '8' : '7'}${code.slice(place + 1)}`;
      expect(creditCodeFits(wrong)).toBe(false);
    }
    expect(creditCodeFits('93150100M000100Y43')).toBe(false);
  });
});
