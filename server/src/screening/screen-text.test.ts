import { describe, expect, it } from 'vitest';
import { buildScreen } from './screen.ts';
import { screenText } from './screen-text.ts';

const screen = buildScreen({ lists: [] });

function rulesIn(text: string): string[] {
  return screenText(text, screen, 'salt').hits.flatMap(({ source }) =>
    'rule' in source ? [source.rule] : [],
  );
}

describe('hostile texts', () => {
  const MANY = 200_000;

  it.each([
    ['one line without an end', '字'.repeat(MANY)],
    ['nothing but digits', '1'.repeat(MANY)],
    ['digits with blanks between', '1 '.repeat(MANY / 2)],
    ['groups of digits that look like telephones', '13800001234-'.repeat(MANY / 12)],
    ['the same mark over and over', '机密★10年'.repeat(MANY / 6)],
    ['passwords without values', '密码：'.repeat(MANY / 3)],
    ['heads of private keys', '-----BEGIN PRIVATE KEY-----'.repeat(MANY / 27)],
    ['openings of addresses', 'http://a:'.repeat(MANY / 9)],
    ['NUL', '\0'.repeat(MANY)],
    ['halves of surrogate pairs', '\ud800'.repeat(MANY)],
    ['marks that sit on nothing', '\u0336'.repeat(MANY)],
    ['months', '2月30'.repeat(MANY / 4)],
    ['brackets', '〔2024'.repeat(MANY / 5)],
  ])('are screened to their end: %s', (_, text) => {
    const { hits } = screenText(text, screen, 'salt');
    expect(hits.length).toBeLessThanOrEqual(1_000);
  });

  it('say so where they look like hits so often that not all places are judged', () => {
    expect(screenText('密码：'.repeat(MANY / 3), screen, 'salt').isIncomplete).toBe(true);
    expect(screenText('字'.repeat(MANY), screen, 'salt').isIncomplete).toBe(false);
  });

  it('hide nothing by their length', () => {
    expect(rulesIn(`${'字'.repeat(MANY)}\n机密★10年\n${'1'.repeat(MANY)}`)).toContain('state-secret-mark');
  });

  it('keep the place of a hit through everything that is not seen', () => {
    const text = `\ufeff\u200b\u200b前${'\u200b'.repeat(100)}\n机\0密\u200b★１０年\n`;
    const [hit] = screenText(text, screen, 'salt').hits;
    expect(text.slice(hit?.start, hit?.end)).toBe('机\0密\u200b★１０年');
  });
});

describe('the digest of what may be a state secret', () => {
  const digestOf = (text: string, salt: string): string | undefined =>
    screenText(text, screen, salt).hits[0]?.digest;

  it('is the same for the same mark, and another with another salt', () => {
    expect(digestOf('机密★10年\n甲', 'a')).toBe(digestOf('机密★10年\n乙', 'a'));
    expect(digestOf('机密★10年', 'a')).not.toBe(digestOf('机密★10年', 'b'));
  });

  it('is made of nothing else', () => {
    expect(digestOf('手机：13800001234', 'a')).toBeUndefined();
  });
});

describe('what only looks like a hit', () => {
  it.each([
    ['two words that meet', '群众举报消防通道堵塞'],
    ['the number of a proof of filing', '信息系统安全等级保护备案证明13100049001-17001'],
    ['a word that begins with 密码', '密码学课程的教室代号是Kx2026ab'],
  ])('is none: %s', (_, text) => {
    expect(rulesIn(text)).toEqual([]);
  });

  it('leaves telephones with an extension found', () => {
    expect(rulesIn('联系人手机13100049001-170')).toEqual(['mobile']);
  });
});
