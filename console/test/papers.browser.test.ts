import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoleName } from '@zhengdun/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAssuranceRoutes, openVault } from '../../server/src/assurance/index.ts';
import { addInspectionRoutes, openEvidence } from '../../server/src/inspection/index.ts';
import { readPublicationRecords } from '../../server/src/publication/index.ts';
import { addRegistryRoutes } from '../../server/src/registry/index.ts';
import { useTestDatabase } from '../../server/test/database.ts';
import { type IdentityHouse, makeUnit, signedIn } from '../../server/test/identity-house.ts';
import { keepCheckWithPicture } from '../../server/test/kept-picture.ts';
import { PDF, registerSite } from '../../server/test/papers.ts';
import { seriousFaults, sidewaysPixels, type TestBrowser, type WatchedPage } from './browser.ts';
import { type ConsoleHouse, openConsole } from './console-house.ts';

// biome-ignore lint/correctness/useHookAtTopLevel: vitest's, not React's.
const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'zhengdun-papers-pages-'));
const evidence = openEvidence(folder);
let started: ConsoleHouse;
let house: IdentityHouse;
let browser: TestBrowser;
let base: string;
let unit: string;
let site: string;

beforeAll(async () => {
  const { db } = database;
  started = await openConsole(db, {
    port: 18_710,
    addMore(http) {
      addRegistryRoutes(http, { db });
      const jobs = { send: async () => {}, work: async () => {}, stop: async () => {} };
      addInspectionRoutes(http, { db, jobs, evidence, readings: {}, owner: async () => undefined });
      addAssuranceRoutes(http, {
        db,
        vault: openVault(folder),
        readings: {},
        records: readPublicationRecords,
        now: () => house.clock.now,
      });
    },
  });
  ({ house, browser, base } = started);
  unit = await makeUnit(db, { name: '样例局', region: '990000/990100/' });
  site = await registerSite(db, unit, { name: '样例局门户网站', state: 'running', mlpsLevel: 2 });
});
afterAll(async () => {
  await started[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** A page of somebody with a role in the unit, signed in. */
async function openAs(role: RoleName, path: string): Promise<WatchedPage> {
  const person = await signedIn(house, { unitId: unit, grants: [{ role }] });
  const cookies = [...person.browser.cookies].map(([name, value]) => ({
    ...{ name, value, domain: '127.0.0.1', path: '/', expires: -1 },
    ...{ httpOnly: true, secure: false, sameSite: 'Strict' as const },
  }));
  return browser.open(`${base}${path}`, { storageState: { cookies, origins: [] } });
}

/** What every page has to be; a folder named by ZHENGDUN_PICTURES is given its picture. */
async function isGood({ page, complaints }: WatchedPage, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  expect([name, await seriousFaults(page)]).toEqual([name, []]);
  expect(await page.locator('h1').count()).toBe(1);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect([name, width, await sidewaysPixels(page)]).toEqual([name, width, 0]);
  }
  const pictures = process.env.ZHENGDUN_PICTURES;
  if (pictures) {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
    }
  }
  expect(complaints.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
}

/** Presses Tab until what has that id has the focus, then types. */
async function typeInto(page: Page, id: string, text: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await page.evaluate(() => document.activeElement?.id)) === id) return page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  throw new Error(`${id} is not reached by Tab`);
}

