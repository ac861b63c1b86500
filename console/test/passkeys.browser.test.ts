import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOfStep, stepAt } from '../../server/src/identity/sign-in/totp.ts';
import { useTestDatabase } from '../../server/test/database.ts';
import { type IdentityHouse, makeUnit, PASSWORD, signedIn } from '../../server/test/identity-house.ts';
import type { TestBrowser } from './browser.ts';
import { type ConsoleHouse, openConsole } from './console-house.ts';
import { faultsOf } from './page-faults.ts';

// biome-ignore lint/correctness/useHookAtTopLevel: vitest's, not React's.
const database = useTestDatabase();
let started: ConsoleHouse;
let house: IdentityHouse;
let browser: TestBrowser;
let port: number;
let unitId: string;

beforeAll(async () => {
  started = await openConsole(database.db, { port: 18_795 });
  ({ house, browser, port } = started);
  unitId = await makeUnit(database.db, { name: '样例市数据局', region: '990000/990100/' });
});
afterAll(async () => {
  await started[Symbol.asyncDispose]();
});

/** A key that Chromium itself plays, with PIN and with memory for whose it is. */
async function virtualKey(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

async function typePassword(page: Page, loginName: string): Promise<void> {
  await page.getByRole('heading', { name: '登录', level: 1 }).waitFor();
  await page.getByLabel('用户名', { exact: true }).fill(loginName);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('a passkey in a real browser', () => {
  it('is registered, signs in alone and after the password, is refused when it counts back, and is removed', async () => {
    const { loginName, seed } = await signedIn(house, { unitId });
    const code = () => codeOfStep(seed, stepAt(house.clock.now));
    await using opened = await browser.open(`http://localhost:${port}/account`);
    const { page } = opened;
    const { cdp, authenticatorId } = await virtualKey(page);
    await typePassword(page, loginName);
    house.clock.pass(1);
    await page.getByLabel('验证码或恢复码').fill(code());
    await button(page, '完成登录').click();
    await page.getByRole('heading', { name: '我的账号' }).waitFor();

    await page.getByRole('heading', { name: '双因子', exact: true }).click();
    await page.getByLabel('通行密钥名称').fill('办公室USB密钥');
    house.clock.pass(1);
    await page.locator('#passkeyCode').fill(code());
    await button(page, '登记通行密钥').click();
    await page.getByText('通行密钥已登记。').waitFor();
    await page
      .getByRole('cell', { name: '办公室USB密钥' })
      .or(page.getByRole('rowheader', { name: '办公室USB密钥' }))
      .first()
      .waitFor();
    expect(await faultsOf(opened, 'factors')).toEqual([]);

    // The very same key is not registered twice: the browser says so.
    await page.getByLabel('通行密钥名称').fill('再来一次');
    await button(page, '用通行密钥验证').first().click();
    await page.getByText('已用通行密钥验证本人').waitFor();
    await button(page, '登记通行密钥').click();
    await page.getByText('这个设备上已有您的通行密钥。').waitFor();

    await button(page, '退出').click();
    await button(page, '用通行密钥登录').waitFor();
    expect(await faultsOf(opened, 'sign-in')).toEqual([]);
    await button(page, '用通行密钥登录').click();
    await page.getByRole('heading', { name: '工作台' }).waitFor();

    await button(page, '退出').click();
    await typePassword(page, loginName);
    await button(page, '用通行密钥完成登录').waitFor();
    expect(await faultsOf(opened, 'second-factor')).toEqual([]);
    await button(page, '用通行密钥完成登录').click();
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    await button(page, '退出').click();

    // A copy that was made before: it counts from where it was.
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
    const [credential] = credentials;
    if (!credential) throw new Error('the browser has no key');
    expect(credential.signCount).toBeGreaterThan(2);
    const { credentialId, isResidentCredential, rpId, privateKey, userHandle } = credential;
    const copy = { credentialId, isResidentCredential, rpId, privateKey, userHandle };
    await cdp.send('WebAuthn.clearCredentials', { authenticatorId });
    await cdp.send('WebAuthn.addCredential', {
      authenticatorId,
      credential: { ...copy, signCount: 1 } as typeof credential,
    });
    await button(page, '用通行密钥登录').click();
    await page.getByRole('alert').getByText('通行密钥未被接受').waitFor();
    await cdp.send('WebAuthn.clearCredentials', { authenticatorId });
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential });
    await button(page, '用通行密钥登录').click();
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    await page.goto(`http://localhost:${port}/account`);

    await page.getByRole('heading', { name: '双因子', exact: true }).click();
    await page.getByLabel('要移除的').selectOption({ label: '通行密钥：办公室USB密钥' });
    house.clock.pass(1);
    await page.locator('#removeCode').fill(code());
    await button(page, '移除').last().click();
    await page.getByText('通行密钥：尚未登记。').waitFor();
    await button(page, '退出').click();
    await button(page, '用通行密钥登录').click();
    await page.getByRole('alert').getByText('通行密钥未被接受').waitFor();
  });

  it('is the first second factor of somebody without an authenticator on a telephone', async () => {
    const person = await signedIn(house, { unitId });
    const security = await signedIn(house, { unitId, grants: [{ role: 'security-admin' }] });
    const { path } = (await security.browser.post(`/api/people/${person.id}/reset`)).body;
    await using opened = await browser.open(`http://localhost:${port}/${path}`);
    const { page } = opened;
    await virtualKey(page);
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.locator('main form button[type=submit]').click();
    await page.getByRole('heading', { name: '双因子登记' }).waitFor();
    await page.getByLabel('通行密钥名称').fill('手机');
    expect(await faultsOf(opened, 'enrolment')).toEqual([]);
    await button(page, '登记通行密钥').click();
    await page.getByRole('heading', { name: '保存恢复码' }).waitFor();
    await button(page, '已保存，进入系统').click();
    await page.getByRole('heading', { name: '工作台' }).waitFor();
  });

  it('is not offered under an IP address, but where it can be had', async () => {
    await using opened = await browser.open(`http://127.0.0.1:${port}/account?from=desk`);
    const { page } = opened;
    await page.getByText('浏览器不能在IP地址下使用通行密钥').waitFor();
    expect(await button(page, '用通行密钥登录').count()).toBe(0);
    await page.getByRole('link', { name: `http://localhost:${port}/account?from=desk` }).click();
    await button(page, '用通行密钥登录').waitFor();
  });

  it('is not shown to browsers that have none', async () => {
    const context = await browser.browser.newContext();
    await context.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
    const page = await context.newPage();
    await page.goto(`http://localhost:${port}/account`);
    await page.getByLabel('用户名', { exact: true }).waitFor();
    expect(await page.getByText('通行密钥').count()).toBe(1);
    await context.close();
  });
});
