import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoleName } from '@zhengdun/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVault } from '../../server/src/assurance/index.ts';
import { STRICT_POLICY } from '../../server/src/kernel/egress/index.ts';
import { type Jobs, openJobs } from '../../server/src/kernel/jobs/index.ts';
import { silentLog } from '../../server/src/kernel/log.ts';
import { checkArchive } from '../../server/src/publication/archive/check-archive.ts';
import {
  addPublicationRoutes,
  PUBLICATION_QUEUES,
  workOnReadings,
} from '../../server/src/publication/index.ts';
import { searchThroughNext } from '../../server/src/publication/search/keep-search.ts';
import type { PublicationTools } from '../../server/src/publication/tools.ts';
import { addRegistryRoutes } from '../../server/src/registry/index.ts';
import { fetchOcrSet } from '../../server/src/screening/documents/pictures/ocr-set.ts';
import { screenByRules } from '../../server/src/screening/index.ts';
import { useTestDatabase } from '../../server/test/database.ts';
import { type IdentityHouse, makeUnit, signedIn } from '../../server/test/identity-house.ts';
import { registerSite } from '../../server/test/papers.ts';
import { drawLines, scannedPdf } from '../../server/test/screening/draw.ts';
import { unzip } from '../../server/test/unzip.ts';
import { seriousFaults, sidewaysPixels, type TestBrowser, type WatchedPage } from './browser.ts';
import { type ConsoleHouse, openConsole } from './console-house.ts';

// biome-ignore lint/correctness/useHookAtTopLevel: vitest's, not React's.
const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'zhengdun-publication-pages-'));
let started: ConsoleHouse;
let house: IdentityHouse;
let browser: TestBrowser;
let base: string;
let unit: string;
let jobs: Jobs;
let tools: PublicationTools;

