import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAssuranceRoutes, openVault } from '../../server/src/assurance/index.ts';
import { addClosingRoutes } from '../../server/src/closing/index.ts';
import { confirmAgain } from '../../server/src/identity/index.ts';
import type { Jobs } from '../../server/src/kernel/jobs/index.ts';
import { readPublicationRecords } from '../../server/src/publication/index.ts';
import { addRegistryRoutes } from '../../server/src/registry/index.ts';
import { useTestDatabase } from '../../server/test/database.ts';
import {
  type IdentityHouse,
  makeUnit,
  type TestBrowser as Signed,
  signedIn,
} from '../../server/test/identity-house.ts';
import { PDF, registerSite } from '../../server/test/papers.ts';
import { seriousFaults, sidewaysPixels, type TestBrowser, type WatchedPage } from './browser.ts';
import { type ConsoleHouse, openConsole } from './console-house.ts';
import { addUnverifiedLedger } from './unverified-ledger.ts';

// biome-ignore lint/correctness/useHookAtTopLevel: vitest's, not React's.
const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'zhengdun-closing-pages-'));
let started: ConsoleHouse;
let house: IdentityHouse;
let browser: TestBrowser;
let base: string;
let liaison: Signed;
let leader: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  const { db } = database;
  const vault = openVault(folder);
  const now = () => house.clock.now;
  started = await openConsole(db, {
    port: 18_785,
    addMore(http, tools) {
      addRegistryRoutes(http, { db });
      addAssuranceRoutes(http, { db, vault, readings: {}, now, records: readPublicationRecords });
      const jobs = { send: async () => {} } as unknown as Jobs;
      const confirm = (...asked: [Parameters<typeof confirmAgain>[1], string]) =>
        confirmAgain(tools, ...asked);
      addClosingRoutes(http, { db, vault, jobs, now, confirm });
      addUnverifiedLedger(http, now);
    },
  });
  ({ house, browser, base } = started);
  const unit = await makeUnit(db, { name: '样例市教育局', region: '990000/990100/' });
  await registerSite(db, unit, { name: '样例教育公众号', kind: 'account', addresses: [] });
  liaison = (await signedIn(house, { unitId: unit, grants: [{ role: 'liaison' }] })).browser;
  leader = await signedIn(house, { unitId: unit, grants: [{ role: 'leader' }] });
});
afterAll(async () => {
  await started[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

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
  expect([name, await seriousFaults(page)]).toEqual([name, []]);
  expect(await page.locator('h1').count()).toBe(1);
  const pictures = process.env.ZHENGDUN_PICTURES;
  if (pictures) mkdirSync(pictures, { recursive: true });
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect([name, width, await sidewaysPixels(page)]).toEqual([name, width, 0]);
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  }
  expect(complaints.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
}

const today = (): string => new Date(house.clock.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Records a step that was done outside, with a scan where one is named. */
async function record(
  page: Page,
  step: string,
  fields: Record<string, string>,
  scan?: string,
): Promise<void> {
  const item = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: step, exact: true }) });
  const form = item.getByRole('form', { name: `登记“${step}”` });
  if (!(await form.isVisible())) await item.getByText('登记办理结果').click();
  for (const [label, value] of Object.entries(fields))
    await form.getByLabel(label, { exact: true }).fill(value);
  if (scan) {
    await form
      .locator('input[type=file]')
      .setInputFiles({ name: scan, mimeType: 'application/pdf', buffer: PDF });
    await form.getByRole('listitem').filter({ hasText: scan }).waitFor();
  }
  await form.getByRole('button', { name: '保存办理结果' }).click();
  await item.locator('span', { hasText: /^已办结$/ }).waitFor();
}

describe('an account that is no longer used', () => {
  it('is closed step by step with scans as proofs, and signed by a leader into a record', async () => {
    await using opened = await open(liaison, '/closings');
    const { page } = opened;
    await page.getByText('尚无变更关停事项').waitFor();
    await isGood(opened, 'closings-empty');
    await page.getByRole('link', { name: '办理变更关停' }).first().click();
    await page.getByLabel('事由').selectOption({ label: '停用关停' });
    await page.getByRole('button', { name: '开始办理' }).click();
    await page.getByText(/有\d处需要更正/).waitFor();
    await isGood(opened, 'closings-new-faults');
    await page.getByLabel('停止使用日期').fill(today());
    await page.getByLabel('依据文件的文号').fill('样例〔2026〕9号');
    await page.getByLabel('样例教育公众号').selectOption({ label: '关停' });
    await page.getByRole('button', { name: '开始办理' }).click();
    await page.getByRole('heading', { level: 1, name: '样例教育公众号' }).waitFor();
    const path = new URL(page.url()).pathname;
    await isGood(opened, 'closing-steps');

    const done = { 办结日期: today() };
    await record(page, '发布停用公告，告知用户', done);
    await record(page, '关闭服务', done);
    // Without its list nothing counts as handed over.
    const archive = page.getByRole('form', { name: '登记“数据归档、移交”' });
    await archive.getByLabel('办结日期').fill(today());
    await archive.getByRole('button', { name: '保存办理结果' }).click();
    await archive.getByText('请附证明文件，如移交清单、删除说明').first().waitFor();
    await isGood(opened, 'closing-missing-proof');
    await record(page, '数据归档、移交', { ...done, 编号或者文号: '移交1号' }, '移交清单.pdf');
    await record(page, '数据删除', done, '删除说明.pdf');
    await record(page, '平台账号和身份核验证书注销', { ...done, 编号或者文号: '注销1号' });
    await page.getByRole('link', { name: '移交清单.pdf' }).waitFor();
    await page.getByText('已完成5步，共5步').waitFor();
    // Who records does not sign.
    expect(await page.getByRole('button', { name: '签字封存' }).count()).toBe(0);
    await isGood(opened, 'closing-done');

    await using signing = await open(leader.browser, path);
    const seal = signing.page.getByRole('form', { name: '签字封存' });
    await seal.getByLabel('动态码').fill('000000');
    await seal.getByRole('button', { name: '签字封存' }).click();
    await seal
      .getByText(/动态码/)
      .first()
      .waitFor();
    await signing.page.getByRole('alert').first().waitFor();
    await isGood(signing, 'closing-seal-refused');
    house.clock.now = new Date(house.clock.now.getTime() + 60_000);
    await seal.getByLabel('动态码').fill(leader.browser.codeOf(leader.seed));
    await seal.getByLabel('动态码').press('Enter');
    await signing.page.getByRole('heading', { level: 2, name: '封存的记录' }).waitFor();
    await isGood(signing, 'closing-sealed');
    const download = signing.page.waitForEvent('download');
    await signing.page.getByRole('link', { name: '下载记录原文（JSON）' }).click();
    expect((await download).suggestedFilename()).toMatch(/^closing-.*\.json$/);

    await page.goto(`${base}/closings?show=sealed`);
    await page.getByRole('row', { name: /样例教育公众号/ }).waitFor();
    await page.goto(`${base}${path}?lang=en`);
    await page.getByText('Sealed', { exact: false }).first().waitFor();
    await isGood(opened, 'closing-sealed-en');
  });
});
