import { describe, expect, it } from 'vitest';
import { buildScreen } from '../screen.ts';
import { screenText } from '../screen-text.ts';
import type { WordEntry } from './entry.ts';

const PLAIN = {
  isExpression: false,
  category: '样例',
  severity: 3,
  views: [],
  near: [],
  unless: [],
  distance: 30,
  bounds: true,
  line: 1,
} as const;

type Given = Partial<WordEntry> & Pick<WordEntry, 'word'>;

/** The words that a list finds in a text, as they stand there. */
function found(text: string, ...entries: readonly Given[]): string[] {
  const list = { name: '样例', version: '1', entries: entries.map((entry) => ({ ...PLAIN, ...entry })) };
  return screenText(text, buildScreen({ lists: [list], rules: false }), 'salt').hits.map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe('a word of a list', () => {
  it.each([
    ['样例词语', '样例词语'],
    ['樣例詞語', '樣例詞語'],
    ['样\u200b例\ufeff词\u00ad语', '样\u200b例\ufeff词\u00ad语'],
    ['样*例*词*语', '样*例*词*语'],
    ['样 例 词 语', '样 例 词 语'],
    ['样😀例词语', '样😀例词语'],
    ['样\ud800例词语', '样\ud800例词语'],
    ['样\0例词语', '样\0例词语'],
    ['样̶例̶词语', '样̶例̶词语'],
  ])('is found in %j', (text, whole) => {
    expect(found(`前文${text}后文`, { word: '样例词语' })).toEqual([whole]);
  });

  it('is found in every width and letter case, and not within another Latin word', () => {
    expect(found('ＡbＣ、abc；xabc abcd a-b-c', { word: 'ABC' })).toEqual(['ＡbＣ', 'abc', 'a-b-c']);
  });

  it('is found in enclosed and superscript digits', () => {
    expect(found('第①②⑶号', { word: '123' })).toEqual(['①②⑶']);
  });

  it('does not arise where two others meet over a blank or the end of a sentence', () => {
    const word = { word: '机密' };
    expect(found('计算机 密码、计算机。密码', word)).toEqual([]);
    expect(found('机 密', word)).toEqual(['机 密']);
  });

  it('of two characters has to be a word of its own, unless the list says otherwise', () => {
    expect(found('他在计算机密码学领域工作', { word: '机密' })).toEqual([]);
    expect(found('这是机密文件', { word: '机密' })).toEqual(['机密']);
    expect(found('他在计算机密码学领域工作', { word: '机密', bounds: false })).toEqual(['机密']);
  });

  it('does not count within a phrase that is allowed, and counts beside it', () => {
    const entry = { word: '黄色', unless: ['黄色预警', '一抹黄色'] };
    expect(found('发布大风黄色预警', entry)).toEqual([]);
    expect(found('天边一抹黄色', entry)).toEqual([]);
    expect(found('黄色录像和黄色预警', entry)).toEqual(['黄色']);
  });

  it('counts near one of the words that it asks for, within its distance only', () => {
    const entry = { word: '样例药品', near: ['出售'], distance: 5 };
    expect(found('出售样例药品', entry)).toEqual(['样例药品']);
    expect(found(`出售${'其他'.repeat(5)}样例药品`, entry)).toEqual([]);
    expect(found('样例药品说明', entry)).toEqual([]);
  });

  it('is told once where a longer one of its kind holds it, and both where the shorter is graver', () => {
    expect(found('样例词语表', { word: '样例词语' }, { word: '样例词语表' })).toEqual(['样例词语表']);
    expect(found('样例词语表', { word: '样例词语', severity: 1 }, { word: '样例词语表' })).toEqual([
      '样例词语',
      '样例词语表',
    ]);
  });

  it('is found by its sound, its shape, its pinyin and its digits where the list asks for them', () => {
    expect(found('洋立慈宇', { word: '样例词语', views: ['sound'] })).toEqual(['洋立慈宇']);
    expect(found('日本', { word: '曰本', views: ['shape'], bounds: false })).toEqual(['日本']);
    expect(found('yangli词语 和 yang li ci yu', { word: '样例词语', views: ['pinyin'] })).toEqual([
      'yangli词语',
      'yang li ci yu',
    ]);
    expect(found('九五二七', { word: '9527', views: ['digits'] })).toEqual(['九五二七']);
    expect(found('洋立慈宇 曰本 yangli 九五二七', { word: '样例词语' }, { word: '9527' })).toEqual([]);
  });

  it('beyond the first plane is found whole', () => {
    expect(found('人名𠮷野家', { word: '𠮷野' })).toEqual(['𠮷野']);
  });
});

describe('an expression of a list', () => {
  const number = { word: '样政[0-9]{4}号', isExpression: true };

  it('is found, also where two pieces of a long text meet', () => {
    const text = `${'文'.repeat(8_188)}样政2024号`;
    expect(found(text, number)).toEqual(['样政2024号']);
  });

  it('takes time that grows with the text alone', () => {
    expect(found('a'.repeat(20_000), { word: '(a+)+b', isExpression: true })).toEqual([]);
  });
});

describe('a flood of hits', () => {
  it('is counted, keeps the first of each word, and hides no graver one behind it', () => {
    const entries = [{ word: '样例' }, { word: '红线词语', severity: 1 as const }].map((each) => ({
      ...PLAIN,
      bounds: false,
      ...each,
    }));
    const screen = buildScreen({ lists: [{ name: '样例', version: '1', entries }], rules: false });
    const { hits, more } = screenText(`${'样例'.repeat(100_000)}红线词语`, screen, 'salt');
    expect(hits).toHaveLength(51);
    expect(hits.at(-1)?.severity).toBe(1);
    expect(more).toBe(99_950);
  });

  it('of words that are all prefixes of each other ends', () => {
    const entries = Array.from({ length: 60 }, (_, n) => ({ ...PLAIN, word: '样'.repeat(n + 2) }));
    const screen = buildScreen({ lists: [{ name: '样例', version: '1', entries }], rules: false });
    const { hits, more } = screenText('样'.repeat(200_000), screen, 'salt');
    expect(hits.length).toBeLessThanOrEqual(5_000);
    expect(more).toBeGreaterThan(190_000);
  });
});
