import {
  chmodSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoleName } from '@zhengdun/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openVault } from '../../server/src/assurance/index.ts';
import { STRICT_POLICY } from '../../server/src/kernel/egress/index.ts';
import { type Http, listen } from '../../server/src/kernel/http/index.ts';
import { silentLog } from '../../server/src/kernel/log.ts';
import { EVERYTHING, withinScope } from '../../server/src/kernel/tenancy/index.ts';
import { checkArchive } from '../../server/src/publication/archive/check-archive.ts';
import { deliverNext } from '../../server/src/publication/outlets/deliver.ts';
import { performReading } from '../../server/src/publication/readings/perform-reading.ts';
import { openReadings } from '../../server/src/publication/readings/reading.repo.ts';
import type { PublicationTools } from '../../server/src/publication/tools.ts';
import { useTestDatabase } from '../../server/test/database.ts';
import { TestBrowser as Jar, makeUnit, signedIn, testClock } from '../../server/test/identity-house.ts';
import { registerSite } from '../../server/test/papers.ts';
import { drawLines, pictureReader, scannedPdf } from '../../server/test/screening/draw.ts';
import { lackOfSshd, startSshd } from '../../server/test/sshd.ts';
import { unzip } from '../../server/test/unzip.ts';
import { openWholeHouse } from '../../server/test/whole-house.ts';
import {
  seriousFaults,
  sidewaysPixels,
  startTestBrowser,
  type TestBrowser,
  type WatchedPage,
} from './browser.ts';
import { builtPages } from './build.ts';

// biome-ignore lint/correctness/useHookAtTopLevel: vitest's, not React's.
const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'zhengdun-publishing-'));
const [data, sites] = [join(folder, 'data'), join(folder, 'sites')];
const SCAN = ['关于样例补贴的附件', '经办人手机 13912345678', '初始密码：Abc@1234'];
const TEXT = '各科室：\n样例补贴标准为每人每月320元，自3月1日起执行。\n联系电话0990-0000000。\n特此通知。';
let http: Http;
let site: Server;
let browser: TestBrowser;
let base: string;
let pages: string;
let unit: string;
let tools: Parameters<typeof deliverNext>[0];
let publication: PublicationTools;
let scan: Buffer;
let original = '';

/** Serves the folder of the static pages as a web server does, and the site that is reposted from. */
async function serveSites(): Promise<string> {
  site = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (path === '/source/1.html') response.end(original);
    else
      createReadStream(join(sites, path))
        .on('error', () => response.writeHead(404).end())
        .pipe(response);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  for (const each of [data, sites]) mkdirSync(each);
  const ocr = await pictureReader();
  scan = scannedPdf(drawLines(ocr, SCAN, { type: 'image/jpeg' }), { width: 720, height: 224 });
  pages = await serveSites();
  const env = { ZHENGDUN_ALLOW_NETWORKS: '127.0.0.0/8', ZHENGDUN_SITES: sites };
  const dist = await builtPages('console');
  const opened = await openWholeHouse(database, { data, env, dist });
  ({ http } = opened);
  ({ publication } = opened.house);
  base = (await listen(http, { address: '127.0.0.1', port: 18_870 })).url.replace(/\/$/, '');
  browser = await startTestBrowser();
  unit = await makeUnit(database.db, { name: '样例局', region: '990000/990100/' });
  await registerSite(database.db, unit, { name: '样例局门户网站' });
  const policy = { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] };
  tools = { db: database.db, vault: openVault(data), data, sites, policy, now: () => new Date() };
}, 240_000);
afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await http?.close();
  site?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openAs(role: RoleName, path: string): Promise<WatchedPage> {
  const clock = testClock();
  const house = { clock, browser: () => new Jar(http, clock, {}), tools: { db: database.db } };
  const person = await signedIn(house, { unitId: unit, grants: [{ role }] });
  const cookies = [...person.browser.cookies].map(([name, value]) => ({
    ...{ name, value, domain: '127.0.0.1', path: '/', expires: -1 },
    ...{ httpOnly: true, secure: false, sameSite: 'Strict' as const },
  }));
  return browser.open(`${base}${path}`, { storageState: { cookies, origins: [] } });
}

