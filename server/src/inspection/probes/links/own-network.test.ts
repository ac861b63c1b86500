import { describe, expect, it } from 'vitest';
import type { TriagedLink } from './index.ts';
import { unlessBlind } from './own-network.ts';

function link(host: string, state: TriagedLink['state'] = 'dead', status: number | null = null): TriagedLink {
  return { url: `https://${host}/`, host, on: [], state, status, detail: '域名不存在' };
}

const GONE = ['a', 'b', 'c', 'd'].map((name) => link(`www.${name}.example`));

describe('links of which none answered', () => {
  it('are not called dead: our own network reaches nothing outside', () => {
    const told = unlessBlind([...GONE, link('www.e.example', 'no-answer')]);
    expect(told.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'no-answer'));
    expect(told.map(({ detail }) => detail)).toContain('域名不存在，外部网站一个也不能到达');
  });

  it('are dead where another one answered, or where they are of few owners', () => {
    const answered = [...GONE, link('www.e.example'), link('www.f.example', 'alive', 200)];
    expect(unlessBlind(answered)).toEqual(answered);
    const few = [...GONE, link('news.a.example'), link('mail.b.example')];
    expect(unlessBlind(few)).toEqual(few);
  });
});
