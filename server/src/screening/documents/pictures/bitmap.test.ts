import { describe, expect, it } from 'vitest';
import { bitmap } from '../../../../test/screening/draw.ts';
import { decodeBitmap } from './bitmap.ts';

describe('a Windows bitmap', () => {
  const rgb = Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30, 40, 50, 60, 70, 80, 90]);

  it('is read from the top, in red, green and blue', () => {
    expect(decodeBitmap(bitmap(rgb, 3, 2), 100)).toEqual({ points: rgb, width: 3, height: 2 });
  });

  it('that is cut off or says that it is vast is none', () => {
    const whole = bitmap(rgb, 3, 2);
    for (let length = 0; length < whole.length; length++)
      expect(decodeBitmap(whole.subarray(0, length), 100)).toBeUndefined();
    expect(decodeBitmap(whole, 5)).toBeUndefined();
    whole.writeInt32LE(0x7fffffff, 18);
    expect(decodeBitmap(whole, Number.MAX_SAFE_INTEGER)).toBeUndefined();
  });
});
