import { describe, expect, it } from 'vitest';
import { similarityOf, sketchOf } from './sketch.ts';

const signs = (seed: number, count: number): string =>
  Array.from({ length: count }, (_, at) =>
    String.fromCharCode(0x4e00 + (((at + 1) * 7919 + seed * 104_729 + ((at * at) % 9973)) % 5000)),
  ).join('');

describe('the sketch of a text', () => {
  it('is the same for the same words, whatever blanks, digits and punctuation stand between', () => {
    const [one, other] = ['样例协会：会员3名，办公地点在样例路。', '样例协会 会员15名 办公地点在样例路'];
    expect(sketchOf(one)).toBe(sketchOf(other));
    expect(similarityOf(sketchOf(one), sketchOf(other))).toBe(1);
  });

  it('tells how much of two texts is common', () => {
    const [own, others, common] = [signs(1, 2_000), signs(2, 2_000), signs(3, 2_000)];
    expect(similarityOf(sketchOf(own), sketchOf(others))).toBeLessThan(0.05);
    const share = similarityOf(sketchOf(own + common), sketchOf(others + common)) ?? 0;
    // A third of what both say together.
    expect(Math.abs(share - 1 / 3)).toBeLessThan(0.12);
  });

  it('keeps no word of the text, stays small, and says nothing of a text without any', () => {
    const sketch = sketchOf(signs(1, 50_000));
    expect(Buffer.from(sketch, 'base64')).toHaveLength(512);
    expect(sketchOf('2026')).toBe('');
    expect(similarityOf('', sketch)).toBeUndefined();
  });
});
