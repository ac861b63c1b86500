import { describe, expect, it } from 'vitest';
import { movedHits } from './moved-hits.ts';

const SAVED = '电话13900000000，密码123。';
const HITS = [
  { start: 2, end: 13 },
  { start: 16, end: 19 },
];
const wordsOf = (now: string) => movedHits(SAVED, now, HITS).map(({ start, end }) => now.slice(start, end));

describe('hits of a saved text', () => {
  it.each([
    [SAVED, ['13900000000', '123']],
    [`请拨打${SAVED}`, ['13900000000', '123']],
    ['电话13900000000，登录密码123。', ['13900000000', '123']],
    ['电话139，密码123。', ['123']],
    ['电话13900000000，密码', ['13900000000']],
    ['', []],
    ['另写一篇', []],
  ])('go along with it while it is changed: %s', (now, words) => {
    expect(wordsOf(now)).toEqual(words);
  });
});
