import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING, withinScope } from '../../server/src/kernel/tenancy/index.ts';
import { addOpeningRoutes } from '../../server/src/opening/index.ts';
import { addRegistryRoutes } from '../../server/src/registry/index.ts';
import { addSupervisionRoutes, takeInChecks, takeInPapers } from '../../server/src/supervision/index.ts';
import { verdictOf } from '../../server/test/check-results.ts';
import { useTestDatabase } from '../../server/test/database.ts';
import {
  type IdentityHouse,
  makeUnit,
  signedIn,
  type TestBrowser as Visitor,
} from '../../server/test/identity-house.ts';
import { keepCheck, registerSite, tellKept } from '../../server/test/kept-checks.ts';
import { seriousFaults, sidewaysPixels, type TestBrowser } from './browser.ts';
import { type ConsoleHouse, openConsole } from './console-house.ts';
import { addUnverifiedLedger } from './unverified-ledger.ts';

// biome-ignore lint/correctness/useHookAtTopLevel: vitest's, not React's.
const database = useTestDatabase();
let started: ConsoleHouse;
let house: IdentityHouse;
let browser: TestBrowser;
let base: string;
let unit: string;
const hosts: string[] = [];
const sites: string[] = [];
/** A Monday whose year is published. */
const now = new Date('2026-03-02T02:00:00Z');
const jobs = { async send() {}, async work() {}, async stop() {} };
const who = new Map<string, { browser: Visitor; id: string; name: string }>();

beforeAll(async () => {
  started = await openConsole(database.db, {
    port: 18_740,
    addMore(http) {
      addSupervisionRoutes(http, { db: database.db, jobs, now: () => now });
      addRegistryRoutes(http, { db: database.db });
      addOpeningRoutes(http, { db: database.db, readings: {}, now: () => now });
      addUnverifiedLedger(http, () => now);
    },
  });
  ({ house, browser, base } = started);
  house.clock.now = new Date(now);
  unit = await makeUnit(database.db, { name: '样例市数据局', region: '990000/990100/' });
  for (const role of ['liaison', 'handler', 'supervisor'] as const) {
    const area = role === 'supervisor' ? 'sector' : 'unit';
    const person = await signedIn(house, { unitId: unit, grants: [{ role, area, place: unit }] });
    const { person: named } = await person.browser.session();
    who.set(role, { ...person, name: named?.name ?? '' });
  }
  for (const day of [1, 2]) {
    const { host, id } = await registerSite(database.db, { unitId: unit });
    hosts.push(host);
    sites.push(id);
    await check(host, ['differ'], day);
  }
}, 120_000);
afterAll(async () => {
  await started[Symbol.asyncDispose]();
});

async function check(host: string, [code]: readonly string[], minute: number): Promise<void> {
  const verdicts = [
    verdictOf('site-code', code ?? 'differ', 'zh'),
    verdictOf('icp-number', 'not-linked', 'zh', { number: '某ICP备00000000号' }),
    verdictOf('site-place', 'blocked', 'zh'),
  ];
  const at = new Date(Date.parse('2026-03-01T02:00:00Z') + minute * 60_000).toISOString();
  await keepCheck(database.db, { host, verdicts, at });
  await tellKept(database.db, takeInChecks);
}

/** A page of the console for whoever has signed in. */
async function open(role: string, path: string) {
  const cookies = [...(who.get(role)?.browser.cookies ?? [])].map(([name, value]) => ({
    name,
    value,
    url: base,
  }));
  return browser.open(new URL(path, base).href, {
    storageState: { cookies: asStored(cookies), origins: [] },
  });
}

function asStored(cookies: readonly { name: string; value: string }[]) {
  return cookies.map(({ name, value }) => ({
    name,
    value,
    domain: '127.0.0.1',
    path: '/',
    expires: -1,
    httpOnly: true,
    secure: false,
    sameSite: 'Strict' as const,
  }));
}

