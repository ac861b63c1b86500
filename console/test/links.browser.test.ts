import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CheckExits, Inspector } from '../../server/src/inspection/index.ts';
import { openEvidence } from '../../server/src/inspection/index.ts';
import { EVERYTHING, withinScope } from '../../server/src/kernel/tenancy/index.ts';
import { checkDueLinks } from '../../server/src/links/check-links.ts';
import { addLinkRoutes, noteCheckLinks, takeInLinks } from '../../server/src/links/index.ts';
import { addRegistryRoutes } from '../../server/src/registry/index.ts';
import { browserFolder } from '../../server/test/browser-folder.ts';
import { useTestDatabase } from '../../server/test/database.ts';
import { makeUnit, signedIn } from '../../server/test/identity-house.ts';
import { inspectorOn } from '../../server/test/inspections.ts';
import { registerSite } from '../../server/test/kept-checks.ts';
import { type Site, startWorld, type World } from '../../server/test/world/index.ts';
import { seriousFaults, sidewaysPixels, type WatchedPage } from './browser.ts';
import { type ConsoleHouse, openConsole } from './console-house.ts';

// biome-ignore lint/correctness/useHookAtTopLevel: vitest's, not React's.
const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'zhengdun-links-pages-'));
const evidence = openEvidence(folder);
let world: World;
let inspector: Inspector;
let started: ConsoleHouse;
let unit: string;
let seen: CheckExits;
/** The register runs ahead of the people who look at it: links come due. */
let ahead = 0;
const now = (): Date => new Date(started.house.clock.now.getTime() + ahead);

const site = (title: string, words: string): Site => ({
  pages: {
    '*': `<!doctype html><meta charset="utf-8"><title>${title}</title><body><h1>${title}</h1><p>${words.repeat(9)}`,
  },
});

beforeAll(async () => {
  const { db } = database;
  world = await startWorld({
    sites: {
      'www.xiehui.test': site('样例协会', '样例协会依照章程开展行业服务和标准研究。'),
      'www.gone.test': { pages: { '*': { status: 404, body: '' } } },
    },
  });
  inspector = await inspectorOn(world.policy, { dataDirectory: await browserFolder(), evidence });
  started = await openConsole(db, {
    port: 18_830,
    addMore(http) {
      addRegistryRoutes(http, { db });
      addLinkRoutes(http, { db, evidence, now });
    },
  });
  unit = await makeUnit(db, { name: '样例局', region: '990000/990100/' });
  const { host } = await registerSite(db, { unitId: unit });
  const on = [{ page: `https://${host}/`, line: 8, text: '样例协会' }];
  const gone = [{ page: `https://${host}/`, line: 9, text: '教材下载' }];
  seen = {
    ...{ host, at: started.house.clock.now, pages: [`https://${host}/`], looks: new Map() },
    exits: [
      { url: 'https://www.xiehui.test/', on },
      { url: 'http://www.gone.test/', on: gone },
    ],
  };
});
afterAll(async () => {
  await started?.[Symbol.asyncDispose]();
  await inspector?.[Symbol.asyncDispose]();
  await world?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

async function takeIn(): Promise<void> {
  const check = { id: '00000000-0000-4000-8000-000000000001', closed: false };
  await withinScope(database.db, EVERYTHING, (trx) => noteCheckLinks(trx, [check]));
  await takeInLinks(database.db, { ofCheck: async () => seen, ofItem: async () => undefined }, now);
}
async function lookAfter(days: number): Promise<void> {
  ahead += days * 86_400_000;
  const eyes = { see: inspector.seeLink, picture: inspector.pictureOf };
  await checkDueLinks({ db: database.db, eyes, now });
}

async function isGood({ page, complaints }: WatchedPage, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  expect([name, await seriousFaults(page)]).toEqual([name, []]);
  expect(await page.locator('h1').count()).toBe(1);
  for (const width of [320, 360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect([name, width, await sidewaysPixels(page)]).toEqual([name, width, 0]);
    const pictures = process.env.ZHENGDUN_PICTURES;
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  }
  expect(complaints.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
}

it('shows a link from its finding to its takeover: who answers for it, what it looked like, what has changed', async () => {
  const { house, browser, base } = started;
  const person = await signedIn(house, { unitId: unit, grants: [{ role: 'handler' }] });
  const cookies = [...person.browser.cookies].map(([name, value]) => ({
    ...{ name, value, domain: '127.0.0.1', path: '/', expires: -1 },
    ...{ httpOnly: true, secure: false, sameSite: 'Strict' as const },
  }));
  await using opened = await browser.open(`${base}/links`, { storageState: { cookies, origins: [] } });
  const { page } = opened;
  await page.getByText('尚未发现外链').waitFor();
  await isGood(opened, 'links-empty');
  await takeIn();
  await lookAfter(1);
  await page.goto(`${base}/links`);
  await page.getByRole('link', { name: 'http://www.gone.test/' }).waitFor();
  await page.getByRole('link', { name: '全部（2）' }).press('Enter');
  await page.getByRole('link', { name: 'https://www.xiehui.test/' }).waitFor();
  await isGood(opened, 'links');
  await page.getByRole('link', { name: 'https://www.xiehui.test/' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'www.xiehui.test' }).waitFor();

  await page.getByRole('button', { name: '确认相关性' }).press('Enter');
  await page.getByRole('button', { name: '确认相关性' }).last().press('Enter');
  await page.getByText('有2处需要更正').waitFor();
  await page.getByLabel('相关性', { exact: true }).selectOption({ label: '与履行职能的活动相关' });
  await page.getByLabel('事由', { exact: true }).fill('本单位主管的行业协会');
  await page.getByRole('button', { name: '确认相关性' }).last().press('Enter');
  await page.getByText('与履行职能的活动相关（本单位主管的行业协会）').waitFor();

  world.sites.set('www.xiehui.test', site('全新娱乐资讯', '今日要闻与精彩推荐，注册即送好礼。'));
  await lookAfter(8);
  await page.reload();
  await page.getByText('疑似被占用').first().waitFor();
  await page.getByText('网页标题变了，网页内容基本换了').waitFor();
  const picture = page.getByRole('img', { name: '“样例协会”正常时的网页截图' });
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(500);
  await isGood(opened, 'link-taken');

  await page.getByRole('button', { name: '认可现在的网站' }).press('Enter');
  await page.getByLabel('理由', { exact: true }).fill('已电话核实，协会改版');
  await page.getByRole('button', { name: '认可现在的网站' }).last().press('Enter');
  await page.getByText('承办人已核对').first().waitFor();
  await page.goto(`${base}/links?show=all&lang=en`);
  await page.getByRole('heading', { level: 1, name: 'Exit links' }).waitFor();
  await isGood(opened, 'links-en');
});
