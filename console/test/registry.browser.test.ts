import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { APPLICATION, UNIT } from './fake-registry.ts';
import { IDS, putEveryState, setUp } from './setting.ts';

const setting = setUp();

async function open(path: string) {
  const { browser, url } = setting();
  return browser.open(url(path));
}

/** The last object that was sent to a route. */
function sent(route: string): unknown {
  return setting().server.requests.findLast((request) => request.route === route)?.body;
}

async function tabTo(page: Page, id: string): Promise<void> {
  for (let tabs = 0; tabs < 80; tabs += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
  }
  throw new Error(`${id} is not reached by Tab`);
}

describe('the register', () => {
  it('shows what has problems first, and keeps its filter in the address', async () => {
    await using opened = await open('/applications');
    const { page, complaints } = opened;
    await page.getByRole('row', { name: /示例县教育局门户网站/ }).waitFor();
    expect(await page.getByRole('columnheader').count()).toBe(7);
    await page.getByLabel('范围').selectOption('all');
    await page.getByRole('row', { name: /示例县教育发布/ }).waitFor();
    await page.getByLabel('名称、单位或网址').fill('发布');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('共1个应用').waitFor();
    expect(new URL(page.url()).search).toBe(`?show=all&search=${encodeURIComponent('发布')}`);
    await page.reload();
    await page.getByText('共1个应用').waitFor();
    const file = await page.getByRole('link', { name: '导出筛选结果' }).getAttribute('href');
    expect(decodeURIComponent(file ?? '')).toBe('/api/applications/export.xlsx?search=发布&show=all&lang=zh');
    await page.getByLabel('应用类型').selectOption('mail');
    await page.getByText('筛选后无记录').waitFor();
    await page.getByRole('link', { name: '清除筛选' }).click();
    await page.getByText('共2个应用').waitFor();
    expect(complaints).toEqual([]);
  });

  it('takes a new application by keyboard alone: faults first at the top, then the application', async () => {
    await using opened = await open('/applications/new');
    const { page } = opened;
    await page.getByLabel('名称', { exact: true }).waitFor();
    await page.getByLabel('名称', { exact: true }).press('Enter');
    await page.getByText('有2处需要更正').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('unit');
    await page.keyboard.type('示例');
    await page.getByRole('button', { name: '示例县教育局' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('unit');
    await tabTo(page, 'name');
    await page.keyboard.type('示例网站');
    await tabTo(page, 'addresses');
    await page.keyboard.type('www.shili.gov.cn\nm.shili.gov.cn');
    await page.getByLabel('有转载信息').focus();
    await page.keyboard.press('Space');
    await page.getByRole('group', { name: 'ICP备案' }).getByLabel('编号').fill('某ICP备00000000号');
    await page.getByLabel('名称', { exact: true }).press('Enter');
    await page.getByRole('heading', { level: 1, name: '示例县教育局门户网站' }).waitFor();
    expect(sent('POST /applications')).toEqual({
      unitId: UNIT,
      name: '示例网站',
      kind: 'website',
      state: 'running',
      addresses: ['www.shili.gov.cn', 'm.shili.gov.cn'],
      flags: ['reposts'],
      isPlatform: false,
      filings: [{ kind: 'icp', number: '某ICP备00000000号' }],
    });
  });

  it('shows beside each fact which obligations depend on it, and what was changed', async () => {
    await using opened = await open(`/applications/${APPLICATION}`);
    const { page } = opened;
    await page.getByText('尚未检测，需要检测才能判定的义务暂为无法判定。').waitFor();
    await page.getByText('联络员：甲某，电话000-0000000').waitFor();
    // The way to a check takes the address along.
    expect(await page.getByRole('link', { name: '重新检测' }).getAttribute('href')).toBe(
      `/?address=${encodeURIComponent('https://www.shilixianjiaoyuju.gov.cn/')}`,
    );
    await page.getByRole('link', { name: '登记信息', exact: true }).click();
    await page.getByText('关系到：第四条第一款 完成ICP备案').waitFor();
    await page.getByRole('link', { name: '历史' }).click();
    await page.getByText('名称由“示例网站”改为“示例县教育局门户网站”').waitFor();
    expect(new URL(page.url()).searchParams.get('tab')).toBe('history');
  });
});

describe('an import', () => {
  it('lists every faulty cell with its cure, and imports only a file without any', async () => {
    await using opened = await open('/units/import');
    const { page, complaints } = opened;
    const choose = (name: string) =>
      page
        .getByLabel('CSV或XLSX文件')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from('单位名称\n') });
    await choose('错.csv');
    await page.getByRole('row', { name: '第2行，B2 单位性质 应为党政机关或事业单位，现为“企业”' }).waitFor();
    expect(await page.getByRole('button', { name: '导入全部' }).count()).toBe(0);
    await choose('对.csv');
    await page.getByText('共3行：新增2，修改0，不变1。尚未导入。').waitFor();
    expect(sent('POST /units/import')).toMatchObject({
      dryRun: true,
      content: Buffer.from('单位名称\n').toString('base64'),
    });
    await page.getByRole('button', { name: '导入全部' }).click();
    await page.getByText('已导入3行').waitFor();
    expect(sent('POST /units/import')).toMatchObject({ name: '对.csv', dryRun: false });
    expect(complaints).toEqual([]);
  });
});

describe('units', () => {
  it('are a tree that opens in place, with one unit beside it', async () => {
    await using opened = await open('/units');
    const { page, complaints } = opened;
    const below = page.getByRole('button', { name: '示例县教育局的下属单位（1个）' });
    await below.waitFor();
    expect(await below.getAttribute('aria-expanded')).toBe('false');
    await below.press('Enter');
    await page.getByRole('link', { name: '示例县第一中学' }).waitFor();
    await page.getByRole('link', { name: '示例县教育局' }).click();
    await page.getByText('末位校验码不符，请核对').waitFor();
    await page.getByText('甲某 科长 000-0000000').waitFor();
    expect(await page.getByRole('link', { name: '2个' }).getAttribute('href')).toBe(
      `/applications?show=all&unit=${UNIT}`,
    );
    expect(complaints).toEqual([]);
  });
});

describe('a check', () => {
  it('is taken over into the register: only four facts about the unit are asked', async () => {
    putEveryState(setting().server);
    await using opened = await open(`/checks/${IDS.done}`);
    const { page, complaints } = opened;
    await page.getByRole('link', { name: '登记到台账' }).click();
    await page.getByRole('heading', { level: 1, name: '登记到台账' }).waitFor();
    await page.getByLabel('单位名称').fill('示例市人民政府');
    await page.getByLabel('行政级别').selectOption('prefectural');
    await page.getByLabel('行政区划').fill('示例');
    await page.getByRole('button', { name: '示例省示例市示例县' }).click();
    await page.getByRole('button', { name: '登记到台账' }).click();
    await page.getByRole('heading', { level: 1, name: '示例县教育局门户网站' }).waitFor();
    expect(sent('POST /applications/from-check')).toMatchObject({
      checkId: IDS.done,
      unitKind: 'organ',
      unitLevel: 'prefectural',
      regionCode: '990101',
    });
    expect(complaints).toEqual([]);
  });
});