/** No serious fault, and nothing beyond the window, at the design width and on a telephone. */
async function expectGood(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  expect(await page.locator('h1').count()).toBe(1);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect([width, await seriousFaults(page), await sidewaysPixels(page)]).toEqual([width, [], 0]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const found = await page.evaluate(() => {
      const focused = document.activeElement as HTMLInputElement | null;
      return focused?.labels?.[0]?.textContent ?? focused?.getAttribute('aria-label') ?? focused?.textContent;
    });
    if (found === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by Tab to ${name}`);
}

describe('the page of an application', () => {
  it('shows how it stands by its latest check, and leads to what is best mended first', async () => {
    await using opened = await open('liaison', `/applications/${sites[1]}`);
    const { page, complaints } = opened;
    const counts = page.getByRole('navigation', { name: '各类结果数量' });
    await counts.waitFor();
    const numbers = (await counts.getByRole('link').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    expect(numbers).toEqual(['× 不符合 2', '? 无法判定 1', '✓ 符合 0', '– 不适用 0', '共3项']);
    expect(await counts.getByRole('link').first().getAttribute('href')).toMatch(/^\/checks\/.*\?show=unmet$/);
    await expectGood(page);
    const first = page.getByRole('region', { name: '先改这几项' });
    expect(await first.getByRole('listitem').count()).toBe(2);
    const wrong = first.getByRole('link').first();
    const problem = await wrong.innerText();
    await wrong.click();
    await page.getByRole('heading', { level: 1, name: problem }).waitFor();
    // What the check told in Chinese is told in the language of the reader.
    await page.goto(`${page.url()}?lang=en`);
    await page.getByRole('heading', { name: 'What is wrong and how it is mended' }).waitFor();
    const told = await page
      .locator('dl')
      .filter({ hasText: 'Remedy' })
      .getByRole('definition')
      .allInnerTexts();
    expect(told.slice(1).filter((text) => /请|的|在/.test(text))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe('a finding', () => {
  it('is assigned from the list, checked again at its own page by keyboard, and closed by the check', async () => {
    {
      await using opened = await open('liaison', '/findings');
      const { page, complaints } = opened;
      await page.getByText('共6项问题').waitFor();
      await expectGood(page);
      for (const tick of await page.getByLabel(/^选择 .*网站标识码/).all()) await tick.check();
      await page.getByText('已选择2项').waitFor();
      // However long the page is, what can be done with them is in sight.
      await page.evaluate(() => scrollTo(0, 0));
      const onward = page.getByRole('link', { name: '办理所选问题' });
      expect(await onward.evaluate((link) => link.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
      await page.getByRole('button', { name: '指派' }).click();
      await page.getByText('请选择责任人').first().waitFor();
      await page.getByLabel('责任人').selectOption({ label: who.get('handler')?.name ?? '' });
      await page.getByLabel('期限（工作日）').fill('5');
      await expectGood(page);
      await page.getByRole('button', { name: '指派' }).click();
      await page.getByText('剩余5个工作日（2026年3月9日止）').first().waitFor();
      expect(await page.getByRole('row', { name: /整改中/ }).count()).toBe(2);
      expect(complaints).toEqual([]);
    }
    await using opened = await open('handler', '/findings?preset=mine');
    const { page, complaints } = opened;
    await page.getByText('共2项问题').waitFor();
    await page.getByLabel('应用、单位、网址或义务').fill(hosts[0] ?? '');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('共1项问题').waitFor();
    await tabTo(page, '网站标识码前后不一致');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '网站标识码前后不一致' }).waitFor();
    await expectGood(page);
    await tabTo(page, '申请复核');
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: '申请复核' }).waitFor();
    await expectGood(page);
    await page.getByRole('form', { name: '申请复核' }).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByText('复核检测正在进行').waitFor();
    await withinScope(database.db, EVERYTHING, (trx) =>
      trx
        .updateTable('inspection_check')
        .set({ state: 'broken', failure: '{"zh":"","en":""}' as never })
        .where('state', '=', 'waiting')
        .execute(),
    );
    await check(hosts[0] ?? '', ['agree'], 10);
    await page.getByText('检测确认，自动办结').waitFor();
    await page.getByText('待复核 → 已办结').waitFor();
    expect(await page.getByRole('button', { name: '申请复核' }).count()).toBe(0);
    await expectGood(page);
    expect(complaints).toEqual([]);
  });

  it('is appealed against by who mends, and decided by the supervisor with the ground at its field', async () => {
    const path = `/findings?search=${hosts[1]}&chapter=2&sort=severity`;
    {
      await using opened = await open('handler', path);
      const { page } = opened;
      await page.getByRole('link', { name: '网站标识码前后不一致' }).click();
      await page.getByRole('button', { name: '误报申诉' }).click();
      await page.getByRole('form', { name: '误报申诉' }).getByRole('button').click();
      await page.getByRole('link', { name: '请填写理由' }).waitFor();
      await page.getByLabel('理由').fill('标识码由上级统一发放');
      await page.getByRole('form', { name: '误报申诉' }).getByRole('button').click();
      await page.getByText('提出误报申诉。').waitFor();
      await page.goto(`${base}/applications?show=all`);
      await page.getByRole('link', { name: '登记应用' }).waitFor();
    }
    await using opened = await open('supervisor', '/findings?preset=pleas');
    const { page, complaints } = opened;
    await page.getByRole('link', { name: '网站标识码前后不一致' }).click();
    await page.getByRole('button', { name: '决定误报申诉' }).click();
    await page.getByLabel('决定', { exact: true }).selectOption({ label: '不支持申诉' });
    await page.getByRole('button', { name: '作出决定' }).click();
    await page.getByRole('link', { name: '请填写理由' }).waitFor();
    await expectGood(page);
    await page.getByLabel('决定', { exact: true }).selectOption({ label: '认定为误报' });
    await page.getByRole('button', { name: '作出决定' }).click();
    await page.getByText('整改中 → 误报已认定').waitFor();
    // What is said beside it stands below the life, as it was written.
    await page.getByText('暂无意见。').waitFor();
    await page.getByRole('button', { name: '发表意见' }).click();
    await page.getByRole('link', { name: '请填写意见内容' }).waitFor();
    await page.getByLabel('意见内容').fill('下次统一发放时，请先通知使用单位。');
    await page.getByRole('button', { name: '发表意见' }).click();
    await page.getByRole('list').getByText('下次统一发放时，请先通知使用单位。').waitFor();
    expect(await page.getByLabel('意见内容').inputValue()).toBe('');
    await expectGood(page);
    // Columns are put away by keyboard, stay so when the page is opened again, and all come back.
    await page.goto(`${base}/findings?preset=all`);
    const headers = page.getByRole('columnheader');
    const handlers = page.getByRole('columnheader', { name: '承办' });
    await handlers.waitFor();
    const before = await headers.count();
    await page.getByText('选择列', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: '显示的列' }).getByLabel('承办').focus();
    await page.keyboard.press('Space');
    await handlers.waitFor({ state: 'detached' });
    await expectGood(page);
    await page.getByRole('group', { name: '显示的列' }).getByLabel('单位').focus();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '恢复全部显示' }).waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('columnheader', { name: '期限' }).waitFor();
    expect(await headers.count()).toBe(before - 1);
    await page.getByText('选择列', { exact: true }).click();
    await page.getByRole('button', { name: '恢复全部显示' }).click();
    await handlers.waitFor();
    // What the supervisor may not do is not offered: the register is kept by its units.
    for (const [path, act] of [
      ['/applications?show=all', '登记应用'],
      ['/units', '登记单位'],
    ] as const) {
      await page.goto(`${base}${path}`);
      await page.getByRole('link', { name: '本单位义务清单' }).waitFor();
      expect(await page.getByRole('link', { name: act }).count()).toBe(0);
    }
    expect(complaints).toEqual([]);
  });
});

describe('a notice', () => {
  it('is composed from chosen findings with the days that do not count, sent, and signed for by the unit', async () => {
    {
      await using opened = await open('supervisor', '/findings?sort=severity');
      const { page, complaints } = opened;
      await page.getByText('共4项问题').waitFor();
      for (const tick of await page.getByLabel(/^选择 .*备案编号/).all()) await tick.check();
      await page.getByRole('link', { name: '发整改通知' }).click();
      await page.getByRole('heading', { level: 1, name: '发整改通知' }).waitFor();
      await page.getByText('发给样例市数据局，发送后立即送达。').waitFor();
      await page.getByLabel('期限（工作日）').fill('5');
      await page.getByText('今日送达，期限至2026年3月9日。').waitFor();
      await page.getByText('2026年3月7日、2026年3月8日').waitFor();
      await page.getByLabel('其他要求').fill('请主要负责人督促。');
      await expectGood(page);
      await page.getByRole('button', { name: '发送' }).click();
      await page.getByRole('heading', { level: 1, name: '互联网政务应用安全问题整改通知' }).waitFor();
      await page.getByText('待签收').waitFor();
      expect(await page.getByRole('button', { name: '签收' }).count()).toBe(0);
      expect(complaints).toEqual([]);
    }
    await using opened = await open('liaison', '/notices?show=unsigned');
    const { page, complaints } = opened;
    await page.getByText('共1份通知').waitFor();
    await expectGood(page);
    await tabTo(page, '互联网政务应用安全问题整改通知（2026-1）');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '互联网政务应用安全问题整改通知' }).waitFor();
    await tabTo(page, '签收');
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: '签收' }).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByText('整改中', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: '反馈整改情况' }).click();
    await page.getByLabel('整改情况说明').fill('已报送采购计划。');
    await expectGood(page);
    await page.getByRole('form', { name: '反馈整改情况' }).getByRole('button').click();
    await page.getByText('已反馈').waitFor();
    await page.getByRole('link', { name: '备案编号未链接到备案系统' }).first().click();
    await page.getByRole('link', { name: '第2026-1号' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('that came from outside is registered with its own number and date', async () => {
    await using opened = await open('liaison', '/findings?preset=unknown');
    const { page, complaints } = opened;
    await page
      .getByLabel(/^选择 .*所在地/)
      .first()
      .check();
    await page.getByRole('link', { name: '登记外来通知' }).click();
    await page.getByRole('button', { name: '登记' }).click();
    await page.getByText('有5处需要更正').waitFor();
    await page.getByLabel('来文单位').fill('样例省某办公室');
    await page.getByLabel('文号').fill('样例〔2026〕1号');
    await page.getByLabel('标题').fill('关于整改网站问题的通知');
    await page.getByLabel('收文日期').fill('2026-02-27');
    await page.getByLabel('期限').fill('2026-03-20');
    await expectGood(page);
    await page.getByRole('button', { name: '登记' }).click();
    await page.getByText('样例省某办公室发，编号样例〔2026〕1号').waitFor();
    await page.getByText('外来通知', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('what is on paper', () => {
  it('shows at the finding with who approved it and until when, and on the list as its state', async () => {
    const { id, host } = await registerSite(database.db, { unitId: unit });
    await check(host, ['differ'], 30);
    const people = { asked_by: who.get('handler')?.id ?? '', decided_by: who.get('supervisor')?.id ?? '' };
    await withinScope(database.db, EVERYTHING, async (trx) => {
      const { unit_id, region_path, sector_path } = await trx
        .selectFrom('registry_application')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const asked = { application_id: id, unit_id, region_path, sector_path, ground: '平台迁移期间' };
      const span = { starts_on: '2026-03-01', ends_on: '2026-06-30', asked_at: now };
      const rows = [
        { kind: 'exception', obligation: 'A23.1-data-centre' },
        { kind: 'deferral', obligation: 'A4.1-opening-review' },
      ] as const;
      for (const row of rows) {
        const exception = randomUUID();
        await trx
          .insertInto('assurance_exception')
          .values({ id: exception, ...row, ...asked, ...span, asked_by: people.asked_by })
          .execute();
        await trx
          .updateTable('assurance_exception')
          .set({ decision: 'approved', decided_by: people.decided_by, decided_at: now })
          .where('id', '=', exception)
          .execute();
      }
    });
    await takeInPapers({ db: database.db, now: () => now });
    await using opened = await open('liaison', `/findings?preset=all&search=${host}`);
    const { page, complaints } = opened;
    await page.getByRole('row', { name: /例外备案/ }).waitFor();
    expect(await page.getByRole('row', { name: /待指派.*暂缓整改/ }).count()).toBe(1);
    await expectGood(page);
    await page
      .getByRole('row', { name: /例外备案/ })
      .getByRole('link')
      .first()
      .click();
    await page.getByText(`${who.get('supervisor')?.name}批准，有效期：2026年6月30日`).waitFor();
    await page.getByText('例外备案生效').waitFor();
    await expectGood(page);
    if (process.env.ZHENGDUN_PICTURES)
      await page.screenshot({
        path: join(process.env.ZHENGDUN_PICTURES, 'finding-excepted.png'),
        fullPage: true,
      });
    expect(complaints).toEqual([]);
  });
});

/** By keys alone: what somebody has the focus on is never the whole page, after whatever was done. */
describe('a county bureau on a platform', () => {
  it('sees what it inherits as the platform’s to mend, and is rid of it when the platform is mended', async () => {
    const bureau = await makeUnit(database.db, { name: '样例县民政局', region: '990000/990100/' });
    const person = await signedIn(house, { unitId: bureau, grants: [{ role: 'liaison' }] });
    who.set('bureau', { ...person, name: '' });
    const platform = await registerSite(database.db, { unitId: unit, isPlatform: true });
    const column = await registerSite(database.db, { unitId: bureau, hostId: platform.id });
    const see = async (host: string, code: string, minute: number): Promise<void> => {
      const at = new Date(Date.parse('2026-03-01T03:00:00Z') + minute * 60_000).toISOString();
      await keepCheck(database.db, { host, verdicts: [verdictOf('site-place', code, 'zh')], at });
      await tellKept(database.db, takeInChecks);
    };
    await see(column.host, 'blocked', 1);
    await see(platform.host, 'outside', 2);
    await using opened = await open('bureau', '/findings');
    const { page, complaints } = opened;
    const row = page.getByRole('row').filter({ hasText: column.host });
    await row.getByText('来自承载平台').waitFor();
    await expectGood(page);
    await row.getByRole('link').first().click();
    await page.getByText('承载平台存在同样问题，由平台单位整改。').waitFor();
    await expectGood(page);
    await see(platform.host, 'mainland', 3);
    await page.reload();
    await page.getByText('检测确认，自动办结').waitFor();
    await page.goto(`${base}/findings`);
    await page.getByText('没有未办结的问题').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('the work of a unit and its superior by keyboard alone', () => {
  async function choose(page: Page, label: string, option: string): Promise<void> {
    await tabTo(page, label);
    for (let presses = 0; presses < 12; presses += 1) {
      const chosen = await page.evaluate(
        () => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.label,
      );
      if (chosen === option) return;
      await page.keyboard.press('ArrowDown');
    }
    throw new Error(`no ${option} in ${label}`);
  }
  async function keys(page: Page, name: string, key = 'Enter'): Promise<void> {
    await tabTo(page, name);
    await page.keyboard.press(key);
  }
  async function typed(page: Page, label: string, text: string): Promise<void> {
    await tabTo(page, label);
    await page.keyboard.type(text);
  }
  const hasFocus = (page: Page) =>
    expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);

  it('a case is begun and a step recorded; a finding is noticed, signed for and answered', async () => {
    {
      await using opened = await open('handler', '/openings/new');
      const { page, complaints } = opened;
      await page.getByRole('form', { name: '开始填报' }).waitFor();
      await choose(page, '应用类型', '网站');
      await keys(page, '建立草稿');
      await page.getByRole('link', { name: '办理步骤' }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      await keys(page, '办理步骤');
      const budget = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name: '经费纳入预算', exact: true }) });
      await budget.getByRole('form').waitFor();
      await typed(page, '办结日期', '03022026');
      await typed(page, '编号或者文号', '样例〔2026〕3号');
      await keys(page, '保存办理结果');
      await budget.getByText('已办结').waitFor();
      await hasFocus(page);
      expect(complaints).toEqual([]);
    }
    const site = await registerSite(database.db, { unitId: unit });
    await check(site.host, ['differ'], 50);
    {
      await using opened = await open('supervisor', `/findings?search=${site.host}`);
      const { page, complaints } = opened;
      await page.getByText('共3项问题').waitFor();
      await keys(page, '网站标识码前后不一致');
      await page.getByRole('heading', { level: 1, name: '网站标识码前后不一致' }).waitFor();
      await hasFocus(page);
      // Back to the list by the menu, and to the site by its search.
      await keys(page, '问题整改');
      await page.getByRole('heading', { level: 1, name: '问题整改' }).waitFor();
      await typed(page, '应用、单位、网址或义务', site.host);
      await page.keyboard.press('Enter');
      await page.getByText('共3项问题').waitFor();
      const tick = await page.getByLabel(/^选择 .*备案编号/).getAttribute('aria-label');
      await keys(page, tick ?? '', 'Space');
      await keys(page, '发整改通知');
      await page.getByText('发给样例市数据局，发送后立即送达。').waitFor();
      await typed(page, '期限（工作日）', '5');
      await keys(page, '发送');
      await page.getByRole('heading', { level: 1, name: '互联网政务应用安全问题整改通知' }).waitFor();
      await hasFocus(page);
      expect(complaints).toEqual([]);
    }
    await using opened = await open('liaison', '/notices?show=unsigned');
    const { page, complaints } = opened;
    await page.getByText('共1份通知').waitFor();
    const notice = page.getByRole('link', { name: '互联网政务应用安全问题整改通知' });
    await keys(page, (await notice.textContent()) ?? '');
    await page.getByRole('heading', { level: 1, name: '互联网政务应用安全问题整改通知' }).waitFor();
    await keys(page, '签收');
    await page.getByRole('form', { name: '签收' }).waitFor();
    await page.keyboard.press('Tab');
    await keys(page, '确认签收');
    await page.getByText('整改中', { exact: true }).first().waitFor();
    await hasFocus(page);
    await keys(page, '反馈整改情况');
    await typed(page, '整改情况说明', '已改好。');
    await keys(page, '反馈整改情况');
    await page.getByText('已反馈').waitFor();
    await hasFocus(page);
    expect(complaints).toEqual([]);
  });
});
