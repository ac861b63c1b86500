import type { Duty, LocalText, Obligation } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import {
  articleText,
  COMPANIONS,
  DUTIES,
  OBLIGATIONS,
  READINGS,
  REGULATION,
  SENTENCES_WITHOUT_OBLIGATION,
  VALUES,
} from './index.ts';

const TEXT = REGULATION.articles.map(({ number }) => articleText(number)).join('\n');

/** Words that the product never uses of a unit; 通过 and 失败 in every sense, so that no verdict slips in. */
const NEVER_ZH = [
  '违法',
  '违规',
  '合格',
  '达标',
  '通过',
  '失败',
  '异常',
  '未知',
  '系统繁忙',
  '哎呀',
  '请联系管理员',
];
const NEVER_EN = /\b(illegal\w*|violat\w+|complian\w+|non-complian\w+|passed|fail\w*|oops)\b/i;

type Entry = readonly [name: string, text: LocalText];

const entries: readonly Entry[] = [
  ...OBLIGATIONS.flatMap(obligationEntries),
  ...DUTIES.flatMap(dutyEntries),
  ...READINGS.flatMap(({ id, a, b, reason }): Entry[] => [
    [`${id} a`, a],
    [`${id} b`, b],
    [`${id} reason`, reason],
  ]),
  ...COMPANIONS.map(({ id, note }): Entry => [`${id} note`, note]),
  ...VALUES.map(({ id, title }): Entry => [`${id} title`, title]),
  ...SENTENCES_WITHOUT_OBLIGATION.map(({ position, why }): Entry => [`Article ${position.article} why`, why]),
];

function obligationEntries({ id, title, explanation, advice, decidedBy }: Obligation): Entry[] {
  return [
    [`${id} title`, title],
    [`${id} explanation`, explanation],
    [`${id} advice`, advice],
    ...decidedBy.flatMap((decision): Entry[] => {
      if (decision.means === 'probe') return [];
      return [[`${id} ${decision.means}`, decision.means === 'record' ? decision.what : decision.by]];
    }),
  ];
}

function dutyEntries({ id, title, binds, explanation, recorded }: Duty): Entry[] {
  return [
    [`${id} title`, title],
    [`${id} binds`, binds],
    [`${id} explanation`, explanation],
    ...(recorded ? [[`${id} recorded`, recorded] as const] : []),
  ];
}

/** Quotations of the Regulation may hold any word. */
function withoutQuotations(zh: string): string {
  return zh.replaceAll(/“([^”]+)”/g, (whole, words: string) => (TEXT.includes(words) ? '' : whole));
}

describe('the words of the rulebook', () => {
  it('are there in both languages', () => {
    expect(entries.length).toBeGreaterThan(600);
    for (const [name, { zh, en }] of entries) {
      expect(zh.trim(), name).toBe(zh);
      expect(en.trim(), name).toBe(en);
      expect(zh, name).toMatch(/\p{Script=Han}/u);
      expect(en, name).toMatch(/[a-z]{2}/);
    }
  });

  it('are never those that judge a unit otherwise than by the four verdicts', () => {
    for (const [name, { zh, en }] of entries) {
      const own = withoutQuotations(zh);
      expect(
        NEVER_ZH.filter((word) => own.includes(word)),
        name,
      ).toEqual([]);
      expect(en, name).not.toMatch(NEVER_EN);
    }
  });

  it('carry full-width punctuation in Chinese and no Chinese in English beyond names and suffixes', () => {
    for (const [name, { zh, en }] of entries) {
      expect(zh, name).not.toMatch(/[,;:()!?！]/);
      expect(en.replaceAll(/"[^"]*"|\([^)]*\)|国办函〔\d+〕\d+号/g, ''), name).not.toMatch(/\p{Script=Han}/u);
      expect(en, name).not.toMatch(/[，。；：（）“”’]/);
    }
  });

  it('of explanations and advice are sentences of at most 40 characters', () => {
    for (const { id, explanation, advice } of OBLIGATIONS) {
      for (const { zh, en } of [explanation, advice]) {
        expect(zh, id).toMatch(/。$/);
        expect(en, id).toMatch(/\.$/);
        for (const sentence of zh.split(/(?<=。)/)) expect(sentence.length, sentence).toBeLessThanOrEqual(40);
      }
    }
  });

  it('explain an obligation in two to four Chinese sentences', () => {
    for (const { id, explanation } of OBLIGATIONS) {
      const count = explanation.zh.split(/(?<=。)/).length;
      expect(count, id).toBeGreaterThanOrEqual(2);
      expect(count, id).toBeLessThanOrEqual(4);
    }
  });

  it('of titles fit a list and are not used twice', () => {
    const titles = OBLIGATIONS.map(({ title }) => title.zh);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title.length, title).toBeLessThanOrEqual(20);
  });

  it('give advice verb first, to somebody', () => {
    for (const { id, advice } of OBLIGATIONS) {
      for (const sentence of advice.zh.split(/(?<=。)/)) {
        expect(sentence, id).toMatch(/请/);
      }
    }
  });
});
