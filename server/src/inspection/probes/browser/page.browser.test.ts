import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProbedWorld, startProbedWorld } from '../../../../test/browser-look.ts';
import { viewOfPage } from '../../../../test/site-view.ts';
import { judgeRule } from '../../judge.ts';
import { entityNameShown } from '../../rules/08-names.ts';
import { worksWithoutScripts } from '../../rules/11-standards.ts';
import type { Rule } from '../../rules/rule.ts';
import type { BrowserLook } from './index.ts';

/** The site is called otherwise than the entity that runs it. */
const ENTITY = '示例市数据管理局';
const page = (body: string): string =>
  `<!doctype html><html lang="zh"><meta charset="utf-8"><title>示例服务网</title><body>${body}`;
const named = (style: string): string =>
  page(
    `<div style="height:3000px">办事指南</div><p style="${style}">${ENTITY}</p><div style="height:300px"></div>`,
  );
const NEWS = '<p>今日公布办事指南，请各单位遵照办理。</p>'.repeat(40);

const PAGES: Readonly<Record<string, string>> = {
  head: page(`<h1 style="font-size:14px">${ENTITY}</h1><div style="height:3000px">办事指南</div>`),
  large: named('font-size:32px'),
  small: named('font-size:12px'),
  unnamed: page('<p>办事指南</p>'),
  banner: page(
    '<img width="300" height="60" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E"><p>办事指南</p>',
  ),
  // Scripts and data that never come.
  cut: page(`${NEWS}<script src="/never.js"></script><p>版权所有：${ENTITY}</p>`),
  waiting: page(`${NEWS}<script>fetch('/never.json')</script>`),
  plain: page(NEWS),
  written: page(`<div id="all"></div><script>document.getElementById('all').innerHTML = '${NEWS}'</script>`),
};

let probed: ProbedWorld;
let hasty: ProbedWorld;
beforeAll(async () => {
  const sites = Object.fromEntries(
    Object.entries(PAGES).map(([name, body]) => [
      `www.${name}.gov.cn`,
      { pages: { '/': body, '/never.js': () => undefined, '/never.json': () => undefined } },
    ]),
  );
  probed = await startProbedWorld({ sites, limits: { quietMs: 150 } });
  // The page itself comes in this time on any machine, what it waits for never does.
  hasty = await startProbedWorld({ sites, limits: { loadMs: 15_000, settleMs: 1_000, quietMs: 150 } });
});
afterAll(async () => {
  await probed?.[Symbol.asyncDispose]();
  await hasty?.[Symbol.asyncDispose]();
});

/** What the rule says of one of the pages, as a browser rendered it. */
async function judged(rule: Rule, name: string, more: Partial<BrowserLook> = {}): Promise<string> {
  const host = `www.${name}.gov.cn`;
  const browser = await probed.look(host, more);
  const view = viewOfPage(PAGES[name] ?? '', `https://${host}/`, { browser });
  return judgeRule(rule, { ...view, unit: { ...view.unit, name: ENTITY } }, 'zh').code;
}

describe("the entity's name on a rendered page (Art. 8)", () => {
  it.each([
    ['head', 'shown'],
    ['large', 'shown'],
    ['small', 'not-prominent'],
    ['unnamed', 'not-shown'],
    ['banner', 'maybe-drawn'],
  ])('(%s) is %s', async (name, code) => {
    expect(await judged(entityNameShown, name, { names: [ENTITY] })).toBe(code);
  });
});

describe('a page whose scripts do not run (Art. 11)', () => {
  it.each([
    ['plain', 'usable'],
    ['written', 'empty'],
  ])('(%s) is %s', async (name, code) => {
    expect(await judged(worksWithoutScripts, name)).toBe(code);
  });
});

describe('a page that does not come to its end in time', () => {
  it('is not judged by its beginning: a script in its midst is not answered', async () => {
    expect(await hasty.look('www.cut.gov.cn')).toMatchObject({
      outcome: 'blocked',
      detail: { en: 'the home page had not loaded to its end in time' },
    });
  });

  it('is said to be unfinished where data of its own is still to come', async () => {
    const { home } = await hasty.facts('www.waiting.gov.cn');
    expect(home.incidents).toContain('unfinished');
    expect((await probed.facts('www.plain.gov.cn')).home.incidents).not.toContain('unfinished');
  });
});

describe('a page whose source alone carries a mark of classification (Art. 16)', () => {
  it('is rendered without any picture being taken', async () => {
    const open = await probed.facts('www.plain.gov.cn');
    expect(open.home.pictures).toHaveLength(2);
    const before = probed.pictures.size;
    const sealed = await probed.facts('www.unnamed.gov.cn', { sealed: true });
    expect(sealed.home.facts.sealed).toBe(false);
    expect(sealed.home.pictures).toEqual([]);
    expect(probed.pictures.size).toBe(before);
  });
});
