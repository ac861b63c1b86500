import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { sidewaysPixels, startTestBrowser, type TestBrowser } from './browser.ts';
import { oldChromium } from './old-chromium.ts';
import { IDS, putEveryState, setUp } from './setting.ts';

const old = await oldChromium();

function startOld(): Promise<TestBrowser> {
  if ('missing' in old) throw new Error(old.missing);
  return startTestBrowser({ wanted: old.program });
}

/** Playwright's own locators call functions that so old a browser lacks: here the page itself is asked. */
async function sees(page: Page, words: string): Promise<void> {
  await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), words);
}

const title = 'missing' in old ? `in Chromium 88 – NOT TESTED: ${old.missing}` : 'in Chromium 88';

describe.skipIf('missing' in old)(title, () => {
  const setting = setUp({ browser: startOld });

  it('a check is begun, watched and read', async () => {
    const { browser, url } = setting();
    expect(browser.browser.version()).toMatch(/^88\./);
    await using opened = await browser.open(url('/'));
    const { page, complaints } = opened;
    await sees(page, '还没有检查记录');
    await page.evaluate(() => document.getElementById('address')?.focus());
    await page.keyboard.type('www.shili.gov.cn');
    await sees(page, '按域名推测，可更正');
    await page.keyboard.press('Enter');
    await sees(page, '已判定9项');
    await sees(page, '先改这几项');
    await page.evaluate(() => document.querySelector<HTMLElement>('[data-verdict="unknown"]')?.click());
    await sees(page, '只显示：无法判定');
    expect(complaints).toEqual([]);
  });

  it('both pages are drawn as they are meant to be', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    for (const [path, words] of [
      ['/', '示例市人民政府'],
      [`/checks/${IDS.done}`, '检测说明'],
    ] as const) {
      await using opened = await browser.open(url(path));
      const { page, complaints } = opened;
      await sees(page, words);
      const style = await page.evaluate(() => {
        const button = document.querySelector('.ant-btn-primary');
        if (!button) return undefined;
        const { backgroundColor, color, paddingLeft } = getComputedStyle(button);
        return { backgroundColor, color, isPadded: Number.parseFloat(paddingLeft) >= 12 };
      });
      expect(style).toEqual({
        backgroundColor: 'rgb(9, 88, 217)',
        color: 'rgb(255, 255, 255)',
        isPadded: true,
      });
      expect(await sidewaysPixels(page)).toBe(0);
      expect(complaints).toEqual([]);
    }
  });
});
