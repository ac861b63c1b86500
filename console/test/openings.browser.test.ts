import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addAssuranceRoutes, openVault } from '../../server/src/assurance/index.ts';
import { addOpeningRoutes } from '../../server/src/opening/index.ts';
import { readPublicationRecords } from '../../server/src/publication/index.ts';
import { addRegistryRoutes } from '../../server/src/registry/index.ts';
import { useTestDatabase } from '../../server/test/database.ts';
import {
  type IdentityHouse,
  makeUnit,
  type TestBrowser as Signed,
  signedIn,
} from '../../server/test/identity-house.ts';
import { PDF } from '../../server/test/papers.ts';
import { putRegions } from '../../server/test/registry.ts';
import { seriousFaults, sidewaysPixels, type TestBrowser, type WatchedPage } from './browser.ts';
import { type ConsoleHouse, openConsole } from './console-house.ts';
import { addUnverifiedLedger } from './unverified-ledger.ts';

// biome-ignore lint/correctness/useHookAtTopLevel: vitest's, not React's.
const database = useTestDatabase();
let started: ConsoleHouse;
let house: IdentityHouse;
let browser: TestBrowser;
let base: string;
let handler: Signed;
let supervisor: Signed;
let leader: Signed;
const faults: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'zhengdun-opening-pages-'));

beforeAll(async () => {
  started = await openConsole(database.db, {
    port: 18_760,
    addMore(http) {
      addRegistryRoutes(http, { db: database.db });
      const vault = openVault(folder);
      addAssuranceRoutes(http, {
        db: database.db,
        vault,
        readings: {},
        records: readPublicationRecords,
        now: () => house.clock.now,
      });
      addOpeningRoutes(http, { db: database.db, readings: {}, now: () => house.clock.now });
      addUnverifiedLedger(http, () => house.clock.now);
    },
  });
  ({ house, browser, base } = started);
  await putRegions(database.db);
  const unit = await makeUnit(database.db, { name: '样例市教育局', region: '990000/990100/' });
  const office = await makeUnit(database.db, { name: '样例市网信办', region: '990000/990100/' });
  handler = (await signedIn(house, { unitId: unit, grants: [{ role: 'handler' }] })).browser;
  leader = (await signedIn(house, { unitId: unit, grants: [{ role: 'leader' }] })).browser;
  const region = { role: 'supervisor', area: 'region', place: '990100' } as const;
  supervisor = (await signedIn(house, { unitId: office, grants: [region] })).browser;
});
afterAll(async () => {
  await started[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => faults.splice(0));
afterEach(() => expect(faults).toEqual([]));

/** A page of somebody who has signed in already. */
async function open(who: Signed, path: string): Promise<WatchedPage> {
  const opened = await browser.open(`${base}/api/session`);
  await opened.page
    .context()
    .addCookies([...who.cookies].map(([name, value]) => ({ name, value, url: base })));
  opened.complaints.length = 0;
  await opened.page.goto(`${base}${path}`);
  return opened;
}

/** What every page has to be, at the design width and on a telephone. Pictures are kept where a folder is named. */
async function isGood({ page, complaints }: WatchedPage, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  faults.push(...(await seriousFaults(page)).map((fault) => `${name}: ${fault}`));
  if ((await page.locator('h1').count()) !== 1) faults.push(`${name}: not one h1`);
  for (const width of [320, 360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const beyond = await sidewaysPixels(page);
    if (beyond > 0) faults.push(`${name}: ${beyond} pixels beyond ${width}`);
    await keepPicture(page, `${name}-${width}`);
  }
  const isRefusal = (line: string) => /the server responded with a status of 4(00|09)/.test(line);
  faults.push(...complaints.filter((line) => !isRefusal(line)).map((line) => `${name}: ${line}`));
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.ZHENGDUN_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    const field = page.getByLabel(label, { exact: true });
    await field.waitFor();
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT')
      await field.selectOption({ label: value });
    else await field.fill(value);
  }
}

/** Goes on, once everything that was typed is kept. */
async function goOn(page: Page): Promise<void> {
  await page.getByText('已保存草稿').waitFor();
  await page.getByRole('link', { name: '保存并继续' }).click();
}

async function record(page: Page, step: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const form = page.getByRole('form', { name: `登记“${step}”` });
  await form.waitFor();
  for (const [label, value] of Object.entries(fields))
    await form.getByLabel(label, { exact: true }).fill(value);
  await form.getByRole('button', { name: '保存办理结果' }).click();
  const item = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: step, exact: true }) });
  await item.getByText('已办结').waitFor();
}

