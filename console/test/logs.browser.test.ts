import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { confirmAgain } from '../../server/src/identity/index.ts';
import { STRICT_POLICY } from '../../server/src/kernel/egress/index.ts';
import { silentLog } from '../../server/src/kernel/log.ts';
import { EVERYTHING, withinScope } from '../../server/src/kernel/tenancy/index.ts';
import {
  addArchiveRoutes,
  addSearchRoutes,
  addSourceRoutes,
  backupPlan,
  type Collector,
  careForArchive,
  keepRegister,
  logKeys,
  openCollector,
  openSearchThread,
  stampPlan,
} from '../../server/src/logs/index.ts';
import { keepHeard } from '../../server/src/logs/register/receiver.repo.ts';
import { addRegistryRoutes } from '../../server/src/registry/index.ts';
import { useTestDatabase } from '../../server/test/database.ts';
import { makeUnit, signedIn } from '../../server/test/identity-house.ts';
import { lackOfAuthority, timeStampAuthority } from '../../server/test/time-stamp-authority.ts';
import { seriousFaults, sidewaysPixels, type WatchedPage } from './browser.ts';
import { type ConsoleHouse, openConsole } from './console-house.ts';

// biome-ignore lint/correctness/useHookAtTopLevel: vitest's, not React's.
const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'zhengdun-logs-pages-'));
const ending = new AbortController();
let started: ConsoleHouse;
let collector: Collector;
let keeping: Promise<unknown>;
let unit: string;
let authority: Awaited<ReturnType<typeof timeStampAuthority>> | undefined;

