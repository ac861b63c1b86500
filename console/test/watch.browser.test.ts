import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCalendarRoutes } from '../../server/src/calendar/index.ts';
import { STRICT_POLICY } from '../../server/src/kernel/egress/index.ts';
import { addMessageRoutes } from '../../server/src/messages/index.ts';
import { addRegistryRoutes } from '../../server/src/registry/index.ts';
import { addWatchRoutes } from '../../server/src/watch/index.ts';
import { useTestDatabase } from '../../server/test/database.ts';
import { type IdentityHouse, makeUnit, signedIn } from '../../server/test/identity-house.ts';
import { registerSite } from '../../server/test/kept-checks.ts';
import { seriousFaults, sidewaysPixels, type TestBrowser, type WatchedPage } from './browser.ts';
import { type ConsoleHouse, openConsole } from './console-house.ts';

// biome-ignore lint/correctness/useHookAtTopLevel: vitest's, not React's.
const database = useTestDatabase();
let started: ConsoleHouse;
let house: IdentityHouse;
let browser: TestBrowser;
let base: string;
let unit: string;

beforeAll(async () => {
  const { db } = database;
  const now = () => house.clock.now;
  started = await openConsole(db, {
    port: 18_780,
    addMore(http) {
      addWatchRoutes(http, { db, now });
      addCalendarRoutes(http, { db, now });
      addRegistryRoutes(http, { db });
      addMessageRoutes(http, { db, now, secret: 'cd'.repeat(32), policy: STRICT_POLICY });
    },
  });
  ({ house, browser, base } = started);
  unit = await makeUnit(db, { name: '样例局', region: '990000/990100/' });
  await registerSite(db, { unitId: unit });
});
afterAll(async () => {
  await started[Symbol.asyncDispose]();
});

async function isGood({ page, complaints }: WatchedPage, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  const pictures = process.env.ZHENGDUN_PICTURES;
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
    expect([name, width, await sidewaysPixels(page)]).toEqual([name, width, 0]);
  }
  expect([name, await seriousFaults(page)]).toEqual([name, []]);
  expect(complaints.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
}

it('shows the schedule, pauses a unit, enters local holidays, and lets people choose how they are told', async () => {
  const whole = { role: 'system-admin', area: 'region', place: '' } as const;
  const person = await signedIn(house, { unitId: unit, grants: [whole] });
  const cookies = [...person.browser.cookies].map(([name, value]) => ({
    ...{ name, value, domain: '127.0.0.1', path: '/', expires: -1 },
    ...{ httpOnly: true, secure: false, sameSite: 'Strict' as const },
  }));
  await using opened = await browser.open(`${base}/watch`, { storageState: { cookies, origins: [] } });
  const { page } = opened;
  await page.getByText('待安排').waitFor();
  await page.getByRole('heading', { name: '设定重保期' }).click();
  await page.getByRole('button', { name: '暂停', exact: true }).press('Enter');
  await page.getByText('有4处需要更正').waitFor();
  const form = page.getByRole('form', { name: '设定重保期' });
  await form.getByLabel('名称').fill('国庆重保');
  await form.getByLabel('范围类型').selectOption('unit');
  await form.getByLabel('单位或行政区划').selectOption({ label: '样例局' });
  const day = (days: number) =>
    new Date(house.clock.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  await form.getByLabel('开始').fill(`${day(-1)}T08:00`);
  await form.getByLabel('结束').fill(`${day(9)}T08:00`);
  await page.getByRole('button', { name: '暂停', exact: true }).press('Enter');
  await page.getByRole('button', { name: '结束暂停：国庆重保' }).waitFor();
  await isGood(opened, 'watch');
  await page.goto(`${base}/settings/local-days`);
  await page.getByText('没有登记地方节假日').waitFor();
  await page.getByRole('button', { name: '登记', exact: true }).press('Enter');
  await page.getByText('有4处需要更正').waitFor();
  await page.getByLabel('地区').fill('样例');
  await page.getByRole('button', { name: '样例990100' }).click();
  await page.getByLabel('名称').fill('壮族三月三');
  await page.getByLabel('起始日').fill(day(3));
  await page.getByLabel('截止日').fill(day(4));
  await page.getByLabel('依据').fill('样例省人民政府办公厅 样政办〔2026〕1号');
  await page.getByRole('button', { name: '登记', exact: true }).press('Enter');
  // One of each day.
  await page
    .getByRole('button', { name: /^撤销：壮族三月三（/ })
    .nth(1)
    .waitFor();
  await isGood(opened, 'local-days');
  await page.goto(`${base}/settings/messages`);
  await page.getByRole('heading', { name: '本单位系统接口（未设置）' }).click();
  await page.getByLabel('接口地址').last().fill('https://gateway.example/hook');
  await page.getByLabel('密钥').last().fill('hook-key');
  await page.getByRole('button', { name: '保存本单位系统接口' }).click();
  await page.getByRole('heading', { name: '本单位系统接口（已启用）' }).waitFor();
  await isGood(opened, 'channels');
  await page.goto(`${base}/messages`);
  await page.getByLabel('方式', { exact: true }).selectOption('webhook');
  await page.getByLabel('免打扰开始').fill('22:00');
  await page.getByLabel('免打扰结束').fill('07:00');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已保存，从下一条待办起生效。').waitFor();
  await isGood(opened, 'choice');
});
