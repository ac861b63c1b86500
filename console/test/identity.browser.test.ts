import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDeskRoutes } from '../../server/src/desk/index.ts';
import { identitySetup } from '../../server/src/identity/index.ts';
import { codeOfStep, stepAt } from '../../server/src/identity/sign-in/totp.ts';
import { addRegistryRoutes } from '../../server/src/registry/index.ts';
import { useTestDatabase } from '../../server/test/database.ts';
import { adminToken, type IdentityHouse, PASSWORD } from '../../server/test/identity-house.ts';
import { seriousFaults, sidewaysPixels, type TestBrowser, type WatchedPage } from './browser.ts';
import { press, type } from './by-keyboard.ts';
import { type ConsoleHouse, openConsole } from './console-house.ts';

// biome-ignore lint/correctness/useHookAtTopLevel: vitest's, not React's.
const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'zhengdun-identity-pages-'));
let started: ConsoleHouse;
let house: IdentityHouse;
let browser: TestBrowser;
let base: string;

beforeAll(async () => {
  started = await openConsole(database.db, {
    port: 18_700,
    addMore(http, { db, now }) {
      addRegistryRoutes(http, { db });
      addDeskRoutes(http, {
        now,
        items: [],
        ending: async () => ({ items: [], total: 0 }),
        numbers: async () => ({}),
        setup: [(unit, at) => identitySetup(db, unit, at)],
      });
    },
  });
  ({ house, browser } = started);
  base = `${started.base}/`;
});
afterAll(async () => {
  await started[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** Refusals that a person sees in words are lines of the browser's log too. */
const isRefusal = (line: string): boolean =>
  /the server responded with a status of 4(01|03|09|10)/.test(line);

const faults: string[] = [];
beforeEach(() => faults.splice(0));
afterEach(() => expect(faults).toEqual([]));

/** What every page has to be, at the design width and on a telephone; what it is not is told at the end of the test. */
async function isGood({ page, complaints }: WatchedPage, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  faults.push(...(await seriousFaults(page)).map((fault) => `${name}: ${fault}`));
  if ((await page.locator('h1').count()) !== 1) faults.push(`${name}: not one h1`);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const beyond = await sidewaysPixels(page);
    if (beyond > 0) faults.push(`${name}: ${beyond} pixels beyond ${width}`);
  }
  faults.push(...complaints.filter((line) => !isRefusal(line)).map((line) => `${name}: ${line}`));
}

/** Chooses from the browser's own list by its first letters: what a keyboard does. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).selectOption({ label: option });
}

function seedOf(text: string): Buffer {
  const bits = [...text.replaceAll(' ', '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** Sets up the second factor on its page, by keyboard. */
async function enrol(opened: WatchedPage, name: string): Promise<Buffer> {
  const { page } = opened;
  await page.getByRole('heading', { name: '双因子登记' }).waitFor();
  const seed = seedOf(await page.locator('main code').innerText());
  await isGood(opened, name);
  await type(page, '6位验证码', codeOfStep(seed, stepAt(house.clock.now)));
  await press(page, '完成登记');
  await page.getByRole('heading', { name: '保存恢复码' }).waitFor();
  await isGood(opened, `${name}-codes`);
  await press(page, '已保存，进入系统');
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  return seed;
}

/** Beijing time for a field of date and time. */
function fieldTime(minutesFromNow: number): string {
  return new Date(house.clock.now.getTime() + (minutesFromNow + 480) * 60_000).toISOString().slice(0, 16);
}

describe('people and grants', () => {
  it('go from the first link to a contractor whose session ends with his grant, by keyboard alone', async () => {
    const token = await adminToken(house, folder);
    await using admin = await browser.open(`${base}claim#${token}`);
    const { page } = admin;
    await page.getByRole('heading', { name: '首位管理员' }).waitFor();
    await press(page, '登记并继续');
    await page.getByText('有9处需要更正').waitFor();
    await isGood(admin, 'claim-faults');
    await type(page, '单位名称', '样例市数据局');
    await choose(page, '单位性质', '党政机关');
    await choose(page, '行政级别', '地市级');
    await type(page, '行政区划名称', '样例市');
    await type(page, '行政区划代码', '990100');
    await type(page, '姓名', '甲管理');
    await choose(page, '身份', '公务员');
    await type(page, '用户名', 'first.admin');
    await type(page, '密码', PASSWORD);
    await press(page, '登记并继续');
    const seed = await enrol(admin, 'factor');
    await page.getByText('未完成，由').first().waitFor();
    await isGood(admin, 'first-desk');
    await press(page, '添加第二名管理员');
    await page.getByText('还没有其他人员').waitFor();
    await isGood(admin, 'grant-alone');
    await press(page, '甲管理');
    await page.getByRole('heading', { name: '我的账号' }).waitFor();
    await isGood(admin, 'account');

    await press(page, '退出');
    await page.getByRole('heading', { name: '登录', level: 1 }).waitFor();
    await isGood(admin, 'sign-in');
    house.clock.pass(1);
    await type(page, '用户名', 'first.admin');
    await type(page, '密码', 'not the password');
    await press(page, '登录');
    await page.getByRole('alert').getByText('用户名或密码不正确').waitFor();
    await isGood(admin, 'sign-in-refused');
    await page.getByLabel('密码', { exact: true }).fill('');
    await type(page, '密码', PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '双因子验证' }).waitFor();
    await isGood(admin, 'code');
    await type(page, '验证码或恢复码', codeOfStep(seed, stepAt(house.clock.now)));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '工作台' }).waitFor();

    await press(page, '人员');
    await page.getByRole('heading', { name: '人员', level: 1 }).waitFor();
    await isGood(admin, 'people');
    await page.getByRole('link', { name: '新增人员' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '新增人员', level: 1 }).waitFor();
    await type(page, '姓名', '乙运维');
    await type(page, '用户名', 'operator.b');
    await choose(page, '身份', '外包人员');
    await isGood(admin, 'new-person');
    await press(page, '登记人员');
    const link = await page.locator('main code').innerText();
    expect(link).toContain('/welcome#');
    await isGood(admin, 'hand-over');

    await press(page, '查看该人员');
    await page.getByRole('heading', { name: '乙运维' }).waitFor();
    await press(page, '新增授权');
    await page.getByRole('heading', { name: '新增授权', level: 1 }).waitFor();
    // A region is found by its name, wherever it stands among the three thousand.
    await choose(page, '岗位', '监管查阅人员');
    await choose(page, '范围类别', '行政区划');
    await type(page, '授权范围', '样例');
    await press(page, '样例市');
    expect(await page.getByLabel('授权范围', { exact: true }).inputValue()).toBe('样例市');
    await isGood(admin, 'grant-region');
    await choose(page, '岗位', '运维人员');
    await choose(page, '范围类别', '本单位');
    await choose(page, '授权范围', '样例市数据局');
    await press(page, '授权');
    await page.getByText('非在编人员的授权应写明截止时间、批准人和事由').first().waitFor();
    await isGood(admin, 'new-grant');
    await page.getByLabel('截止时间', { exact: true }).fill(fieldTime(12));
    await type(page, '批准人', '丙负责人');
    await type(page, '事由', '网站运维服务合同');
    await press(page, '授权');
    await page
      .getByRole('cell', { name: /运维人员|丙负责人/ })
      .first()
      .waitFor();
    await isGood(admin, 'person');

    await using contractor = await browser.open(link);
    const his = contractor.page;
    await his.getByRole('heading', { name: '设置密码' }).waitFor();
    await isGood(contractor, 'welcome');
    await type(his, '密码', PASSWORD);
    await press(his, '设置密码并继续');
    await enrol(contractor, 'contractor-factor');
    await his.getByText('到期后登录随即中止').waitFor();
    expect(await his.getByRole('link', { name: '人员' }).count()).toBe(0);
    await isGood(contractor, 'contractor-account');

    await page.goto(`${base}people?preset=ending`);
    await page.getByRole('link', { name: '乙运维' }).waitFor();
    await isGood(admin, 'ending');

    house.clock.pass(13);
    await his.reload();
    await his.getByRole('heading', { name: '登录', level: 1 }).waitFor();
    expect((await house.browser().session()).claimed).toBe(true);
    await his.goto(`${base}people`);
    await his.getByRole('heading', { name: '登录', level: 1 }).waitFor();
  }, 400_000);

  it('are shown to nobody who is not signed in, and the first link opens nothing once more', async () => {
    await using opened = await browser.open(`${base}people`);
    await opened.page.getByRole('heading', { name: '登录', level: 1 }).waitFor();
    await opened.page.goto(`${base}claim#${'A'.repeat(43)}`);
    await opened.page.getByText('本系统已有首位管理员').waitFor();
    await isGood(opened, 'claim-done');
    await opened.page.getByRole('link', { name: '去登录' }).click();
    await opened.page.getByRole('heading', { name: '登录', level: 1 }).waitFor();
    await opened.page.goto(`${base}welcome#${'A'.repeat(43)}`);
    await opened.page.getByText('链接不能使用').waitFor();
    await isGood(opened, 'link-refused');
  });
});

describe('an idle page', () => {
  it('says so a minute before, and ends the session when nothing is done', async () => {
    const { signedIn, makeUnit } = await import('../../server/test/identity-house.ts');
    const unitId = await makeUnit(database.db, { name: '样例区局', region: '990000/990300/' });
    const { browser: cookies } = await signedIn(house, { unitId });
    const context = await browser.browser.newContext();
    await context.addCookies([...cookies.cookies].map(([name, value]) => ({ name, value, url: base })));
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${base}account`);
    await page.getByRole('heading', { name: '我的账号' }).waitFor();
    await page.clock.runFor(14 * 60_000 + 5_000);
    await page.getByRole('alert').getByRole('button', { name: '继续使用' }).click();
    expect(await page.getByRole('button', { name: '继续使用' }).count()).toBe(0);
    await page.clock.runFor(15 * 60_000 + 5_000);
    await page.getByRole('heading', { name: '登录', level: 1 }).waitFor();
    expect((await cookies.session()).stage).toBe('none');
    await context.close();
  });
});
