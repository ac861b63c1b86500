import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOfStep, stepAt } from '../../server/src/identity/sign-in/totp.ts';
import { useTestDatabase } from '../../server/test/database.ts';
import { type IdentityHouse, makeUnit, PASSWORD, signedIn } from '../../server/test/identity-house.ts';
import { casSite, type OutsideSite, oidcSite } from '../../server/test/outside-providers.ts';
import {
  BASE,
  DIRECTORY_PASSWORD,
  lackOfSlapd,
  READER,
  type Slapd,
  startSlapd,
} from '../../server/test/slapd.ts';
import { createTestPki, startWorld, type World } from '../../server/test/world/index.ts';
import type { TestBrowser, WatchedPage } from './browser.ts';
import { press, type } from './by-keyboard.ts';
import { type ConsoleHouse, openConsole } from './console-house.ts';
import { faultsOf } from './page-faults.ts';

const ISSUER = 'https://idp.sample.test';
const SECRET = 'client-secret-of-the-test';
const OIDC = '样例统一认证';
const CAS = '样例单点登录';
const LDAP = '样例目录';
const CERTIFICATE = '样例数字证书';
const lack = lackOfSlapd();
if (lack) process.stderr.write(`SKIPPED: the pages of signing in by LDAP – ${lack}\n`);

// biome-ignore lint/correctness/useHookAtTopLevel: vitest's, not React's.
const database = useTestDatabase();
const cas = casSite();
let world: World;
let started: ConsoleHouse;
let house: IdentityHouse;
let browser: TestBrowser;
let slapd: Slapd | undefined;
let idp: OutsideSite;
let unitId: string;
let admin: Awaited<ReturnType<typeof signedIn>>;
const faults: string[] = [];

beforeAll(async () => {
  world = await startWorld({
    sites: { 'idp.sample.test': { tls: false }, 'cas.sample.test': cas.site },
    zones: { 'sample.test': { 'ldap.sample.test': { a: ['127.0.0.1'] } } },
  });
  started = await openConsole(database.db, { port: 18_720, world });
  ({ house, browser } = started);
  unitId = await makeUnit(database.db, { name: '样例市数据局', region: '990000/990100/' });
  admin = await signedIn(house, { unitId, grants: [{ role: 'system-admin', area: 'region', place: '' }] });
  if (!lack) slapd = await startSlapd(world.pki.issue({ names: ['ldap.sample.test'] }), world.pki.rootPem);
});
afterAll(async () => {
  await slapd?.[Symbol.asyncDispose]();
  await started[Symbol.asyncDispose]();
  await world.close();
});
beforeEach(() => faults.splice(0));
afterEach(() => expect(faults).toEqual([]));

/** A code that was not used yet. */
function fresh(seed: Buffer): string {
  house.clock.pass(1);
  return codeOfStep(seed, stepAt(house.clock.now));
}

async function looksGood(opened: WatchedPage, name: string): Promise<void> {
  faults.push(...(await faultsOf(opened, name)));
}

/** A page of somebody who is signed in already, or of nobody. */
async function open(path: string, person?: Awaited<ReturnType<typeof signedIn>>): Promise<WatchedPage> {
  const opened = await browser.open('about:blank', { ignoreHTTPSErrors: true });
  const cookies = [...(person?.browser.cookies ?? [])];
  const url = started.base;
  await opened.page.context().addCookies(cookies.map(([name, value]) => ({ name, value, url })));
  await opened.page.goto(`${url}${path}`);
  return opened;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1, exact: true });

/** Adds a provider that is on, without a page. */
async function add(kind: string, name: string, config: object, secrets = {}): Promise<void> {
  const provider = { kind, name, enabled: true, config, secrets };
  const given = { provider, code: fresh(admin.seed) };
  expect(await admin.browser.post('/api/identity-providers', given)).toMatchObject({ status: 200 });
}

