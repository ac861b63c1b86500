import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { finishedView, inventedResult } from './invented-result.ts';
import { IDS, putEveryState, setUp } from './setting.ts';

const setting = setUp();

/** The heading that has the focus, or what else has it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => `${document.activeElement?.tagName}: ${document.activeElement?.textContent}`);
}

describe('a check by mouse', () => {
  it('begins with an address typed carelessly, is watched, and ends in its result', async () => {
    const { server, browser, url } = setting();
    await using opened = await browser.open(url('/'));
    const { page, complaints } = opened;
    await page.getByLabel('网址').fill('  ｗｗｗ.shili。gov.cn ');
    await page.getByText('将检查 https://www.shili.gov.cn/').waitFor();
    await page.getByText('按域名推测，可更正').waitFor();
    expect(await page.getByRole('radio', { name: '党政机关' }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: '地市级' }).check();
    await page.getByRole('button', { name: '开始检查' }).click();

    await page.getByRole('heading', { level: 1, name: /等待检查|正在检查/ }).waitFor();
    expect(await focused(page)).toMatch(/^H1: /);
    await page.getByText('已判定5项').waitFor();
    await page.getByText('已判定9项').waitFor();
    await page.getByRole('heading', { level: 1, name: '检查结果：示例市人民政府' }).waitFor();
    await page.getByText('发现4项不符合，其中1项建议今日处理').waitFor();
    expect(await page.title()).toBe('检查结果：示例市人民政府 - 政盾');
    // What was only guessed is not sent as given.
    expect(server.requests.find(({ route }) => route === 'POST /checks')?.body).toEqual({
      address: '  ｗｗｗ.shili。gov.cn '.trim(),
      unitLevel: 'prefectural',
    });
    expect(complaints).toEqual([]);
  });

  it('can be left while it runs and found again among the recent checks', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url(`/checks/${IDS.running}`));
    const { page } = opened;
    await page.getByText('可以离开本页').waitFor();
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '网站检查' }).click();
    await page
      .getByRole('row', { name: /检测中/ })
      .getByRole('link')
      .click();
    await page.getByRole('heading', { level: 1, name: '正在检查：www.shili.gov.cn' }).waitFor();
  });
});

describe('a check by keyboard alone', () => {
  it('is begun, filtered, opened at a finding and downloaded without a mouse', async () => {
    const { browser, url } = setting();
    await using opened = await browser.open(url('/'));
    const { page } = opened;
    await page.getByRole('heading', { level: 1, name: '网站检查' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('A: 跳到正文');
    await tabTo(page, 'address');
    await page.keyboard.type('www.shili.gov.cn');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '先改这几项' }).waitFor();

    await tabTo(page, '下载自查报告');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toBe('report.docx');

    await tabTo(page, '明文访问没有转为加密');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('https-redirect');
    await tabTo(page, '给运维人员');
    await page.keyboard.press('Enter');
    await page.getByText('return 301').waitFor();

    await page.keyboard.press('Control+Home');
    await page.locator('h1').focus();
    await tabTo(page, '无法判定');
    await page.keyboard.press('Enter');
    await page.getByText('只显示：无法判定').waitFor();
    await tabTo(page, '清除筛选');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '先改这几项' }).waitFor();
  });

  it('shows the focus on everything that takes it', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    for (const path of ['/', `/checks/${IDS.done}`]) {
      await using opened = await browser.open(url(path));
      const { page } = opened;
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      const bare: string[] = [];
      for (let tabs = 0; tabs < 40; tabs += 1) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return undefined;
          const drawn = [element, ...(element.parentElement?.querySelectorAll('input ~ *') ?? [])];
          const ring = drawn.some((each) => {
            const { outlineStyle, outlineWidth } = getComputedStyle(each);
            return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
          });
          return { ring, what: element.outerHTML.slice(0, 120) };
        });
        if (seen && !seen.ring) bare.push(seen.what);
      }
      expect(bare).toEqual([]);
    }
  });
});

/** Presses Tab until the element with this id, or with these words, has the focus. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let tabs = 0; tabs < 80; tabs += 1) {
    await page.keyboard.press('Tab');
    const [id, words] = await page.evaluate(() => [
      document.activeElement?.id,
      document.activeElement?.textContent,
    ]);
    if (id === wanted || words?.includes(wanted)) return;
  }
  throw new Error(`not reached by Tab: ${wanted}`);
}

describe('numbers', () => {
  it('equal the rows they lead to: verdicts, changes and chapters', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url(`/checks/${IDS.done}`));
    const { page } = opened;
    await page.getByRole('heading', { name: '分章统计' }).waitFor();
    const numbered = page.locator('main a[href*="show="], main a[href*="chapter="]');
    const count = await numbered.count();
    expect(count).toBeGreaterThan(15);
    for (let index = 0; index < count; index += 1) {
      const link = numbered.nth(index);
      const told = /(\d+)\D*$/.exec((await link.textContent()) ?? '')?.[1];
      await link.click();
      await page.getByText('只显示：').waitFor();
      const where = new URL(page.url()).search;
      expect(`${where} ${await page.locator('[data-finding]').count()}`).toBe(`${where} ${told}`);
      expect(`${where} ${await page.locator('[data-finding]:visible').count()}`).toBe(`${where} ${told}`);
      await page.goBack();
      await page.getByRole('heading', { name: '分章统计' }).waitFor();
    }
  });

  it('of the recent checks lead to as many rows', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url('/'));
    const { page } = opened;
    await page.getByRole('link', { name: '示例市人民政府：符合3项' }).first().click();
    await page.getByText('只显示：符合').waitFor();
    expect(await page.locator('[data-finding="met"]').count()).toBe(3);
  });
});

describe('a result', () => {
  it('tells faults first, then what is open by what would settle it, and folds the rest', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url(`/checks/${IDS.done}`));
    const { page } = opened;
    await page.getByRole('heading', { name: '检测说明' }).waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      '先改这几项',
      '不符合（4项）',
      '无法判定（5项）',
      '符合（3项）',
      '不适用（2项）',
      '分章统计',
      '检测说明',
    ]);
    expect(await page.locator('h3', { hasText: '无法判定' }).allTextContents()).toEqual([
      expect.stringContaining('无法判定（尚未检测）'),
      expect.stringContaining('无法判定（检测受阻）'),
      expect.stringContaining('无法判定（缺少登记信息）'),
    ]);
    await page.getByText('本结果为技术检测结论，供自查和整改使用，不替代主管部门认定。').waitFor();
    await page.getByText('附件、图片、视频和登录后的内容未看').waitFor();
    await page.getByText('加密连接（连接超时）受阻').waitFor();
    expect(await page.locator('details:not([open]) li[data-finding="met"]').count()).toBe(3);
  });

  it('shows pages of strangers as text only', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url(`/checks/${IDS.done}#exit-prompt`));
    const { page } = opened;
    const card = page.locator('#exit-prompt');
    await card.getByText('全部位置（3处）').click();
    await card.getByText('某某协会 1 <b>&amp;</b>').waitFor();
    expect(await card.locator('a[href*="xiehui"]').count()).toBe(0);
  });

  it('says in the picture’s text what was measured, and enlarges it by keyboard', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url(`/checks/${IDS.done}#mark-place`));
    const { page } = opened;
    const picture = page.getByRole('img', { name: /方框标出的位置在页面宽度13%至19%、高度97%至99%之间/ });
    await picture.scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: '放大' }).press('Enter');
    expect((await picture.boundingBox())?.width).toBe(1280);
    await page.getByRole('button', { name: '缩小' }).press('Space');
    expect((await picture.boundingBox())?.width).toBeLessThan(800);
  });

  it('opens at the finding that an address names, out of its fold and through a filter', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    for (const search of ['', '?show=unmet']) {
      await using opened = await browser.open(url(`/checks/${IDS.done}${search}#dead-plugins`));
      const { page } = opened;
      await page.waitForFunction(() => document.activeElement?.id === 'dead-plugins');
      expect(await page.locator('#dead-plugins').isVisible()).toBe(true);
    }
  });

  it('is judged again when what is registered was wrong', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url(`/checks/${IDS.done}?show=not-applicable`));
    const { page } = opened;
    await page.locator('#institution-suffix').getByRole('button', { name: '登记有误？' }).click();
    expect(await focused(page)).toBe('H2: 更正单位信息');
    await page.getByRole('button', { name: '取消' }).press('Enter');
    expect(await focused(page)).toBe('BUTTON: 登记有误？');
    await page.keyboard.press('Enter');
    await page.getByLabel('单位名称').fill('示例市图书馆');
    await page.getByRole('radio', { name: '事业单位' }).check();
    await page.getByRole('button', { name: '重新判定' }).click();
    await page.getByText('已按更正后的单位信息重新判定。').waitFor();
    expect(await focused(page)).toContain('重新判定');
    await page.getByText('示例市图书馆').waitFor();
    expect(server.requests.find(({ route }) => route.endsWith('/unit'))?.body).toEqual({
      unitName: '示例市图书馆',
      unitKind: 'institution',
    });
  });

  it('is checked again with the same limits', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url(`/checks/${IDS.done}`));
    const { page } = opened;
    await page.getByRole('button', { name: '重新检测' }).click();
    await page.waitForURL((address) => !address.href.includes(IDS.done));
    expect(server.requests.find(({ route }) => route === 'POST /checks')?.body).toEqual({
      address: 'https://www.shili.gov.cn/',
      pages: 20,
      basis: { kind: 'own-site' },
    });
  });

  it('of a site that cannot be reached is a result, and not called free of faults', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url(`/checks/${IDS.unreachable}`));
    const { page } = opened;
    await page.getByText('没有得出结论，14项无法判定').waitFor();
    expect(await page.getByText('没有发现不符合').count()).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('copies the operator’s part also where no clipboard may be used', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url('/'));
    const { page } = opened;
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.goto(url(`/checks/${IDS.done}#https-redirect`));
    const card = page.locator('#https-redirect');
    await card.getByText('给运维人员').click();
    await card.getByRole('button', { name: '复制' }).click();
    await card.getByText('已复制').waitFor();
  });
});

describe('a filter', () => {
  it('chosen at the foot of the page shows its rows, and neither choosing nor clearing loses the focus', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url(`/checks/${IDS.done}`));
    const { page } = opened;
    const lost = (): Promise<boolean> => page.evaluate(() => document.activeElement === document.body);
    await page.getByRole('link', { name: /^第四章.*：不符合1项$/ }).press('Enter');
    await page.getByText('只显示：第四章').waitFor();
    expect(
      await page.getByText('只显示：第四章').evaluate((bar) => bar.getBoundingClientRect().top),
    ).toBeGreaterThan(0);
    expect(await lost()).toBe(false);
    await page.getByRole('link', { name: '清除筛选' }).press('Enter');
    await page.getByText('只显示：').waitFor({ state: 'detached' });
    expect(await lost()).toBe(false);
  });
});

describe('the language', () => {
  it('is changed by a link, stands in the address, is remembered, and is asked of the server', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url(`/checks/${IDS.done}?show=unmet`));
    const { page } = opened;
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByText('Shown only: Not met').waitFor();
    expect(page.url()).toContain('show=unmet&lang=en');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    const asked = server.requests.filter(({ route }) => route.startsWith('GET /checks/'));
    expect(asked.at(-1)?.language).toBe('en');
    // The texts of this check are Chinese: they say so to screen readers.
    expect(await page.locator('#mark-place h3').getAttribute('lang')).toBe('zh-CN');
    await page.goto(url('/'));
    await page.getByRole('heading', { level: 1, name: 'Check a website' }).waitFor();
  });
});

describe('long lists', () => {
  it('are paged by the server, with page and size in the address', async () => {
    const { server, browser, url } = setting();
    for (let n = 10; n < 55; n += 1) {
      server.put(finishedView(inventedResult({ id: `99999999-9999-4999-8999-9999999999${n}` })));
    }
    await using opened = await browser.open(url('/'));
    const { page } = opened;
    await page.getByText('第1页，共3页，45条记录').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(20);
    await page.getByRole('link', { name: '下一页' }).click();
    await page.getByText('第2页，共3页，45条记录').waitFor();
    expect(page.url()).toContain('page=2');
    await page.getByRole('link', { name: '50', exact: true }).click();
    await page.getByText('第1页，共1页，45条记录').waitFor();
    await page.goto(url('/?page=9'));
    await page.getByText('这一页没有记录').waitFor();
  });
});
