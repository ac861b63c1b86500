import { describe, expect, it } from 'vitest';
import { capitalsIn, charactersIn, fixedPart, mayContain } from './capitals.ts';
import { growColumn } from './column-data.ts';

function capitalsOf(...texts: string[]): string {
  const column = growColumn('text');
  for (const [row, text] of texts.entries()) if ('capitals' in column) column.set(row, text);
  return 'capitals' in column ? column.capitals() : expect.unreachable();
}

function charactersOf(...texts: string[]): string {
  const column = growColumn('text');
  for (const [row, text] of texts.entries()) if ('characters' in column) column.set(row, text);
  return 'characters' in column ? column.characters() : expect.unreachable();
}

describe('characters that texts have', () => {
  it('are told of all texts together, capitals as small letters', () => {
    expect(charactersOf('GET', '/a-b', '~ ')).toBe(' -/abegt~');
    expect(charactersOf('公', 'A')).toBe('aU');
    expect(charactersIn(Buffer.alloc(0))).toBe('');
  });

  it('let a word be passed by that needs another one, and no other word', () => {
    const texts = ['HTTP/1.1', 'http/2', '\u212a9', '公积金', 'a\tb', ''];
    const words = ['http', '/1', 'x', '金', 'k', '9', '\t', 'b', 'p/', '%', 'U', 'z'];
    for (const text of texts)
      for (const word of words.map((each) => each.toLowerCase()))
        if (text.toLowerCase().includes(word))
          expect([text, word, mayContain(charactersOf(text), word)]).toEqual([text, word, true]);
    expect(mayContain(charactersOf('HTTP/1.1', 'GET'), 'phpmyadmin')).toBe(false);
    expect(mayContain(charactersOf('HTTP/1.1'), '公')).toBe(false);
  });
});

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