/** A day as the browser's own field takes it. */
function day(days: number): string {
  return new Date(house.clock.now.getTime() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}

const TITLE = '运维和安全经费列入预算';
const pdf = { name: '预算批复.pdf', mimeType: 'application/pdf', buffer: PDF };

describe('papers', () => {
  it('are written by one, signed by another, end, and can be destroyed on an order', async () => {
    await using writing = await openAs('handler', `/applications/${site}?tab=papers`);
    const { page } = writing;
    await page.getByText('一律为无法判定').waitFor();
    await isGood(writing, 'application-papers');
    await page.getByRole('link', { name: `填写情况说明：${TITLE}` }).press('Enter');
    await page.getByRole('heading', { level: 1, name: '填写情况说明' }).waitFor();
    await page.getByRole('button', { name: '提交签署' }).press('Enter');
    await page.getByText('有5处需要更正').waitFor();
    await isGood(writing, 'paper-form-faults');
    await typeInto(page, 'statement', '本年度运维和安全经费已列入部门预算。');
    await typeInto(page, 'issuer', '财务科');
    await page.getByLabel('出具日期').fill(day(-3));
    await page.getByLabel('有效期至').fill(day(20));
    expect(await page.getByText('严禁上传涉密信息').isVisible()).toBe(true);
    await page.getByLabel('所附文件').setInputFiles({ ...pdf, buffer: Buffer.from('no pdf') });
    await page.getByText('“预算批复.pdf”不能接收').waitFor();
    await page.getByLabel('所附文件').setInputFiles(pdf);
    await page.getByRole('listitem').filter({ hasText: '预算批复.pdf' }).waitFor();
    await page.getByRole('button', { name: '提交签署' }).click();
    await page.getByRole('heading', { level: 1, name: `情况说明：${TITLE}` }).waitFor();
    await page.getByText('您是填写人，请由另一位负责人签署。').waitFor();
    const paper = new URL(page.url()).pathname;

    await using signing = await openAs('leader', paper);
    await signing.page.getByText('签署的是第1版，共附1份文件').waitFor();
    await isGood(signing, 'paper-waiting');
    await signing.page.getByRole('button', { name: '签署', exact: true }).press('Enter');
    await signing.page.getByRole('heading', { name: '第1版（已签署）' }).waitFor();
    await signing.page.goto(`${base}/applications/${site}?tab=papers&verdict=met`);
    await signing.page.getByRole('row', { name: new RegExp(TITLE) }).waitFor();
    const count = await signing.page.locator('[data-verdict="met"]').innerText();
    expect(count.replaceAll(/\D/g, '')).toBe(String((await signing.page.getByRole('row').count()) - 1));

    await signing.page.goto(`${base}/expiries`);
    await signing.page.getByRole('link', { name: '30日内（1）' }).waitFor();
    await isGood(signing, 'expiries');
    const calendar = signing.page.waitForEvent('download');
    await signing.page.getByRole('link', { name: '导出日历' }).click();
    expect((await calendar).suggestedFilename()).toBe('即将到期.ics');
    await signing.page.getByRole('link', { name: TITLE }).press('Enter');
    await signing.page.getByRole('heading', { level: 1, name: `情况说明：${TITLE}` }).waitFor();
    const file = signing.page.waitForEvent('download');
    await signing.page.getByRole('link', { name: '预算批复.pdf', exact: true }).click();
    expect((await file).suggestedFilename()).toBe('预算批复.pdf');

    await using destroying = await openAs('secrecy-officer', paper);
    await destroying.page.getByRole('link', { name: '文件信息：预算批复.pdf' }).press('Enter');
    await destroying.page.getByText('按保密要求销毁').click();
    await isGood(destroying, 'document');
    await typeInto(destroying.page, 'order', '样保密〔2026〕1号');
    await typeInto(destroying.page, 'approver', '样例负责人');
    await destroying.page.keyboard.press('Enter');
    await destroying.page.getByText('销毁令编号：样保密〔2026〕1号，批准人：样例负责人').waitFor();
    expect(await destroying.page.getByRole('link', { name: '下载文件' }).count()).toBe(0);

    // What a check has kept, too.
    const { sha256 } = await keepCheckWithPicture({ db: database.db, evidence }, { unit, text: 'one' });
    await using seeing = await openAs('secrecy-officer', `/evidence/${sha256}`);
    await seeing.page.getByRole('link', { name: '打开原图' }).waitFor();
    await seeing.page.getByText('按保密要求销毁').click();
    await isGood(seeing, 'evidence');
    await typeInto(seeing.page, 'order', '样保密〔2026〕2号');
    await typeInto(seeing.page, 'approver', '样例负责人');
    await seeing.page.keyboard.press('Enter');
    await seeing.page.getByText('销毁令编号：样保密〔2026〕2号，批准人：样例负责人').waitFor();
    await isGood(seeing, 'evidence-destroyed');
    expect(await evidence.read(sha256)).toBeUndefined();

    await page.goto(`${base}${paper}`);
    await page.getByRole('link', { name: '填写新的一版' }).press('Enter');
    await page.getByText('以下内容取自第1版').waitFor();
    expect(await page.getByLabel('说明', { exact: true }).inputValue()).toContain('已列入部门预算');
    expect(await page.getByRole('button', { name: /^移除/ }).count()).toBe(0);
    await isGood(writing, 'paper-edit');
  });

  it('tell what binds only in principle from the rest: exceptions for the one, plans for the other', async () => {
    await using asking = await openAs('liaison', `/exceptions/new?application=${site}`);
    const { page } = asking;
    await page.getByLabel('义务').waitFor();
    const options = await page.getByLabel('义务').locator('option').allInnerTexts();
    expect(options.slice(1).every((option) => option.endsWith('（原则上）'))).toBe(true);
    await page.getByLabel('义务').selectOption('A5.1-one-zh-one-en-domain');
    await page.getByLabel('理由').fill('机构合并，过渡期内两个域名并存。');
    await page.getByLabel('起始日期').fill(day(0));
    await page.getByLabel('截止日期').fill(day(500));
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('期限最长一年。', { exact: false }).first().waitFor();
    await isGood(asking, 'exception-form');
    await page.getByLabel('截止日期').fill(day(90));
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('row', { name: /待批准/ }).waitFor();

    await using deciding = await openAs('deputy', `/applications/${site}?tab=exceptions`);
    await deciding.page.getByRole('button', { name: /^批准/ }).press('Enter');
    await deciding.page.getByRole('row', { name: /已批准/ }).waitFor();
    await isGood(deciding, 'exceptions');
    // A leader reads what is to be done, and is offered no act that a leader has not.
    await deciding.page.goto(`${base}/applications/${site}?tab=papers`);
    await deciding.page
      .getByRole('row', { name: /填写情况说明/ })
      .first()
      .waitFor();
    expect(await deciding.page.getByRole('link', { name: /^填写情况说明/ }).count()).toBe(0);
    await deciding.page.goto(`${base}/expiries?within=90&kind=exception`);
    await deciding.page.getByText('共1项').waitFor();
  });

  it('of a unit and of a closed application have their places too', async () => {
    const closed = await registerSite(database.db, unit, { name: '样例旧网站', state: 'closed' });
    await using opened = await openAs('handler', `/applications/${closed}?tab=papers`);
    const { page } = opened;
    await page.getByText('关停清单共5步，已有证明0步').waitFor();
    await isGood(opened, 'closure');
    await page.goto(`${base}/units/${unit}/papers?lang=en`);
    await page.getByRole('link', { name: 'Write a statement', exact: true }).press('Enter');
    await page.getByText('This statement holds for all applications of the unit.').waitFor();
    await isGood(opened, 'unit-paper-form');
    await page.goto(`${base}/expiries?within=7&lang=zh`);
    await page.getByText('没有到期的事项').waitFor();
    await page.goto(`${base}/papers/${randomUUID()}`);
    await page.getByText('没有这份情况说明').waitFor();
  });
});