describe('identity providers', () => {
  it('are set up, tried out, switched on and changed, and their secrets are not shown again', async () => {
    await using opened = await open('/settings', admin);
    const { page } = opened;
    await page.getByRole('link', { name: '身份源' }).click();
    await page.getByText('尚未设置身份源').waitFor();
    await looksGood(opened, 'providers-none');

    await page.getByLabel('种类').selectOption({ label: '国家网络身份认证公共服务（网号、网证）' });
    await looksGood(opened, 'provider-national');
    await page.getByLabel('种类').selectOption({ label: '目录服务（LDAP）' });
    await page.getByLabel('查询条件').fill('(&(uid={name})');
    await button(page, '保存身份源').click();
    await page.getByText('有7处需要更正').waitFor();
    await looksGood(opened, 'provider-ldap-faults');

    await page.getByLabel('种类').selectOption({ label: '统一身份认证（OIDC）' });
    await page.getByLabel('名称', { exact: true }).fill(OIDC);
    await page.getByLabel('签发者地址').fill('http://idp.sample.test');
    await page.getByLabel('本系统的编号').fill('zhengdun');
    await page.getByLabel('本系统的密钥').fill(SECRET);
    await page.getByLabel('动态码').fill(fresh(admin.seed));
    await button(page, '保存身份源').click();
    await page.getByRole('alert').getByText('应为以https://开头的网址').waitFor();
    await page.getByLabel('签发者地址').fill(ISSUER);
    await button(page, '保存身份源').click();
    await page.getByText('下一步：把返回地址登记到身份源').waitFor();
    await looksGood(opened, 'provider-added');

    await button(page, '测试连接').click();
    await page.getByText('测试不正常').waitFor();
    await looksGood(opened, 'provider-fault');
    const returnUrl = await page.locator('main dd code').first().innerText();
    expect(returnUrl).toMatch(new RegExp(`^${started.base}/sign-in/return/[0-9a-f-]{36}$`));
    idp = oidcSite({ issuer: ISSUER, clientId: 'zhengdun', clientSecret: SECRET, redirectUri: returnUrl });
    world.sites.set('idp.sample.test', idp.site);
    await button(page, '测试连接').click();
    await page.getByText('测试正常').waitFor();

    await button(page, '启用').click();
    await page.locator('main form').first().getByLabel('动态码').fill('000000');
    await page.locator('main form').first().getByRole('button', { name: '启用' }).click();
    await page.getByRole('alert').first().waitFor();
    await page.locator('main form').first().getByLabel('动态码').fill(fresh(admin.seed));
    await page.locator('main form').first().getByRole('button', { name: '启用' }).click();
    await page.getByRole('heading', { name: `${OIDC}（已启用）` }).waitFor();

    await button(page, '修改设置').click();
    await page.getByText('已保存，不再显示').waitFor();
    await looksGood(opened, 'provider-change');
    expect(await page.content()).not.toContain(SECRET);
    await button(page, '移除').click();
    await looksGood(opened, 'provider-remove');
  });
});

