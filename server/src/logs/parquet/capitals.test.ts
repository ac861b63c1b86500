import { describe, expect, it } from 'vitest';
import { capitalsIn, fixedPart } from './capitals.ts';
import { growColumn } from './column-data.ts';

function capitalsOf(...texts: string[]): string {
  const column = growColumn('text');
  for (const [row, text] of texts.entries()) if ('capitals' in column) column.set(row, text);
  return 'capitals' in column ? column.capitals() : expect.unreachable();
}

describe('letters that texts have as capitals', () => {
  it('are told of all texts together, and lengths are no letters', () => {
    expect(capitalsOf('/search?q=%E5%85', 'a'.repeat(0x41), 'Z')).toBe('EZ');
    expect(capitalsOf('/zwgk/', '', '1')).toBe('');
    expect(capitalsIn(Buffer.alloc(0))).toBe('');
  });

  it('are those that signs beyond ASCII may stand for', () => {
    for (const sign of ['\u212a', '\u0130', '公']) expect(capitalsOf(sign)).toBe('IK');
    // No other sign has one of A to Z as its small letter.
    const signs = Array.from({ length: 0x1_0000 - 0x80 }, (_, at) => String.fromCharCode(at + 0x80));
    expect(signs.filter((sign) => /[a-z]/.test(sign.toLowerCase()))).toEqual(['\u0130', '\u212a']);
  });

  it('leave the longest part of a word that no text has in another way', () => {
    expect(fixedPart('phpmyadmin', 'AD')).toBe('phpmy');
    expect(fixedPart('phpmyadmin', '')).toBe('phpmyadmin');
    expect(fixedPart('a-1/b', 'AB')).toBe('-1/');
    expect(fixedPart('abc', 'ABC')).toBe('');
  });
});