beforeAll(async () => {
  const { db } = database;
  const log = silentLog();
  const archive = join(folder, 'logs');
  authority = lackOfAuthority() === undefined ? await timeStampAuthority() : undefined;
  const roots = join(folder, 'roots.pem');
  writeFileSync(roots, authority?.roots ?? '');
  collector = await openCollector({
    ...{ folder: archive, keys: logKeys(folder), sources: [], log },
    endpoints: [{ scheme: 'tcp', host: '127.0.0.1', port: 0 }],
    tls: () => Promise.reject(new Error('no TLS here')),
    limits: { events: 40, bytes: 1 << 30, ms: 60_000_000 },
  });
  const { signal } = ending;
  const place = { folder: join(folder, 'backup') };
  const archived = {
    ...{ db, data: folder, now: () => new Date() },
    backup: backupPlan({ place, s3File: undefined, hour: 3, drillDays: 30 }, STRICT_POLICY),
    stamps: stampPlan(
      { authority: authority?.url, rootsFile: authority && roots },
      { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] },
    ),
  };
  keeping = Promise.all([
    keepRegister({ db, collector, beside: [], known: [], log, signal }),
    careForArchive({ ...archived, log, signal }, 500),
  ]);
  const thread = openSearchThread(archive);
  started = await openConsole(db, {
    port: 18_840,
    addMore(http, tools) {
      addRegistryRoutes(http, { db });
      addSourceRoutes(http, { db, now: () => new Date(), places: collector.endpoints });
      addSearchRoutes(http, { db, now: () => new Date(), thread });
      addArchiveRoutes(http, { ...archived, confirm: (asked, code) => confirmAgain(tools, asked, code) });
      http.addHook('onClose', () => thread[Symbol.asyncDispose]());
    },
  });
  unit = await makeUnit(db, { name: '样例局', region: '990000/990100/' });
});
afterAll(async () => {
  await collector?.close();
  ending.abort();
  await keeping;
  await started?.[Symbol.asyncDispose]();
  await authority?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

async function send(lines: number): Promise<void> {
  const socket = connect(collector.endpoints[0]?.port ?? 0, '127.0.0.1');
  const at = new Date().toISOString();
  const text = Array.from(
    { length: lines },
    (_, index) =>
      `<13>1 ${at} web1 app ${index} - - 用户 zhangsan 从 203.0.113.${index % 9} 登录${index % 5 ? '' : '失败'}\n`,
  ).join('');
  await new Promise<void>((resolve) => socket.end(text, () => resolve()));
}

async function isGood({ page, complaints }: WatchedPage, name: string): Promise<void> {
  expect([name, await seriousFaults(page)]).toEqual([name, []]);
  expect(await page.locator('h1').count()).toBe(1);
  for (const width of [320, 360, 1366]) {
    await page.setViewportSize({ width, height: 800 });
    expect([name, width, await sidewaysPixels(page)]).toEqual([name, width, 0]);
    const pictures = process.env.ZHENGDUN_PICTURES;
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  }
  expect(complaints.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
}

it('declares a source, waits for its first line, shows what is missing, and finds what came', async () => {
  const { house, browser, base } = started;
  const all = { role: 'system-admin', area: 'region', place: '' } as const;
  const grants = [all, { role: 'operator' }] as const;
  const person = await signedIn(house, { unitId: unit, grants: [...grants] });
  const cookies = [...person.browser.cookies].map(([name, value]) => ({
    ...{ name, value, domain: '127.0.0.1', path: '/', expires: -1 },
    ...{ httpOnly: true, secure: false, sameSite: 'Strict' as const },
  }));
  await using opened = await browser.open(`${base}/logs`, { storageState: { cookies, origins: [] } });
  const { page } = opened;
  await page.getByText('尚未登记来源').waitFor();
  await isGood(opened, 'logs-empty');
  await page.getByRole('link', { name: '新增来源' }).first().press('Enter');
  await page.locator('#unit option', { hasText: '样例局' }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: '登记来源' }).press('Enter');
  await page.getByText('有2处需要更正').waitFor();
  await page.getByLabel('名称', { exact: true }).fill('门户');
  await page.getByLabel('发送方式', { exact: true }).selectOption({ label: 'syslog，TCP' });
  await page.getByLabel('发送地址', { exact: true }).fill('127.0.0.1');
  await isGood(opened, 'logs-new');
  await page.getByRole('button', { name: '登记来源' }).press('Enter');
  await page.getByText('正在等待第一条日志').waitFor();
  await page.getByText(`Port="${collector.endpoints[0]?.port}"`).waitFor();
  await isGood(opened, 'logs-waiting');

  // The receiver learns of the source, and the page of its first line, by themselves.
  await expect
    .poll(
      async () => {
        await send(1);
        return Object.values(collector.archive.state.tally()).some((sources) => '门户' in sources);
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  await page.getByText('正在接收。').waitFor({ timeout: 30_000 });
  await send(60);

  const yesterday = new Date(Date.now() - 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
  await withinScope(database.db, EVERYTHING, async (trx) => {
    await trx
      .updateTable('logs_source')
      .set({ since: new Date(`${yesterday}T00:00:00+08:00`) })
      .execute();
    const hours = Array.from({ length: 24 }, (_, hour) => (hour > 2 && hour < 6 ? 0 : 100));
    const last = Date.parse(`${yesterday}T23:59:00+08:00`);
    await keepHeard(trx, [{ source: '门户', day: yesterday, events: 2_100, hours, last }]);
  });
  await page.goto(`${base}/logs/coverage?month=${yesterday.slice(0, 7)}`);
  await page.getByText('有缺，缺3小时').waitFor({ state: 'attached' });
  await isGood(opened, 'logs-coverage');
  await page.getByRole('button', { name: '以表格查看' }).press('Enter');
  await page.getByText('03:00–06:00').waitFor();
  await isGood(opened, 'logs-coverage-table');

  await page.getByRole('link', { name: '检索', exact: true }).press('Enter');
  await page.getByText('您没有查看日志中个人信息的权限').waitFor();
  await page.getByLabel('词语，用空格分开', { exact: true }).fill('登录失败');
  await page.getByLabel('词语，用空格分开', { exact: true }).press('Enter');
  await page.getByText('从 203.0.*.* 登录失败').first().waitFor();
  await isGood(opened, 'logs-search');
  await page.getByRole('button', { name: '以表格查看' }).press('Enter');
  await page.getByRole('button', { name: '保存这个检索' }).press('Enter');
  await page.getByLabel('名称', { exact: true }).fill('登录失败');
  await page.getByRole('button', { name: '保存检索' }).press('Enter');
  await page.getByRole('link', { name: '登录失败' }).waitFor();
  await page.getByLabel('词语，用空格分开', { exact: true }).fill('203.0.113.7');
  await page.getByRole('button', { name: '查找' }).press('Enter');
  await page.getByText('不能按地址、用户名或个人号码检索').waitFor();
  await page.goto(`${base}/logs/archive`);
  await page.getByRole('button', { name: '立即核验' }).press('Enter');
  await page.getByText(/核验，共\d+条、\d+段，完整/).waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: '立即加盖' }).press('Enter');
  await page.getByRole('cell', { name: '可追溯到所信任的根证书' }).first().waitFor({ timeout: 30_000 });
  await page.getByText('已封存').first().waitFor();
  await page.getByText(/有效/).first().waitFor();
  await isGood(opened, 'logs-archive');
  await page.goto(`${base}/logs/archive?lang=en`);
  await page.getByText(/whole. Events: \d+/).waitFor();
  await isGood(opened, 'logs-archive-en');
  await page.goto(`${base}/logs/retention?lang=zh`);
  await page.getByRole('button', { name: '立即演练' }).press('Enter');
  await page.getByText(/把备份恢复到空目录并核验/).waitFor({ timeout: 30_000 });
  await isGood(opened, 'logs-retention');
  await page.getByRole('button', { name: '变更留存期限' }).press('Enter');
  await page.getByLabel('留存天数', { exact: true }).fill('364');
  await page.getByLabel('动态码', { exact: true }).fill('000000');
  await page.getByRole('button', { name: '变更留存期限' }).last().press('Enter');
  await page.getByText('要求留存不少于1年').first().waitFor();
  await isGood(opened, 'logs-retention-short');
  await page.getByRole('button', { name: '登记留存令' }).press('Enter');
  await page.getByLabel('文号', { exact: true }).fill('协查〔2026〕3号');
  await page.getByLabel('事由', { exact: true }).fill('公安机关调取');
  await page.getByLabel('批准人', { exact: true }).fill('王某');
  await page.getByRole('button', { name: '登记留存令' }).last().press('Enter');
  await page.getByText('公安机关调取，全部时间').waitFor();
  await page.getByRole('button', { name: '变更留存期限' }).press('Enter');
  await page.getByLabel('种类', { exact: true }).selectOption({ label: '设备运行日志' });
  await page.getByLabel('留存天数', { exact: true }).fill('400');
  house.clock.now = new Date(house.clock.now.getTime() + 60_000);
  await page.getByLabel('动态码', { exact: true }).fill(person.browser.codeOf(person.seed));
  await page.getByRole('button', { name: '变更留存期限' }).last().press('Enter');
  await page.getByRole('cell', { name: '400天' }).waitFor();
  await page.getByRole('button', { name: '解除留存令' }).press('Enter');
  await page.locator('#hold').selectOption({ label: '协查〔2026〕3号' });
  house.clock.now = new Date(house.clock.now.getTime() + 60_000);
  await page.getByLabel('动态码', { exact: true }).fill(person.browser.codeOf(person.seed));
  await page.getByRole('button', { name: '解除留存令' }).last().press('Enter');
  await page.getByText('没有留存令').waitFor();
  await page.goto(`${base}/logs/retention?lang=en`);
  await page.getByText(/was restored into an empty folder/).waitFor();
  await isGood(opened, 'logs-retention-en');
  await page.goto(`${base}/logs?lang=en`);
  await page.getByRole('heading', { level: 1, name: 'Kept logs' }).waitFor();
  await page.getByRole('link', { name: '门户' }).waitFor();
  await isGood(opened, 'logs-en');
  await page.goto(`${base}/logs/search?words=app&lang=en`);
  await page
    .getByRole('button', { name: 'Show as a table' })
    .or(page.getByText('Nothing fits'))
    .first()
    .waitFor();
  await isGood(opened, 'logs-search-en');
  await page.goto(`${base}/logs/search?words=${encodeURIComponent('登录')}&lang=zh`);
  const listed = page.getByText(/从 203\.0\.\*\.\* 登录/);
  await listed.first().waitFor();
  const before = await listed.count();
  await page.getByRole('button', { name: /^再列出\d+条$/ }).press('Enter');
  await expect.poll(() => listed.count()).toBeGreaterThan(before);
});