describe('a unit opens a site', () => {
  let address: string;

  it('fills in one form in tasks, of which nothing is lost, and submits it', async () => {
    await using opened = await open(handler, '/openings');
    const { page } = opened;
    await page.getByText('尚无开办事项').waitFor();
    await isGood(opened, 'empty');
    await page.getByRole('link', { name: '开始填报' }).first().click();
    await fill(page, { 应用类型: '网站' });
    await isGood(opened, 'new');
    // The only unit that she fills in for is there already.
    await page.getByLabel('应用类型').press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: '填报任务' }).waitFor();
    address = new URL(page.url()).pathname;
    await isGood(opened, 'tasks');
    await page.getByRole('link', { name: /单位和责任人/ }).click();
    await fill(page, { 分管负责人: '甲某', 联系人: '乙某', 联系电话: '号码', 通信地址: '样例路1号' });
    await page.getByText('联系电话应是电话号码').waitFor();
    await isGood(opened, 'people');
    await fill(page, { 联系电话: '0990-0000000' });
    await page.getByText('已保存草稿').waitFor();
    await page.reload();
    expect(await page.getByLabel('联系电话').inputValue()).toBe('0990-0000000');
    await page.getByRole('link', { name: '保存并继续' }).click();
    await fill(page, { 应用名称: '阳光网', 网站类型: '门户网站', 是否政府网站: '是' });
    await page.getByText('名称“阳光网”不是单位名称或规范简称，也不是区域名加职责名').waitFor();
    await isGood(opened, 'name');
    await page.getByRole('button', { name: '样例市教育局网站', exact: true }).click();
    await fill(page, { 用途和服务内容: '公开教育信息，办理入学报名' });
    await goOn(page);
    await fill(page, { 英文域名: 'www.yangli.com' });
    await page.getByText('域名“www.yangli.com”不以“.gov.cn”或“.政务”为后缀').waitFor();
    await isGood(opened, 'domain');
    await page.getByRole('group', { name: '拟出的域名' }).getByRole('button').first().click();
    await goOn(page);
    await fill(page, {
      运维单位: '样例公司',
      接入服务商: '样例接入公司',
      服务器或者云平台所在地: '境内',
      拟定的等级保护级别: '第三级',
    });
    await page.getByText('已保存草稿').waitFor();
    await page.getByRole('link', { name: '保存并继续' }).click();
    await page.getByText('还有1处没有填好').waitFor();
    await isGood(opened, 'check');
    await page.getByRole('link', { name: '请填写计划上线日期' }).click();
    await fill(page, { 计划上线日期: '2026-12-31' });
    await goOn(page);
    await page.getByText('未发现与条文不一致的内容').waitFor();
    await page.getByRole('button', { name: '提交审核' }).press('Enter');
    await page.getByText('样例市教育局 · 网站 · 待受理').waitFor();
    await isGood(opened, 'submitted');
  });

  it('is reviewed by the superior: returned once, mended, granted', async () => {
    await using opened = await open(supervisor, '/openings');
    const { page } = opened;
    await page.getByRole('row', { name: /样例市教育局网站/ }).waitFor();
    await isGood(opened, 'list');
    await page.getByRole('link', { name: '样例市教育局网站' }).click();
    await page.getByRole('button', { name: '受理' }).click();
    await page.getByLabel('决定', { exact: true }).selectOption({ label: '退回补正' });
    await page.getByRole('button', { name: '退回补正' }).click();
    await page.getByText('有1处需要更正').waitFor();
    await page.getByRole('checkbox', { name: '用途和服务内容' }).check();
    await fill(page, { 用途和服务内容怎么改: '写明服务对象' });
    await isGood(opened, 'decide');
    await page.getByRole('button', { name: '退回补正' }).click();
    await page.getByText('样例市教育局 · 网站 · 退回补正').waitFor();

    await using again = await open(handler, `${address}?tab=form&part=application`);
    await again.page.getByText('需补正：写明服务对象').waitFor();
    await fill(again.page, { 用途和服务内容: '面向学生家长，公开信息，办理入学报名' });
    await goOn(again.page);
    await again.page.goto(`${base}${address}?tab=form&part=check`);
    await again.page.getByText('用途和服务内容：写明服务对象（已修改）').waitFor();
    await again.page.getByRole('checkbox', { name: '用途和服务内容' }).check();
    await isGood(again, 'mended');
    await again.page.getByRole('button', { name: '提交审核' }).click();
    await again.page.getByText('样例市教育局 · 网站 · 待受理').waitFor();

    await page.reload();
    await page.getByRole('button', { name: '受理' }).click();
    await page.getByRole('button', { name: '准予' }).click();
    await page.getByText('样例市教育局 · 网站 · 准予').waitFor();
  });

  it('records what authorities gave, a leader leaving out what no article asks for, until it is online', async () => {
    const today = new Date(house.clock.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    await using lead = await open(leader, `${address}?tab=steps`);
    await lead.page.getByText('由负责人书面批准').click();
    await fill(lead.page, { 理由: '当地不要求', 批准文件的文号: '样教〔2026〕1号' });
    await isGood(lead, 'override');
    await lead.page.getByRole('button', { name: '登记批准' }).click();
    await lead.page.getByText('经批准未办').waitFor();

    await using opened = await open(handler, address);
    const { page } = opened;
    await isGood(opened, 'steps');
    const done = { 办结日期: today, 编号或者文号: '样例编号' };
    for (const step of [
      '经费纳入预算',
      '机构编制部门开办审核',
      '域名注册',
      '网上标识核发',
      'ICP备案',
      '上线前安全检测评估',
    ])
      await record(page, step, done);
    // A receipt is handed in as a scan, also later, and opened again from its step.
    const budget = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: '经费纳入预算', exact: true }) });
    await budget.getByText('更正登记').click();
    const receipt = budget.getByRole('form', { name: '登记“经费纳入预算”' });
    await receipt
      .getByLabel('回执扫描件（可以不附）')
      .setInputFiles({ name: '预算批复.pdf', mimeType: 'application/pdf', buffer: PDF });
    await receipt.getByRole('listitem').filter({ hasText: '预算批复.pdf' }).waitFor();
    await isGood(opened, 'scan');
    await receipt.getByRole('button', { name: '保存办理结果' }).click();
    const scan = budget.getByRole('link', { name: '回执扫描件：预算批复.pdf' });
    await scan.waitFor();
    const kept = `/api${await scan.getAttribute('href')}`;
    expect((await handler.ask('GET', kept)).status).toBe(200);
    await record(page, '上线开通', { 上线日期: today });
    await page.getByRole('link', { name: '待检测确认' }).first().waitFor();
    await page.getByText(/剩余\d+日/).waitFor();
    await isGood(opened, 'online');
    await page.getByRole('link', { name: '办理经过' }).click();
    await page.getByText('列入应用台账').waitFor();
    await isGood(opened, 'history');
    await page.getByRole('link', { name: '办理步骤' }).click();
    await page.getByRole('link', { name: '已列入应用台账，查看应用' }).click();
    await page.getByRole('heading', { level: 1, name: '样例市教育局网站' }).waitFor();
  });
});

