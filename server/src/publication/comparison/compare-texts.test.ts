import { describe, expect, it } from 'vitest';
import { compareLines, compareTexts } from './compare-texts.ts';

const lines = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join('\n');

/** The newer text, or the older one, as a comparison tells it. */
function told(before: string, after: string, side: 'added' | 'removed'): string {
  return compareTexts(before, after)
    .lines.filter(({ change }) => change === 'same' || change === 'changed' || change === side)
    .map(({ pieces }) =>
      pieces
        .filter(({ change }) => change === 'same' || change === side)
        .map(({ text }) => text)
        .join(''),
    )
    .join('\n');
}

describe('a comparison of two texts', () => {
  it('leaves neither a word of the one nor of the other out', () => {
    const [before, after] = ['甲\n乙丙丁\n\n戊 12.5%', '甲\n新的一行\n乙丁\n戊 12.6%\n'];
    expect(told(before, after, 'removed')).toBe(before);
    expect(told(before, after, 'added')).toBe(after);
  });

  it('counts the lines that are the same and far from a change', () => {
    const before = lines(40, (at) => `第${at}行`);
    const { lines: found } = compareTexts(before, before.replace('第20行', '第二十行'));
    expect(found.map(({ change, count }) => (count ? `${change} ${count}` : change))).toEqual([
      'left-out 17',
      ...['same', 'same', 'same', 'changed', 'same', 'same', 'same'],
      'left-out 16',
    ]);
    expect(found[4]).toMatchObject({ before: 21, after: 21 });
    expect(compareTexts(before, before).lines).toMatchObject([{ change: 'left-out', count: 40 }]);
  });

  it('keeps numbers and Latin words whole, and takes Chinese character by character', () => {
    expect(compareLines('拨付1200元', '拨付12000元')).toEqual([
      { change: 'same', text: '拨付' },
      { change: 'removed', text: '1200' },
      { change: 'added', text: '12000' },
      { change: 'same', text: '元' },
    ]);
  });

  it('says so where the texts differ too much to be compared, and still tells all of both', () => {
    const [before, after] = [lines(5_000, (at) => `旧${at}`), lines(5_000, (at) => `新${at}`)];
    const found = compareTexts(before, after);
    expect(found.rough).toBe(true);
    expect(found.lines).toHaveLength(5_000);
    const [one, other] = ['甲乙丙丁'.repeat(3_000), '戊己庚辛'.repeat(3_000)];
    expect(compareTexts(one, other).lines.map(({ change }) => change)).toEqual(['removed', 'added']);
  });
});
