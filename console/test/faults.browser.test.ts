import { describe, expect, it } from 'vitest';
import { IDS, putEveryState, setUp } from './setting.ts';

const setting = setUp();

describe('when something goes wrong', () => {
  it('a form without an address says so at its top, with the focus, and at the field', async () => {
    const { server, browser, url } = setting();
    await using opened = await browser.open(url('/'));
    const { page } = opened;
    await page.getByRole('button', { name: '开始检查' }).click();
    await page.getByText('有1处需要更正').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
    await page.getByRole('alert').getByRole('link').click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('address');
    expect(await page.getByLabel('网址').getAttribute('aria-invalid')).toBe('true');
    expect(server.requests.some(({ route }) => route.startsWith('POST'))).toBe(false);
  });

  it('an address that the server cannot read is a fault of the field, in the server’s words', async () => {
    const { browser, url } = setting();
    await using opened = await browser.open(url('/'));
    const { page } = opened;
    await page.getByLabel('网址').fill('教育局');
    await page.getByLabel('网址').press('Enter');
    await page.getByRole('alert').getByText('body.address').waitFor();
    expect(await page.getByLabel('网址').inputValue()).toBe('教育局');
  });

  it('a fault of the server keeps what was typed and gives the number of the incident', async () => {
    const { server, browser, url } = setting();
    server.breakPath('/checks');
    await using opened = await browser.open(url('/'));
    const { page } = opened;
    await page.getByLabel('网址').fill('www.shili.gov.cn');
    await page.getByRole('button', { name: '开始检查' }).click();
    const alert = page.locator('form').getByRole('alert');
    await alert.getByText(/事件编号 \d{8}-/).waitFor();
    await alert.getByText('填写的内容仍保留在页面上。').waitFor();
    expect(await page.getByLabel('网址').inputValue()).toBe('www.shili.gov.cn');
  });

  it('a list that did not come is asked for again on request', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    server.breakPath('/checks');
    await using opened = await browser.open(url('/'));
    const { page } = opened;
    await page.getByText(/事件编号/).waitFor();
    server.mend();
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByRole('table', { name: /最近检查/ }).waitFor();
  });

  it('old results stay while new ones do not come', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url(`/checks/${IDS.running}`));
    const { page } = opened;
    await page.getByText('已判定7项').waitFor();
    server.breakPath('/checks');
    await page.getByText('最近一次更新没有成功').waitFor();
    expect(await page.getByText('已判定7项').isVisible()).toBe(true);
    server.mend();
    await page.getByText('最近一次更新没有成功').waitFor({ state: 'detached' });
  });

  it('no server at all is told in words, with what to do', async () => {
    const { browser, url } = setting();
    await using opened = await browser.open(url('/'));
    const { page } = opened;
    await page.route('**/api/checks*', (route) => route.abort());
    await page.getByLabel('网址').fill('www.shili.gov.cn');
    await page.getByRole('button', { name: '开始检查' }).click();
    await page.getByText('连不上本机的政盾服务。').waitFor();
    await page.getByText('请确认运行 npm start 的窗口没有关闭').waitFor();
  });

  it('an answer of another version is not shown as if it were right', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url('/'));
    const { page } = opened;
    await page.route(`**/api/checks/${IDS.done}`, (route) =>
      route.fulfill({ json: { id: IDS.done, state: 'done' } }),
    );
    await page.goto(url(`/checks/${IDS.done}`));
    await page.getByText('服务给出的内容与本页面的版本不一致。').waitFor();
  });

  it('a check that ended by our fault says why, what is kept, and is done again', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url(`/checks/${IDS.broken}`));
    const { page } = opened;
    await page.getByText('检测程序在运行中被停止').waitFor();
    await page.getByText('网址和单位信息已保存。').waitFor();
    await page.getByRole('button', { name: '重新检测' }).click();
    await page.getByRole('heading', { level: 1, name: '检查结果' }).waitFor();
  });

  it.each([
    ['no such check', `/checks/${IDS.missing}`, '没有这次检查'],
    ['no check at all', '/checks/none', '没有这次检查'],
    ['no such page', '/nowhere', '没有这个页面'],
  ])('%s: says so and leads back', async (_, path, words) => {
    const { browser, url } = setting();
    await using opened = await browser.open(url(path));
    const { page } = opened;
    await page.getByRole('heading', { level: 1, name: words }).waitFor();
    await page.getByRole('link', { name: '回到网站检查' }).click();
    await page.getByText('还没有检查记录').waitFor();
    // The other two doors of a fresh installation.
    const register = page.getByRole('link', { name: '登记本单位应用' });
    expect(await register.getAttribute('href')).toBe('/applications/new');
    await page.getByText('看看演示数据').waitFor();
    await page.getByRole('button', { name: '填写网址' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('address');
  });

  it('nothing moves for the first moments, then grey lines show that something is coming', async () => {
    const { server, browser, url } = setting();
    putEveryState(server);
    await using opened = await browser.open(url('/nowhere'));
    const { page } = opened;
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(1_000);
    const released = Promise.withResolvers<void>();
    await page.route('**/api/checks*', async (route) => {
      await released.promise;
      await route.continue();
    });
    await page.getByRole('link', { name: '回到网站检查' }).click();
    await page.getByRole('heading', { name: '最近检查' }).waitFor();
    await page.clock.runFor(299);
    expect(await page.getByText('正在载入').count()).toBe(0);
    await page.clock.runFor(2);
    await page.getByText('正在载入').waitFor({ state: 'attached' });
    released.resolve();
    await page.clock.resume();
    await page.getByRole('table', { name: /最近检查/ }).waitFor();
  });
});
