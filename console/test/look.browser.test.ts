import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seriousFaults, sidewaysPixels, type WatchedPage } from './browser.ts';
import { APPLICATION, UNIT } from './fake-registry.ts';
import { IDS, putEveryState, setUp } from './setting.ts';

const setting = setUp();

/** Every page in every state; the words are there once the page is. */
const STATES = [
  ['the start', '/', 'main table'],
  ['a finished check', `/checks/${IDS.done}`, '[data-finding]'],
  ['a filtered result', `/checks/${IDS.done}?show=not-applicable`, '[data-finding]'],
  ['a chapter of a result', `/checks/${IDS.done}?chapter=4`, '[data-finding]'],
  ['an empty filter', `/checks/${IDS.previous}?show=added`, 'main'],
  ['a site that cannot be reached', `/checks/${IDS.unreachable}`, '[data-finding]'],
  ['a running check', `/checks/${IDS.running}`, '[data-finding]'],
  ['a waiting check', `/checks/${IDS.waiting}`, 'main ol'],
  ['a broken check', `/checks/${IDS.broken}`, '[role="alert"]'],
  ['no such check', `/checks/${IDS.missing}`, 'main'],
  ['no such page', '/nowhere', 'main'],
  ['the register', '/applications', 'main table'],
  ['a filter that matches nothing', '/applications?search=zzz', 'main'],
  ['an application never checked', `/applications/${APPLICATION}`, 'main nav'],
  ['registered facts', `/applications/${APPLICATION}?tab=facts`, 'dl'],
  ['a history', `/applications/${APPLICATION}?tab=history`, 'main ol'],
  ['a new application', '/applications/new', 'form'],
  ['a change of an application', `/applications/${APPLICATION}/edit`, 'form'],
  ['an import', '/applications/import', 'main input'],
  ['the first use', '/short-list', 'form'],
  ['the units', '/units', 'main nav li'],
  ['a unit', `/units/${UNIT}`, 'dl'],
  ['a new unit', '/units/new', 'form'],
  ['a check taken over', `/checks/${IDS.done}/register`, 'form'],
] as const;

function addressOf(path: string, lang: string): string {
  const { server, url } = setting();
  putEveryState(server);
  return url(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
}

async function whenReady(page: Page, ready: string): Promise<void> {
  await page.locator(ready).first().waitFor();
  await page.waitForLoadState('networkidle');
}

async function openState(path: string, ready: string, options?: BrowserContextOptions) {
  const opened = await setting().browser.open(addressOf(path, 'zh'), options);
  await whenReady(opened.page, ready);
  return opened;
}

/**
 * Widths at which nothing may stick out: WCAG's reflow, a window of 1280 at 200 %, a tablet, the design width. English words
 * are long where it is narrow.
 */
const WIDTHS = { zh: [320, 640, 768, 1280], en: [320, 1280] } as const;

describe('every page in every state', () => {
  /** One tab for all of them: what was loaded once is not loaded again. */
  let tab: WatchedPage;
  beforeAll(async () => {
    tab = await setting().browser.open(addressOf('/', 'zh'));
  });
  // The server forgets its checks after each test; a page that still asks for one would complain in the next.
  afterEach(() => tab.page.goto(setting().url('/api/session')));
  afterAll(() => tab[Symbol.asyncDispose]());

  describe.each(STATES)('%s', (_, path, ready) => {
    // A missing check answers 404, which browsers write into their log.
    const isAllowed = (line: string) => path.endsWith(IDS.missing) && line.includes('404');

    it('is accessible, quiet, and fits every width, in both languages', async () => {
      const { page, complaints } = tab;
      complaints.length = 0;
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(addressOf(path, 'zh'));
      await whenReady(page, ready);
      for (const fold of await page.locator('main details > summary').all()) {
        if (await fold.isVisible()) await fold.click();
      }
      // What axe looks at is the same in both languages: every label is a word of both.
      expect(await seriousFaults(page)).toEqual([]);
      await isWhole(page, 'zh');
      await page.getByRole('link', { name: 'English', exact: true }).click();
      await page.waitForFunction(() => document.title.endsWith(' - Zhengdun'));
      await page.waitForLoadState('networkidle');
      await isWhole(page, 'en');
      expect(complaints.filter((line) => !isAllowed(line))).toEqual([]);
    });
  });
});

async function isWhole(page: Page, lang: keyof typeof WIDTHS): Promise<void> {
  expect(await page.locator('h1').count()).toBe(1);
  expect(await page.locator('body > * header, main, nav[aria-label]').count()).toBeGreaterThanOrEqual(3);
  expect(await page.title()).toMatch(lang === 'zh' ? / - 政盾$/ : / - Zhengdun$/);
  expect(await skippedLevels(page)).toEqual([]);
  for (const width of WIDTHS[lang]) {
    await page.setViewportSize({ width, height: 640 });
    expect(`${lang} ${width}: ${await sidewaysPixels(page)}`).toBe(`${lang} ${width}: 0`);
  }
}

/** Headings that stand more than one level below the one before. */
async function skippedLevels(page: Page): Promise<string[]> {
  const headings = await page
    .locator('h1, h2, h3, h4')
    .evaluateAll((all) =>
      all.map(({ tagName, textContent }) => ({ level: Number(tagName[1]), textContent })),
    );
  return headings
    .filter(({ level }, index) => level - (headings[index - 1]?.level ?? 0) > 1)
    .map(({ level, textContent }) => `${level} ${textContent}`);
}

describe('the look', () => {
  it('survives forced colours: every verdict keeps its word and every count its frame', async () => {
    await using opened = await openState(`/checks/${IDS.done}`, '[data-finding]', { forcedColors: 'active' });
    const { page, complaints } = opened;
    for (const word of ['不符合', '无法判定', '符合', '不适用']) {
      expect(await page.getByRole('link', { name: new RegExp(`^${word} \\d+$`) }).count()).toBe(1);
    }
    const widths = await page
      .locator('[data-verdict]')
      .evaluateAll((all) => all.map((each) => Number.parseFloat(getComputedStyle(each).borderLeftWidth)));
    expect(widths).toEqual([1, 1, 1, 1]);
    expect(complaints).toEqual([]);
  });

  it('holds still: nothing is animated, whether or not a person asks for that', async () => {
    for (const reducedMotion of ['reduce', 'no-preference'] as const) {
      await using opened = await openState(`/checks/${IDS.running}`, '[data-finding]', { reducedMotion });
      await opened.page.getByRole('link', { name: 'English' }).click();
      expect(await opened.page.evaluate(() => document.getAnimations().length)).toBe(0);
    }
  });

  it('has targets of 24 pixels at least, 44 for the main acts on a phone', async () => {
    for (const path of ['/', `/checks/${IDS.done}`]) {
      await using opened = await openState(path, 'h2', { viewport: { width: 390, height: 844 } });
      const small = await opened.page
        .locator('button:visible, summary:visible, label:visible')
        .evaluateAll((all) =>
          all
            .filter((each) => each.getBoundingClientRect().height < 24)
            .map(({ textContent }) => textContent),
        );
      expect(small).toEqual([]);
      const heights = await opened.page
        .locator('.ant-btn-primary')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    }
  });
});
