import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { makeUnit } from '../../test/identity-house.ts';
import { registerSite } from '../../test/papers.ts';
import { staffOf } from '../../test/publication.ts';
import { createHttp, type Http } from '../kernel/http/index.ts';
import { ledgerKeys, openNote, parseVerifier, signNote } from '../kernel/ledger/index.ts';
import { silentLog } from '../kernel/log.ts';
import { type Actor, EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { isOrganHostBy, readHostList } from './host-list.ts';
import { addExitRoutes } from './index.ts';
import { organHosts } from './organ-hosts.ts';
import { renewOrganList } from './organ-list.ts';
import { exitAddress, exitQuery, isSignedExit } from './sign-exit.ts';

const database = useTestDatabase();
const data = mkdtempSync(join(tmpdir(), 'zhengdun-exits-'));
const now = new Date('2026-11-29T02:00:00Z');
let actor: Actor | undefined;
let http: Http;
let unit: string;

beforeAll(async () => {
  const { db } = database;
  http = await createHttp({ log: silentLog(), version: '0.1.0', authenticate: async () => actor });
  addExitRoutes(http, { db, data, now: () => now });
  await http.ready();
  unit = await makeUnit(db, { name: '样例局', region: '990000/990100/' });
});
afterAll(async () => {
  await http?.close();
  rmSync(data, { recursive: true, force: true });
});

const get = (url: string, headers = {}) =>
  http.inject({ url, headers: { host: '127.0.0.1:8600', ...headers } });
const sites = (kind: 'organ' | 'institution', ...addresses: string[]) =>
  ({ unitKind: kind, kind: 'website', addresses }) as const;

describe('the list of organs’ sites', () => {
  it('adds what the register has under other suffixes, and strikes what under theirs is somebody else’s', () => {
    const lines = organHosts([
      sites('organ', 'https://www.shili.cn/', 'https://www.shili.gov.cn/', 'www.样例.政务'),
      sites('organ', 'https://mp.company.example/shili/', 'http://203.0.113.9/'),
      sites('institution', 'https://yy.shili.gov.cn/', 'https://www.yiyuan.cn/', 'https://www.shili.gov.cn/'),
      sites('institution', 'https://zx.shili.gov.cn/hospital/'),
      { unitKind: 'organ', kind: 'mail', addresses: ['mail.shili.cn'] },
    ]);
    expect(lines).toEqual(['+www.shili.cn', '-yy.shili.gov.cn']);
  });

  it.each([
    ['www.gov.cn', true],
    ['WWW.SHILI.CN', true],
    ['a.www.shili.cn', false],
    ['yy.shili.gov.cn', false],
    ['b.yy.shili.gov.cn', false],
    ['xyy.shili.gov.cn', true],
    ['gov.cn.evil.example', false],
    ['evilgov.cn', false],
    ['xn--fiq02ib9d179b.xn--zfr164b', true],
  ])('says of %s: %s', (host, isOrgan) => {
    expect(isOrganHostBy(readHostList('+www.shili.cn\n-yy.shili.gov.cn'), host)).toBe(isOrgan);
  });

  it('is public, signed by both keys of the ledger, dated, and of a new version when the register changes', async () => {
    const first = await get('/exit/organs.txt');
    expect(first.statusCode).toBe(200);
    expect(first.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=3600',
      'content-type': 'text/plain; charset=utf-8',
    });
    const verifiers = ledgerKeys(data).signers.map(({ verifier }) => verifier);
    const heads = (body: string) => openNote(body, verifiers)?.split('\n').slice(0, 5);
    const head = (version: number) => [
      'zhengdun-organ-hosts/1',
      `version ${version}`,
      'issued 2026-11-29',
      'until 2026-12-29',
      '*.gov.cn',
    ];
    expect(heads(first.body)).toEqual(head(1));
    expect(heads(first.body.replace('2026-12-29', '2027-12-29'))).toBeUndefined();
    const again = await get('/exit/organs.txt', { 'if-none-match': first.headers.etag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    await registerSite(database.db, unit, { addresses: ['https://www.shili-list.cn/'] });
    await renewOrganList(database.db, () => now);
    const second = await get('/exit/organs.txt', { 'if-none-match': first.headers.etag });
    expect(heads(second.body)).toEqual(head(2));
    expect(second.body).toContain('\n+www.shili-list.cn\n');
    await renewOrganList(database.db, () => now);
    expect((await get('/exit/organs.txt')).body).toBe(second.body);
    const entered = await withinScope(database.db, EVERYTHING, (trx) =>
      trx.selectFrom('ledger_entry').select('entry').execute(),
    );
    expect(entered.filter(({ entry }) => String(entry).includes('organ-list/'))).toHaveLength(2);
  });

  it('is no checkpoint: what would be taken for one is not signed', () => {
    const keys = ledgerKeys(data);
    expect(() => signNote(keys, `${keys.identity.origin}\n1\nx\n`)).toThrow();
    expect(parseVerifier(keys.identity.ed25519)?.name).toBe(keys.identity.origin);
  });
});

const SECRET = 'ab'.repeat(32);
const EXIT = {
  to: 'https://www.company.example/?a=1&b=2',
  back: 'https://www.shili.gov.cn/',
  site: '样例县',
};
const signatureOf = (query: string): string => new URLSearchParams(query).get('s') ?? '';

describe('a signed exit', () => {
  it('holds for exactly what was signed, for two years, and by the same secret', () => {
    const signature = signatureOf(exitQuery(SECRET, EXIT, now));
    const holds = (more: object, at = now, secret = SECRET) =>
      isSignedExit(secret, { ...EXIT, signature, ...more }, at);
    expect(holds({})).toBe(true);
    expect(holds({}, new Date('2028-11-29'))).toBe(true);
    expect(holds({}, new Date('2029-01-01'))).toBe(false);
    expect(holds({}, new Date('2026-09-30'))).toBe(false);
    expect(holds({ to: 'https://www.evil.example/' })).toBe(false);
    expect(holds({ back: 'https://www.evil.example/' })).toBe(false);
    expect(holds({ site: '另一县' })).toBe(false);
    expect(holds({}, now, 'cd'.repeat(32))).toBe(false);
    const [quarter = '', mac = ''] = signature.split('.');
    for (const wrong of ['', mac, `${Number(quarter) - 1}.${mac}`, `${signature}=`, signature.slice(0, -2)])
      expect(holds({ signature: wrong })).toBe(false);
    // Two keys for two quarters.
    expect(signatureOf(exitQuery(SECRET, EXIT, new Date('2027-01-01'))).split('.')[1]).not.toBe(mac);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user@www.company.example/',
    'https://user:pass@www.company.example/',
    'https://www.company.example/\nx',
    'https://www.company.example/ x',
    'https://www.company.example/\u202ecn.vog',
    'https:\\\\www.company.example/',
    'https:www.company.example',
    '//www.company.example/',
    '/news',
    'ftp://www.company.example/',
    'https://',
    `https://www.company.example/${'a'.repeat(2_000)}`,
    '',
  ])('leads to no such address as %j', (address) => {
    expect(exitAddress(address)).toBeUndefined();
  });
});

describe('the page in between', () => {
  it('is signed for the site of an application, and leads where it says, and back', async () => {
    const site = await registerSite(database.db, unit, { addresses: ['https://www.shili-exit.gov.cn/'] });
    actor = await staffOf(database.db, unit, { roles: ['handler'] });
    const ask = (payload: object) =>
      http.inject({ method: 'POST', url: '/api/exits', headers: { host: '127.0.0.1:8600' }, payload });
    const links = ['https://www.company.example/?a=1&b=<x>', 'https://www.gov.cn/', 'javascript:alert(1)'];
    const { links: signed } = (await ask({ applicationId: site, links })).json();
    expect(signed.map(({ without }: { without?: string }) => without)).toEqual([undefined, 'organ', 'unfit']);
    const page = await get(signed[0].exit);
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.headers.location).toBeUndefined();
    expect(page.body).toContain('<a class="back" href="https://www.shili-exit.gov.cn/" autofocus>返回</a>');
    expect(page.body).toContain('href="https://www.company.example/?a=1&amp;b=%3Cx%3E"');
    expect((await get(`${signed[0].exit}&lang=en`)).body).toContain('>Go back</a>');
    const foreign = await makeUnit(database.db, { name: '另一局', region: '990000/990200/' });
    actor = await staffOf(database.db, foreign, { roles: ['handler'] });
    expect((await ask({ applicationId: site, links })).json().error.code).toBe('application-unknown');
  });

  it.each([
    ['nothing', ''],
    ['no signature', '?u=https://www.evil.example/'],
    ['a wrong one', `?u=https://www.evil.example/&s=10000.${'a'.repeat(43)}`],
    ['a script', '?u=javascript:alert(document.domain)&s=x'],
    ['two addresses', '?u=https://a.example/&u=https://www.evil.example/&s=x'],
    ['markup', '?u="><script>alert(1)</script>&n=<b>&s=x'],
  ])('with %s shows a plain page and leads nowhere', async (_, query) => {
    const page = await get(`/exit${query}`);
    expect(page.statusCode).toBe(400);
    expect(page.body).toContain('该链接未经确认');
    expect(page.body).not.toMatch(/evil|alert|<b>/);
    expect([...page.body.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['/exit?lang=en']);
  });
});