/** What every page has to be; a folder named by ZHENGDUN_PICTURES is given its pictures. */
async function isGood({ page, complaints }: WatchedPage, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  expect([name, await seriousFaults(page)]).toEqual([name, []]);
  expect(await page.locator('h1').count()).toBe(1);
  for (const width of [320, 360, 1366]) {
    await page.setViewportSize({ width, height: 800 });
    expect([name, width, await sidewaysPixels(page)]).toEqual([name, width, 0]);
    const pictures = process.env.ZHENGDUN_PICTURES;
    if (pictures && width !== 320)
      await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  }
  expect(complaints.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
}

async function fillItem(page: Page, { title, text }: { title: string; text: string }): Promise<void> {
  await page.getByLabel('发布到').selectOption({ label: '样例局门户网站（样例局）' });
  await page.getByLabel('标题').fill(title);
  await page.locator('#text').fill(text);
}
const deliverAll = async () => {
  while (await deliverNext(tools));
};
/** As the workers do, who are not part of this house. */
const readAll = async () => {
  const waiting = await withinScope(database.db, EVERYTHING, openReadings);
  for (const id of waiting) await performReading({ ...publication, log: silentLog() }, id);
};

/** As somebody who has broken into the web server would. */
function tamper(id: string, change: (page: string) => string): void {
  const file = join(sites, 'tzgg', `${id}.html`);
  const page = readFileSync(file, 'utf8');
  const tampered = change(page);
  expect(tampered).not.toBe(page);
  writeFileSync(file, tampered);
}

it('an item with a scanned attachment goes through screening and review to its page, and a tampered copy is found and shown', async () => {
  await using leading = await openAs('leader', '/publications/workflow');
  await leading.page.getByLabel('负责审核的机构').fill('办公室');
  await leading.page.getByLabel('审核级数').selectOption('1');
  await leading.page.getByRole('button', { name: '设定' }).click();
  await leading.page.getByText('持有审核人授权的任何人').waitFor();

  await using setting = await openAs('liaison', '/publications/outlets');
  await isGood(setting, 'outlets-empty');
  const outlets = setting.page;
  await outlets.getByText('新增发布去向').click();
  await outlets.getByLabel('应用', { exact: true }).selectOption({ index: 1 });
  await outlets.getByLabel('种类', { exact: true }).selectOption({ label: '静态网页（服务器文件夹）' });
  for (const [field, value] of [
    ['name', '样例局网站'],
    ['folder', 'tzgg'],
    ['url', `${pages}/tzgg/`],
    ['columnName', '通知公告'],
    ['columnType', '通知公告，政策文件'],
  ])
    await outlets.locator(`#new-${field}`).fill(value ?? '');
  await outlets.getByRole('button', { name: '保存' }).click();
  await outlets.getByText('样例局网站').first().waitFor();
  await isGood(setting, 'outlets');

  await using writing = await openAs('handler', '/publications/new');
  const { page } = writing;
  // A line of a million characters is told of, and all of it stays on the page.
  const endless = '样'.repeat(1_000_000);
  await fillItem(page, { title: '关于样例补贴的通知', text: endless });
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('正文有 1000000 个字符').first().waitFor();
  expect((await page.locator('#text').inputValue()).length).toBe(1_000_000);
  await page.locator('#text').fill(TEXT);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByRole('heading', { level: 1, name: '修改稿件' }).waitFor();
  const path = new URL(page.url()).pathname.replace(/\/edit$/, '');
  const id = path.split('/').at(-1) ?? '';
  // 400 MB are refused before they are sent, and what was typed since is still there.
  const huge = join(folder, 'film.pdf');
  // The browser runs as a user of its own.
  chmodSync(folder, 0o755);
  writeFileSync(huge, '%PDF-1.7\n');
  truncateSync(huge, 400 * 1024 * 1024);
  await page.locator('#text').fill(`${TEXT}\n附件：补贴标准表`);
  await page.getByLabel('添加附件').setInputFiles(huge);
  await page.getByText('film.pdf').first().waitFor();
  expect(await page.locator('#text').inputValue()).toContain('附件：补贴标准表');
  await page.getByLabel('添加附件').setInputFiles({
    ...{ name: '补贴标准表.pdf', mimeType: 'application/pdf', buffer: scan },
  });
  await page.getByText('“补贴标准表.pdf”正在识别图片中的文字').waitFor({ timeout: 120_000 });
  await readAll();
  await page.getByText('正在识别').first().waitFor({ state: 'detached', timeout: 120_000 });
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('heading', { level: 1, name: '关于样例补贴的通知' }).waitFor({ timeout: 120_000 });
  await page.getByText('待审核').first().waitFor();

  await using reviewing = await openAs('reviewer', `${path}/review`);
  const review = reviewing.page;
  // What was read on the scan is a hit at its place, and stops the approval until somebody has decided.
  await review.getByText('附件“补贴标准表.pdf”').first().waitFor();
  await isGood(reviewing, 'review-scan');
  await review.getByRole('button', { name: '放行', exact: true }).click();
  await review.locator('#ground').fill('示例口令，不是真实口令');
  await review.getByRole('button', { name: '放行', exact: true }).last().click();
  await review.getByText('放行：示例口令，不是真实口令').waitFor();
  await review.getByRole('button', { name: '同意', exact: true }).click();
  await review.getByRole('button', { name: /^同意第\d版$/ }).click();
  await review.getByText('已批准待发布').first().waitFor();

  await deliverAll();
  await page.goto(`${base}${path}`);
  await page.getByText('已发布').first().waitFor();
  const shown = await page.context().newPage();
  await shown.goto(`${pages}/tzgg/${id}.html`);
  await shown.getByRole('heading', { level: 1, name: '关于样例补贴的通知' }).waitFor();
  expect(await shown.getByRole('link', { name: '补贴标准表.pdf' }).count()).toBe(1);
  await shown.close();
  await page.getByRole('button', { name: '比对网页' }).click();
  await page.getByText('与审定稿一致').waitFor({ timeout: 90_000 });

  tamper(id, (html) =>
    html
      .replace('320元', '820元')
      .replace('<p>特此通知。</p>', '<p style="display:none">样例彩票，点击领取</p><p>特此通知。</p>'),
  );
  await page.getByRole('button', { name: '比对网页' }).click();
  await page.getByText('与审定稿不一致').first().waitFor({ timeout: 90_000 });
  expect(await page.locator('del', { hasText: '320' }).count()).toBe(1);
  expect(await page.locator('ins', { hasText: '820' }).count()).toBe(1);
  await page.getByRole('listitem').filter({ hasText: '隐藏' }).filter({ hasText: '样例彩票' }).waitFor();
  await page.getByText('网页与审定稿不一致').first().waitFor();
  await isGood(writing, 'item-tampered');
  await page.goto(`${base}/publications?show=differs`);
  await page.getByRole('link', { name: '关于样例补贴的通知' }).waitFor();
  await isGood(writing, 'items-differs');
  const archive = unzip(await (await page.request.get(`${base}/api${path}/archive.zip`)).body());
  expect(checkArchive(archive)).toMatchObject({ decisions: 1, fault: undefined });
  expect([...archive.keys()].some((name) => name.endsWith('.pdf'))).toBe(true);
  await page.goto(`${base}${path}?lang=en`);
  await page.getByRole('heading', { name: 'Decisions' }).waitFor();
  await isGood(writing, 'item-tampered-en');
  await page.goto(`${base}/publications/calendar?lang=zh`);
  await page.getByRole('link', { name: '关于样例补贴的通知' }).waitFor();
  await isGood(writing, 'calendar');
  await page.goto(`${base}/publications/numbers`);
  await page.getByRole('link', { name: '1篇，样例局，已发布' }).press('Enter');
  await page.getByText('只显示：样例局，已发布。').waitFor();
  await page.getByRole('link', { name: '关于样例补贴的通知' }).waitFor();
  await isGood(writing, 'items-narrowed');
  await page.goto(`${base}/publications/numbers?by=months&lang=en`);
  await page.getByRole('heading', { level: 2, name: 'By month and kind' }).waitFor();
  await isGood(writing, 'numbers-en');
  await outlets.goto(`${base}/publications/outlets?lang=en`);
  await outlets.getByRole('heading', { level: 1 }).waitFor();
  await isGood(setting, 'outlets-en');
});

it('a repost is entered with its source, compared with the original before the reviewer, and shows all three on its page', async () => {
  const line = '样例市今日启动冬季供暖，供暖面积为3200万平方米。';
  const source = `${pages}/source/1.html`;
  original = `<!doctype html><meta charset="utf-8"><title>样例日报</title><div>首页</div><h1>样例市启动供暖</h1><p>${line.replace('3200', '3500')}</p>
    <p>供暖热线为0990-0000000，全天受理来电。</p>`;
  await using managing = await openAs('leader', '/publications/sources');
  await managing.page.getByText('还没有设定名单').waitFor();
  const list = (text: string) => ({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await managing.page.getByLabel('名单文件').setInputFiles(list('样例日报,paper.example\n某某报,'));
  await managing.page.getByText('这一行没有网址').waitFor();
  await isGood(managing, 'sources-faulty');
  await managing.page
    .getByLabel('名单文件')
    .setInputFiles(list('样例日报,paper.example\n样例网,www.sample.example'));
  await managing.page.getByRole('button', { name: '导入' }).click();
  await managing.page.getByText('共2个网站').waitFor();
  await isGood(managing, 'sources');

  await using writing = await openAs('handler', '/publications/new');
  const { page } = writing;
  await page.getByLabel('原创或者转载').selectOption({ label: '转载' });
  await fillItem(page, { title: '样例市启动供暖', text: `${line}\n供暖热线为0990-0000000，全天受理来电。` });
  await page.getByLabel('来源网站').first().fill('样例日报');
  await page.getByLabel('原文链接').fill('样例日报第一版');
  await isGood(writing, 'repost-new');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('原文链接应当是完整的网址').first().waitFor();
  await page.getByLabel('原文链接').fill(source);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByRole('heading', { level: 1, name: '修改稿件' }).waitFor();
  await page.getByText('转载登记还缺少：与履职的关系').first().waitFor();
  await page.getByText('来源不在本单位的转载来源名单中').waitFor();
  await page.getByRole('button', { name: '取回原文并比对' }).click();
  await page.getByText('与原文有出入').waitFor({ timeout: 90_000 });
  await page.getByLabel('与履职的关系').fill('与本单位供暖管理职责相关');
  await page.getByLabel('真实性和客观性评估').fill('来源为正规媒体，已与供暖企业核对');
  await page.getByLabel('文字的权利').selectOption({ label: '来源声明允许转载' });
  await page.getByLabel('图片等的权利').selectOption({ label: '没有转载图片、音频和视频' });
  await page.getByLabel('授权情况或者依据').fill('来源网站声明注明出处即可转载');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('已保存，现为第2版').waitFor();
  await isGood(writing, 'repost-edit');
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('heading', { level: 1, name: '样例市启动供暖' }).waitFor();
  const path = new URL(page.url()).pathname;

  await using reviewing = await openAs('reviewer', `${path}/review`);
  const review = reviewing.page;
  await review.getByText('与原文有出入').first().waitFor();
  expect(await review.locator('ins', { hasText: '3500' }).count()).toBe(1);
  await review.getByText('不是现在这一版的结果').waitFor();
  await isGood(reviewing, 'repost-review');
  await review.goto(`${base}${path}/review?lang=en`);
  await review.getByText('Differs from the original').first().waitFor();
  await isGood(reviewing, 'repost-review-en');
  await review.goto(`${base}${path}/review?lang=zh`);
  await review.getByRole('button', { name: '同意', exact: true }).click();
  await review.getByRole('button', { name: '同意第2版' }).click();
  await review.getByText('已批准待发布').first().waitFor();
  await deliverAll();
  await page.goto(`${base}${path}`);
  await page.getByRole('button', { name: '比对网页' }).click();
  await page.getByText('与审定稿一致').waitFor({ timeout: 90_000 });
  tamper(path.split('/').at(-1) ?? '', (html) => html.replaceAll(source, 'https://other.example/'));
  await page.getByRole('button', { name: '比对网页' }).click();
  await page.getByText('转载链接没有标注，或者标注不准确').waitFor({ timeout: 90_000 });
  await isGood(writing, 'repost-item');
});

const lack = lackOfSshd();

it.skipIf(lack !== undefined)(
  `static pages go to another machine as the SFTP form says${lack ? `: ${lack}` : ''}`,
  async () => {
    await using sshd = await startSshd();
    const there = join(sites, 'remote');
    mkdirSync(there);
    await registerSite(database.db, unit, { name: '样例局服务网' });
    await using setting = await openAs('liaison', '/publications/outlets');
    const { page } = setting;
    await page.getByText('新增发布去向').click();
    await page.getByLabel('应用', { exact: true }).selectOption({ label: '样例局服务网（样例局）' });
    await page.getByLabel('种类', { exact: true }).selectOption({ label: '静态网页（SFTP）' });
    const fill = async (fields: Readonly<Record<string, string>>) => {
      for (const [field, value] of Object.entries(fields)) await page.locator(`#new-${field}`).fill(value);
    };
    const right = {
      name: '样例局服务网站',
      host: '127.0.0.1',
      user: sshd.user,
      url: `${pages}/remote/`,
      columnName: '通知公告',
    };
    await fill({
      ...right,
      host: 'sftp://127.0.0.1',
      port: '70000',
      hostKey: 'SHA256:abc',
      folder: 'remote/',
      columnType: '通知公告',
    });
    await page.getByRole('button', { name: '保存' }).click();
    for (const wrong of [
      '应为主机名或者 IP 地址',
      '应为1至65535的整数',
      '应为 SHA256: 和43个字符',
      '应为以 / 开头的路径',
    ])
      await page.getByText(wrong).first().waitFor();
    await isGood(setting, 'outlet-sftp-faults');
    await fill({ ...right, port: String(sshd.port), hostKey: sshd.hostKey, folder: there });
    await page.getByRole('button', { name: '保存' }).click();
    // Neither key nor password is there yet, which is told at its field.
    await page.getByText('私钥').first().waitFor();
    await page.locator('#new-privateKey').fill(sshd.privateKey);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('样例局服务网站').first().waitFor();
    await isGood(setting, 'outlet-sftp');
    // The key is not told again, to nobody.
    expect(await page.content()).not.toContain('PRIVATE KEY');

    await using writing = await openAs('handler', '/publications/new');
    const draft = writing.page;
    await draft.getByLabel('发布到').selectOption({ label: '样例局服务网（样例局）' });
    await draft.getByLabel('标题').fill('关于服务时间的通知');
    await draft.locator('#text').fill('各科室：\n服务时间为每日九时至十七时。\n特此通知。');
    await draft.getByRole('button', { name: '保存草稿' }).click();
    await draft.getByRole('heading', { level: 1, name: '修改稿件' }).waitFor();
    const path = new URL(draft.url()).pathname.replace(/\/edit$/, '');
    await draft.getByRole('button', { name: '提交审核' }).click();
    await draft.getByRole('heading', { level: 1, name: '关于服务时间的通知' }).waitFor();
    await using reviewing = await openAs('reviewer', `${path}/review`);
    await reviewing.page.getByRole('button', { name: '同意', exact: true }).click();
    await reviewing.page.getByRole('button', { name: /^同意第\d版$/ }).click();
    await reviewing.page.getByText('已批准待发布').first().waitFor();
    await deliverAll();
    const written = readFileSync(join(there, `${path.split('/').at(-1)}.html`), 'utf8');
    expect(written).toContain('<p>服务时间为每日九时至十七时。</p>');
    expect(written).toContain('<meta name="ColumnName" content="通知公告">');
    await draft.goto(`${base}${path}`);
    await draft.getByText('已发布').first().waitFor();
  },
  240_000,
);