beforeAll(async () => {
  const { db } = database;
  const screen = screenByRules('salt');
  jobs = await openJobs(database.server, { queues: { ...PUBLICATION_QUEUES }, log: silentLog() });
  started = await openConsole(db, {
    port: 18_810,
    addMore(http) {
      addRegistryRoutes(http, { db });
      const vault = openVault(folder);
      const policy = STRICT_POLICY;
      tools = { db, vault, data: folder, screen, policy, jobs, now: () => new Date() };
      addPublicationRoutes(http, tools);
    },
  });
  ({ house, browser, base } = started);
  unit = await makeUnit(db, { name: '样例局', region: '990000/990100/' });
  await registerSite(db, unit, { name: '样例局门户网站' });
});
afterAll(async () => {
  await jobs.stop();
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

const HOSTILE = '<img src=x onerror=alert(1)>';
const EXIT = '<a href="//www.xiehui.example/">样例协会</a>';

describe('an item', () => {
  it('goes from a draft by a return and a new version to its page, and its archive verifies', async () => {
    await using leading = await openAs('leader', '/publications/workflow');
    await leading.page.getByText('还没有审核流程').waitFor();
    await leading.page.getByLabel('负责审核的机构').fill('办公室');
    await leading.page.getByLabel('审核级数').selectOption('1');
    await leading.page.getByRole('button', { name: '设定' }).click();
    await leading.page.getByText('持有审核人授权的任何人').waitFor();
    await isGood(leading, 'workflow');

    await using writing = await openAs('handler', '/publications');
    const { page } = writing;
    await page.getByText('没有待您办理的稿件').waitFor();
    await page.getByRole('link', { name: '写稿' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: '写稿' }).waitFor();
    expect(await page.getByText('严禁上传涉密信息').isVisible()).toBe(true);
    await page.getByRole('button', { name: '保存草稿' }).press('Enter');
    await page.getByText('有2处需要更正').waitFor();
    await page.getByLabel('发布到').selectOption({ label: '样例局门户网站（样例局）' });
    await page.getByLabel('标题').fill('关于样例工作的通知');
    await page.locator('#text').fill('一\u0000二');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByText('第 1 行第 2 个字符').first().waitFor();
    await page.locator('#text').fill(`各科室：\n联系人手机13912345678。\n${HOSTILE}${EXIT}`);
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByRole('heading', { level: 1, name: '修改稿件' }).waitFor();
    await page.getByText('手机').first().waitFor();
    // What was found is underlined where it stands, also while the text is changed, and the list leads there.
    const underlined = page.locator('[aria-hidden] mark');
    expect(await underlined.allInnerTexts()).toEqual(['13912345678']);
    await page.locator('#text').evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(0, 0));
    await page.locator('#text').press('ArrowUp');
    await page.keyboard.insertText('通知');
    expect(await underlined.allInnerTexts()).toEqual(['13912345678']);
    await page.getByRole('button', { name: '第2行第6字' }).press('Enter');
    const selected = await page
      .locator('#text')
      .evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
    expect(selected).toBe('13912345678');
    await page.getByLabel('添加附件').setInputFiles({
      ...{ name: '断.pdf', mimeType: 'application/pdf' },
      buffer: Buffer.from('%PDF-1.7\n'),
    });
    await page.getByText('“断.pdf”不完整或者已损坏').waitFor();
    await page.getByLabel('添加附件').setInputFiles({
      ...{ name: '名单.txt', mimeType: 'text/plain' },
      buffer: Buffer.from('参加人员：各科室负责人。\n'),
    });
    await page.getByRole('listitem').filter({ hasText: '名单.txt' }).getByText('尚未保存到稿件').waitFor();
    await page.getByText('有1条外部链接尚未确认').waitFor();
    await page.getByText('https://www.xiehui.example/').waitFor();
    await isGood(writing, 'write');
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.getByRole('heading', { level: 1, name: '关于样例工作的通知' }).waitFor();
    await page.getByText('待审核').first().waitFor();
    const path = new URL(page.url()).pathname;

    await using reviewing = await openAs('reviewer', '/publications');
    const review = reviewing.page;
    await review.getByRole('link', { name: '关于样例工作的通知' }).waitFor();
    await isGood(reviewing, 'items');
    await review.goto(`${base}${path}/review`);
    await review.getByText('批准的是第2版，共1个附件，内容改动后批准失效。').first().waitFor();
    // Text is text: nothing of it has become markup.
    expect(await review.locator('main img').count()).toBe(0);
    await review.getByText(HOSTILE).first().waitFor();
    await review.keyboard.press('j');
    expect(await review.evaluate(() => document.activeElement?.hasAttribute('data-place'))).toBe(true);
    await isGood(reviewing, 'review');
    await review.keyboard.press('r');
    expect(await review.evaluate(() => document.activeElement?.id)).toBe('ground');
    await review.keyboard.type('联系人请留办公电话。');
    await review.getByRole('button', { name: '退回第2版' }).click();
    await review.getByRole('heading', { level: 1, name: '关于样例工作的通知' }).waitFor();

    await page.goto(`${base}${path}/edit`);
    await page.locator('#text').fill('各科室：\n联系电话0990-0000000。');
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.getByText('待审核').first().waitFor();

    await review.goto(`${base}${path}/review`);
    await review.getByText('与第2版的差异').waitFor();
    await review.locator('del').first().waitFor();
    await isGood(reviewing, 'review-difference');
    await review.getByRole('button', { name: '同意', exact: true }).click();
    await review.getByRole('button', { name: '同意第3版' }).click();
    await review.getByText('已批准待发布').first().waitFor();

    await page.goto(`${base}${path}`);
    await page.getByRole('button', { name: '登记发布' }).click();
    await page.getByLabel('网页地址').fill('https://w.gov.cn/1.html');
    await page.getByRole('button', { name: '登记发布' }).last().click();
    await page.getByText('https://w.gov.cn/1.html').waitFor();
    await page.getByRole('link', { name: '关于样例工作的通知（第2版）' }).press('Enter');
    await page.getByRole('heading', { name: '第2版内容' }).waitFor();
    await isGood(writing, 'item');
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: '导出审核档案' }).click();
    expect((await file).suggestedFilename()).toMatch(/^审核档案-[0-9a-f]{8}\.zip$/);
    const taken = await page.request.get(`${base}/api${path}/archive.zip`);
    const archive = unzip(await taken.body());
    expect(checkArchive(archive)).toMatchObject({ versions: 3, decisions: 2, fault: undefined });

    while ((await searchThroughNext(tools)) > 0);
    await page.goto(`${base}/publications`);
    await page.getByRole('link', { name: '档案检索' }).click();
    await page.getByLabel('词语').fill('电');
    await page.getByRole('button', { name: '检索' }).press('Enter');
    await page.getByText('每个词至少两个字，用空格分开').first().waitFor();
    await page.getByLabel('词语').fill('联系 科室');
    await page.getByRole('button', { name: '检索' }).press('Enter');
    await page.getByRole('link', { name: '关于样例工作的通知' }).waitFor();
    expect(await page.locator('mark').first().innerText()).toBe('联系');
    await isGood(writing, 'archive');

    await page.goto(`${base}${path}?lang=en`);
    await page.getByRole('heading', { name: 'Decisions' }).waitFor();
    await isGood(writing, 'item-en');
  });
});

