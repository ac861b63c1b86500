import { describe, expect, it } from 'vitest';
import { seriousFaults, startTestBrowser } from './browser.ts';
import { builtPages } from './build.ts';
import { startFakeServer } from './fake-server.ts';

describe('the kit', () => {
  it('draws verdicts, deadlines, states and a chart with its table, under the policy of a page', async () => {
    await using server = await startFakeServer({ dist: await builtPages('kit') });
    await using browser = await startTestBrowser();
    await using opened = await browser.open(server.url);
    const { page, complaints } = opened;
    await page.locator('figure svg').waitFor();
    await page.getByText('正在载入').waitFor({ state: 'attached' });
    expect((await page.locator('time').allTextContents()).slice(0, 3)).toEqual([
      '剩余3个工作日（2026年11月26日止）',
      '今日截止（2026年11月26日）',
      '已逾期2个工作日（应于2026年11月26日前完成）',
    ]);
    expect(await seriousFaults(page)).toEqual([]);

    // A window made narrower: the drawing, which follows a moment later, does not push the page wide.
    const pushed = await page
      .locator('figure')
      .first()
      .evaluate((figure: HTMLElement) => {
        figure.style.width = '200px';
        const pixels = figure.scrollWidth - figure.clientWidth;
        figure.style.width = '';
        return pixels;
      });
    expect(pushed).toBe(0);

    await page.getByRole('img', { name: '近12个月: 不符合由9项降至3项，6月没有检测。' }).waitFor();
    await page.getByRole('button', { name: '以表格查看' }).click();
    // What was not measured is told as such and never as zero.
    expect(await page.getByRole('row', { name: /^6月/ }).textContent()).toMatch(/无数据.*无数据/);
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