describe('every page of openings', () => {
  it('is good in English too', async () => {
    const { rows } = (await handler.get('/api/openings?show=all')).body;
    const id = rows[0]?.id;
    await using opened = await open(handler, '/openings?show=all&lang=en');
    await opened.page.getByRole('heading', { level: 1, name: 'Openings' }).waitFor();
    await isGood(opened, 'en-list');
    for (const tab of ['form', 'steps', 'history']) {
      await opened.page.goto(`${base}/openings/${id}?tab=${tab}&lang=en`);
      await opened.page.getByRole('heading', { level: 2 }).first().waitFor();
      await isGood(opened, `en-${tab}`);
    }
  });
});

describe('the first use', () => {
  it('asks four questions and lists what is the unit’s own first', async () => {
    await using opened = await open(handler, '/applications');
    const { page } = opened;
    await page.getByRole('link', { name: '本单位义务清单' }).click();
    await page.getByRole('button', { name: '列出义务' }).click();
    await page.getByText('有3处需要更正').waitFor();
    await fill(page, { 单位性质: '党政机关', 行政级别: '县级部门' });
    await page.getByRole('checkbox', { name: '上级平台栏目' }).check();
    await page.getByRole('checkbox', { name: '公众账号' }).check();
    await page.getByRole('button', { name: '列出义务' }).click();
    await page.getByRole('table').waitFor();
    const told = await page.getByRole('status').filter({ hasText: '本单位落实' }).innerText();
    expect(told).toBe(`本单位落实 ${(await page.getByRole('row').count()) - 1}项`);
    await isGood(opened, 'short-list');
    await page.getByRole('link', { name: /由承载平台落实/ }).click();
    expect(new URL(page.url()).searchParams.get('fate')).toBe('inherited');
  });
});