describe('signing in by a provider', () => {
  it('is done by the keyboard alone: refused with a way on, bound, and then as far as our second factor', async () => {
    await add('cas', CAS, { url: 'https://cas.sample.test/cas' });
    const person = await signedIn(house, { unitId, grants: [{ role: 'handler' }] });
    await using opened = await open('/findings?page=1');
    const { page } = opened;
    await heading(page, '登录').waitFor();
    await looksGood(opened, 'sign-in');

    idp.user = 'wang.fang';
    await press(page, `用“${OIDC}”登录`);
    await page.getByText('但本系统没有与之绑定的账号').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await looksGood(opened, 'unbound');
    await press(page, '用本系统账号登录');
    await type(page, '用户名', person.loginName);
    await type(page, '密码', PASSWORD);
    await page.keyboard.press('Enter');
    await heading(page, '双因子验证').waitFor();
    await type(page, '验证码或恢复码', fresh(person.seed));
    await page.keyboard.press('Enter');
    await page.getByText(`您刚才在“${OIDC}”中确认的身份“wang.fang”尚未绑定账号。`).waitFor();
    await looksGood(opened, 'shown');
    await press(page, '绑定到本账号');
    await page.getByText('您刚才在').waitFor({ state: 'detached' });
    await press(page, '退出');
    await heading(page, '登录').waitFor();

    await page.goto(`${started.base}/findings?page=1`);
    await heading(page, '登录').waitFor();
    await press(page, `用“${OIDC}”登录`);
    await heading(page, '双因子验证').waitFor();
    await page.getByText('用外部身份登录的，同样须完成这一步').waitFor();
    expect(page.url()).toBe(`${started.base}/findings?page=1`);
    await looksGood(opened, 'second-factor');
    await type(page, '验证码或恢复码', fresh(person.seed));
    await page.keyboard.press('Enter');
    await heading(page, '问题整改').waitFor();
  });

  it('says in words why somebody is refused, and how to go on', async () => {
    await using opened = await open('/account');
    const { page } = opened;
    idp.user = undefined;
    await button(page, `用“${OIDC}”登录`).click();
    await page.getByText(`“${OIDC}”没有确认身份`).waitFor();
    await looksGood(opened, 'cancelled');
    cas.user = 'wang.fang';
    await page.getByRole('link', { name: '返回登录页面' }).click();
    await button(page, `用“${CAS}”登录`).click();
    await page.getByText('但本系统没有与之绑定的账号').waitFor();

    await page.goto(`${page.url()}?state=x&ticket=y`);
    await page.getByText('这次外部登录已过期、已用过').waitFor();
    await looksGood(opened, 'lost');
    await button(page, `重新用“${CAS}”登录`).click();
    await page.getByText('但本系统没有与之绑定的账号').waitFor();

    world.sites.set('idp.sample.test', { tls: false });
    await page.getByRole('link', { name: '用本系统账号登录' }).click();
    await button(page, `用“${OIDC}”登录`).click();
    await page.getByText('“外部身份登录”没有完成').waitFor();
    await looksGood(opened, 'down');
    world.sites.set('idp.sample.test', idp.site);
  });

  it.skipIf(lack !== undefined)(
    'asks for name and password of a directory here, and binds by them',
    async () => {
      const config = {
        host: 'ldap.sample.test',
        port: slapd?.tlsPort,
        security: 'ldaps',
        bindDn: READER.dn,
        baseDn: `ou=people,${BASE}`,
      };
      await add('ldap', LDAP, config, { bindPassword: READER.password });
      const person = await signedIn(house, { unitId, grants: [{ role: 'handler' }] });
      await using own = await open('/account#outside', person);
      await own.page.getByRole('heading', { name: '绑定的外部身份' }).waitFor();
      const panel = own.page.locator('#outside');
      await panel.getByLabel('身份源').selectOption({ label: LDAP });
      await panel.getByLabel(`“${LDAP}”中的用户名`).fill('zhang.san');
      await panel.getByLabel(`“${LDAP}”中的口令`).fill(DIRECTORY_PASSWORD);
      await panel.getByLabel('动态码').fill(fresh(person.seed));
      await looksGood(own, 'bind');
      await panel.getByRole('button', { name: '绑定外部身份' }).click();
      await panel.getByRole('button', { name: `解除绑定：${LDAP}` }).waitFor();
      await looksGood(own, 'bound');

      await using opened = await open('/account');
      const { page } = opened;
      await press(page, `用“${LDAP}”登录`);
      await type(page, `“${LDAP}”中的用户名`, 'zhang.san');
      await type(page, `“${LDAP}”中的口令`, 'wrong password');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText('用户名或密码不正确').waitFor();
      await looksGood(opened, 'directory-refused');
      await type(page, `“${LDAP}”中的口令`, DIRECTORY_PASSWORD);
      await page.keyboard.press('Enter');
      await heading(page, '双因子验证').waitFor();

      await panel.getByRole('button', { name: `解除绑定：${LDAP}` }).click();
      await panel.getByRole('button', { name: `解除绑定：${LDAP}` }).waitFor({ state: 'detached' });
    },
  );

  it('shows a line to be signed by the key of a certificate, and takes the signature', async () => {
    const pki = createTestPki('sm2');
    await add('certificate', CERTIFICATE, { authority: pki.rootPem, between: pki.intermediatePem });
    const issued = pki.issue({ key: 'sm2', subject: { commonName: '王芳' }, incomplete: true });
    await using opened = await open('/account');
    const { page } = opened;
    await press(page, `用“${CERTIFICATE}”登录`);
    await heading(page, '用证书签名').waitFor();
    await press(page, '提交签名');
    await page.getByText('有2处需要更正').waitFor();
    await looksGood(opened, 'certificate');
    const text = await page.locator('main code').innerText();
    await page.getByLabel('签名证书').fill(issued.pem);
    await page.getByLabel('签名值').fill(issued.sign(Buffer.from(text)).toString('base64'));
    await press(page, '提交签名');
    await page.getByText('但本系统没有与之绑定的账号').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.goto(page.url().replace('/return/', '/certificate/'));
    await page.getByText('没有待签名的内容').waitFor();
  });

  it('is prepared by going to the provider from the own account, or by the administrator', async () => {
    const person = await signedIn(house, { unitId, grants: [{ role: 'handler' }] });
    await using own = await open('/account#outside', person);
    const panel = own.page.locator('#outside');
    await panel.getByLabel('身份源').selectOption({ label: OIDC });
    await panel.getByLabel('动态码').fill(fresh(person.seed));
    idp.user = 'li.na';
    await panel.getByRole('button', { name: '前往身份源绑定' }).click();
    await own.page.getByText(`已绑定“${OIDC}”中的身份`).waitFor();
    await looksGood(own, 'bound-there');
    await own.page.getByRole('link', { name: '返回我的账号' }).click();
    await panel.getByRole('button', { name: `解除绑定：${OIDC}` }).waitFor();

    await using opened = await open(`/people/${person.id}`, admin);
    const { page } = opened;
    await button(page, '绑定外部身份').click();
    await page.getByLabel('身份源').selectOption({ label: CAS });
    await page.getByLabel('人员标识').fill('li.na');
    await page.getByLabel('动态码').fill(fresh(admin.seed));
    await looksGood(opened, 'person-bind');
    await page.locator('main form').getByRole('button', { name: '绑定外部身份' }).click();
    await page.getByRole('cell', { name: '管理员' }).waitFor();
    await button(page, '解除绑定').click();
    await page.getByLabel('身份源').selectOption({ label: `${CAS}（li.na）` });
    await page.getByLabel('动态码').fill(fresh(admin.seed));
    await looksGood(opened, 'person-unbind');
    await page.locator('main form').getByRole('button', { name: '解除绑定' }).click();
    await page.getByRole('cell', { name: '管理员' }).waitFor({ state: 'detached' });
  });
});