describe('a scan', () => {
  it('is read while its item waits, and what stands in it is told before the review', async () => {
    const ocr = await fetchOcrSet();
    if (ocr === undefined) throw new Error('what reads pictures could not be fetched');
    const page1 = drawLines(ocr, ['样例工程例会纪要', '联系人：张某 13800001234'], { type: 'image/jpeg' });
    await using writing = await openAs('handler', '/publications/new');
    const { page } = writing;
    await page.getByLabel('发布到').selectOption({ label: '样例局门户网站（样例局）' });
    await page.getByLabel('标题').fill('关于样例纪要的通知');
    await page.locator('#text').fill('各单位：\n纪要见附件。');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByRole('heading', { level: 1, name: '修改稿件' }).waitFor();
    await page.getByLabel('添加附件').setInputFiles({
      ...{ name: '纪要.pdf', mimeType: 'application/pdf' },
      buffer: scannedPdf(page1, { width: 720, height: 168 }),
    });
    await page.getByText('“纪要.pdf”正在识别图片中的文字').waitFor();
    await page.getByText('已识别0处，共约1处').waitFor();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('暂不能提交审核：正在识别附件中的图片').waitFor();
    expect(await page.getByRole('button', { name: '提交审核' }).isDisabled()).toBe(true);
    await isGood(writing, 'write-reading');
    // The job waits in the database for whoever works.
    const { signal } = new AbortController();
    await workOnReadings({ ...tools, jobs, log: silentLog(), signal });
    await page.getByText('正在识别').first().waitFor({ state: 'detached', timeout: 120_000 });
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.getByRole('heading', { level: 1, name: '关于样例纪要的通知' }).waitFor();
    await page.getByText('手机').first().waitFor();
    await isGood(writing, 'item-read');
    await page.goto(`${page.url()}?lang=en`);
    await page.getByRole('heading', { name: 'Decisions' }).waitFor();
  }, 180_000);
});

describe('a list of words', () => {
  it('is taken from a file, tried on the items of the last month, and put in use', async () => {
    await using leading = await openAs('leader', '/publications');
    const { page } = leading;
    await page.getByRole('link', { name: '词库' }).press('Enter');
    await page.getByText('还没有词库').waitFor();
    await page.getByLabel('名称').fill('规范表述');
    const choose = async (rows: string) =>
      page.getByLabel('文件', { exact: true }).setInputFiles({
        ...{ name: '词库.csv', mimeType: 'text/csv' },
        buffer: Buffer.from(`词语,类别,级别,改为,说明\n${rows}\n`),
      });
    await choose('各科室,规范表述,很严重,,');
    await page.getByRole('button', { name: '导入' }).click();
    await page.getByText('C2').waitFor();
    await isGood(leading, 'word-list-faults');
    await choose('各科室,规范表述,严重,各处室,按样例文件\n样例词语,规范表述,一般,,');
    await page.getByRole('button', { name: '导入' }).click();
    await page.getByText('已存为第1版，共2条。').waitFor();
    await page.getByRole('button', { name: '试用“规范表述”第1版' }).press('Enter');
    await page.getByText(/近30天的\d+篇稿件中，1篇有命中，共1处。/).waitFor();
    await page.getByText('新增：各科室').waitFor();
    await isGood(leading, 'word-list');
    await page.getByRole('checkbox', { name: '下级单位也使用' }).check();
    await page.getByRole('button', { name: '启用第1版' }).press('Enter');
    await page.getByText('正在使用第1版，用于本单位和下级单位的稿件。').waitFor();
    await page.goto(`${base}/publications/word-lists?lang=en`);
    await page.getByText('Version 1 is in use').waitFor();
    await isGood(leading, 'word-list-en');

    await using writing = await openAs('handler', '/publications/new');
    await writing.page.getByLabel('发布到').selectOption({ label: '样例局门户网站（样例局）' });
    await writing.page.getByLabel('标题').fill('又一份通知');
    await writing.page.locator('#text').fill('各科室：\n请照办。');
    await writing.page.getByRole('button', { name: '保存草稿' }).click();
    await writing.page.getByText('按样例文件').first().waitFor();
    await writing.page.getByText('各处室').first().waitFor();
  });
});
