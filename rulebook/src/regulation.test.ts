import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CHAPTERS } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import {
  articleName,
  articleOf,
  articleText,
  basisText,
  chineseNumber,
  citation,
  parseRegulation,
  REGULATION,
  sentenceAt,
} from './regulation.ts';

const FILE = readFileSync(new URL('../regulation.zh-CN.txt', import.meta.url), 'utf8');

describe('the official text', () => {
  it('says what it is, who issued it, and since when it is in force', () => {
    expect(REGULATION.title).toBe('互联网政务应用安全管理规定');
    expect(REGULATION.issuedBy).toHaveLength(4);
    expect([REGULATION.made, REGULATION.issued, REGULATION.inForce]).toEqual([
      '2024-02-19',
      '2024-05-15',
      '2024-07-01',
    ]);
  });

  it('has 44 articles, each with at least one sentence, and every sentence ends with 。', () => {
    expect(REGULATION.articles.map(({ number }) => number)).toEqual(
      Array.from({ length: 44 }, (_, index) => index + 1),
    );
    for (const { paragraphs } of REGULATION.articles) {
      expect(paragraphs.length).toBeGreaterThan(0);
      for (const sentence of paragraphs.flatMap(({ sentences }) => sentences)) {
        expect(sentence).toMatch(/^[^。]+。$/);
      }
    }
  });

  it('has eight chapters where the vocabulary says', () => {
    const titles = [...FILE.matchAll(/^第[一二三四五六七八]章 .+$/gm)].map(([title]) => title);
    expect(titles).toEqual(CHAPTERS.map(({ title }) => title.zh));
    expect(articleOf(16).chapter).toBe(3);
    expect(articleOf(17).chapter).toBe(4);
  });

  it('carries full-width punctuation only', () => {
    const texts = REGULATION.articles.map(({ number }) => articleText(number)).join('');
    expect(texts).not.toMatch(/[,;:()!?]/);
  });

  it('differs from the copy we received in nothing but what its head says', () => {
    const body = FILE.slice(FILE.indexOf('\n\n') + 2).trimEnd();
    const note =
      '(2024年2月19日中央网络安全和信息化委员会办公室、中央机构编制委员会办公室、工业和信息化部、公安部制定,2024年5月15日发布)';
    const halfWidth = new Map([
      ['，', ','],
      ['；', ';'],
      ['（', '('],
      ['）', ')'],
    ]);
    const received = `${REGULATION.title}\n${note}\n${body}`.replaceAll(
      /[，；（）]/g,
      (mark) => halfWidth.get(mark) ?? mark,
    );
    expect(createHash('sha256').update(received, 'utf8').digest('hex')).toBe(REGULATION.receivedSha256);
  });
});

describe('reading the text', () => {
  it('writes article numbers as the text does', () => {
    expect([1, 9, 10, 11, 19, 20, 30, 44].map(chineseNumber)).toEqual([
      '一',
      '九',
      '十',
      '十一',
      '十九',
      '二十',
      '三十',
      '四十四',
    ]);
    expect(articleName(44)).toBe('第四十四条');
    expect(articleName(44, 'en')).toBe('Article 44');
  });

  it('finds a sentence by its place', () => {
    expect(sentenceAt({ article: 4, paragraph: 1, sentence: 2 })).toBe('一个党政机关最多开设一个门户网站。');
    expect(articleText(6)).toBe(
      '第六条 机关事业单位移动应用程序应当在已备案的应用程序分发平台或机关事业单位网站分发。',
    );
    expect(articleText(4).split('\n')).toHaveLength(3);
  });

  it('names the paragraph only where the article has more than one', () => {
    expect(citation({ article: 9, paragraph: 2, sentence: 1 })).toBe('第九条第二款');
    expect(citation({ article: 29, paragraph: 1, sentence: 1 })).toBe('第二十九条');
    expect(citation({ article: 9, paragraph: 2, sentence: 1 }, 'en')).toBe('Article 9, paragraph 2');
  });

  it('quotes the basis of a finding', () => {
    const place = { article: 9, paragraph: 2, sentence: 1 };
    expect(basisText(place)).toBe('第九条第二款：机关事业单位网站应当在首页底部中间位置加注网上标识。');
    expect(basisText(place, 'en')).toBe(
      'Article 9, paragraph 2: 机关事业单位网站应当在首页底部中间位置加注网上标识。',
    );
  });

  it('refuses places that do not exist', () => {
    expect(() => articleOf(45)).toThrow(RangeError);
    expect(() => articleText(0)).toThrow(RangeError);
    expect(() => sentenceAt({ article: 4, paragraph: 4, sentence: 1 })).toThrow(RangeError);
    expect(() => sentenceAt({ article: 4, paragraph: 1, sentence: 3 })).toThrow(RangeError);
  });

  it('notices a damaged file', () => {
    expect(() => parseRegulation(FILE.replace('施行日期', '日期'))).toThrow('施行日期');
    expect(() => parseRegulation(FILE.replace('第十条 ', '第十一条 '))).toThrow('lacks Article 10');
    expect(() => parseRegulation(FILE.replace('第一条 ', ''))).toThrow('does not begin');
  });
});
