import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import {
  adminToken,
  CLAIM,
  type IdentityHouse,
  identityHouse,
  PASSWORD,
  signedIn,
  type TestBrowser,
} from '../../../test/identity-house.ts';
import { listRecords } from '../../kernel/audit/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { makePersonLink } from './use-link.ts';

const database = useTestDatabase();
const data = mkdtempSync(join(tmpdir(), 'zhengdun-identity-'));
let house: IdentityHouse;
let first: TestBrowser;
let seed: Buffer;
/** the link by which the installation was claimed */
let used: string;
let codes: string[];
let unitId: string;

beforeAll(async () => {
  house = await identityHouse(database.db);
});
afterAll(async () => {
  await house.http.close();
  rmSync(data, { recursive: true });
});

describe('the first administrator', () => {
  it('is not there by default: no name and password opens anything', async () => {
    const browser = house.browser();
    expect(await browser.session()).toMatchObject({ stage: 'none', claimed: false, permissions: [] });
    for (const name of ['admin', 'root', 'zhengdun']) {
      expect(await browser.password(name, name)).toMatchObject({ status: 401, code: 'sign-in-refused' });
    }
  });

  it('comes by a link in a file that only its owner may read, and only by the last one made', async () => {
    const old = await adminToken(house, data);
    const token = await adminToken(house, data);
    const file = join(data, 'first-administrator-link');
    expect(readFileSync(file, 'utf8')).toContain(`/claim#${token}`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    first = house.browser();
    expect(await first.post('/api/claim', { ...CLAIM, token: old })).toMatchObject({ code: 'link-refused' });
    expect((await first.post('/api/link', { token })).body).toEqual({ kind: 'first-administrator' });
  });

  it('is of the unit itself, with a password that is not easily guessed', async () => {
    const token = await adminToken(house, data);
    await withinScope(database.db, EVERYTHING, (trx) =>
      trx
        .insertInto('registry_region')
        .values({ code: '990200', name: '另一市', path: '990000/990200/' })
        .execute(),
    );
    const refusals = [
      // A digit that was mistyped: the code is another division's.
      [{ regionCode: '990200' }, 'claim-region-differs'],
      [{ employment: 'outsourced' }, 'claim-needs-own-staff'],
      [{ password: 'first.admin-x7Kq2mVb' }, 'password-holds-name'],
      [{ password: 'Password123456' }, 'password-too-plain'],
      [{ password: 'short' }, 'input-invalid'],
    ] as const;
    for (const [wrong, code] of refusals) {
      expect(await first.post('/api/claim', { ...CLAIM, token, ...wrong })).toMatchObject({ code });
    }
  });

  it('can do nothing until the second factor is there', async () => {
    const token = await adminToken(house, data);
    used = token;
    const claimed = await first.post('/api/claim', { ...CLAIM, token });
    expect(claimed).toMatchObject({ status: 200, body: { stage: 'enrolment', claimed: true } });
    expect(await first.get('/api/people')).toMatchObject({ status: 401, code: 'sign-in-unfinished' });
    expect(await first.get('/api/me')).toMatchObject({ status: 401 });
    ({ seed, codes } = await first.enrol());
    expect(codes).toHaveLength(10);
    expect(await first.session()).toMatchObject({
      stage: 'full',
      person: { loginName: 'first.admin', unitName: '样例市数据局' },
      roles: expect.arrayContaining(['system-admin', 'security-admin']),
      newDevices: 0,
    });
    const people = (await first.get('/api/people')).body;
    expect(people).toMatchObject({ total: 1, rows: [{ name: '甲管理', employment: 'civil-servant' }] });
    unitId = (await first.get('/api/places')).body.units[0].id;
  });

  it('comes once: the link is used up, and no other is made', async () => {
    expect(await adminToken(house, data)).toBe('');
    expect(() => statSync(join(data, 'first-administrator-link'))).toThrow(/ENOENT/);
  });

  it('tells whoever comes with the used link once more that there is an administrator, and a stranger nothing', async () => {
    const again = house.browser();
    expect(await again.post('/api/link', { token: used })).toMatchObject({
      status: 410,
      code: 'first-link-used',
    });
    expect(await again.post('/api/claim', { ...CLAIM, token: used })).toMatchObject({
      code: 'first-link-used',
    });
    expect(await again.post('/api/link', { token: 'A'.repeat(43) })).toMatchObject({ code: 'link-refused' });
  });
});

describe('signing in', () => {
  it('takes a code once, and gives the session another token at each step', async () => {
    const browser = house.browser();
    const tokens = new Set<string | undefined>();
    house.clock.pass(1);
    expect((await browser.password('First.Admin ')).body).toMatchObject({ stage: 'second-factor' });
    tokens.add(browser.cookies.get('zhengdun-session'));
    const code = browser.codeOf(seed);
    expect((await browser.post('/api/session/second-factor', { code })).body.stage).toBe('full');
    tokens.add(browser.cookies.get('zhengdun-session'));
    expect(tokens.size).toBe(2);
    const other = house.browser();
    await other.password('first.admin');
    expect(await other.post('/api/session/second-factor', { code })).toMatchObject({ code: 'code-refused' });
  });

  it('takes a recovery code once', async () => {
    const [code = ''] = codes;
    const browser = house.browser();
    await browser.password('first.admin');
    expect((await browser.post('/api/session/second-factor', { code: code.toLowerCase() })).status).toBe(200);
    expect((await browser.get('/api/me')).body.recoveryCodesLeft).toBe(9);
    const other = house.browser();
    await other.password('first.admin');
    expect(await other.post('/api/session/second-factor', { code })).toMatchObject({ code: 'code-refused' });
  });

  it('is noticed by the owner when it comes from a new browser', async () => {
    expect((await first.session()).newDevices).toBe(2);
    await first.post('/api/me/devices/seen');
    expect((await first.session()).newDevices).toBe(0);
  });

  it('answers the same to a name that nobody has', async () => {
    const told = async (name: string) => {
      const { status, body } = await house
        .browser({ source: '198.51.100.1' })
        .password(name, 'wrong password 1');
      return { status, body };
    };
    expect(await told('first.admin')).toEqual(await told('no.such.name'));
  });

  it('is worth nothing in another browser: the token alone opens nothing', async () => {
    const thief = house.browser();
    thief.cookies.set('zhengdun-session', first.cookies.get('zhengdun-session') ?? '');
    expect(await thief.get('/api/me')).toMatchObject({ status: 401 });
    await thief.get('/api/session');
    thief.cookies.set('zhengdun-device', house.browser().cookies.get('zhengdun-device') ?? 'x'.repeat(43));
    thief.cookies.set('zhengdun-session', first.cookies.get('zhengdun-session') ?? '');
    expect(await thief.get('/api/me')).toMatchObject({ status: 401 });
    expect((await first.get('/api/me')).status).toBe(200);
  });

  it('ends on the server when one signs out', async () => {
    const { browser } = await signedIn(house, { unitId });
    const kept = new Map(browser.cookies);
    expect((await browser.post('/api/session/end')).body.stage).toBe('none');
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect(await browser.get('/api/me')).toMatchObject({ status: 401, code: 'not-signed-in' });
  });
});

describe('a session', () => {
  it('ends after 15 minutes without an act; looking at who is signed in is none', async () => {
    const { browser } = await signedIn(house, { unitId });
    for (let minute = 0; minute < 14; minute += 7) {
      house.clock.pass(7);
      expect((await browser.session()).stage).toBe('full');
    }
    house.clock.pass(2);
    expect((await browser.session()).stage).toBe('none');
    expect(await browser.get('/api/me')).toMatchObject({ status: 401 });
  });

  it('lives on by acts, but not beyond its absolute end', async () => {
    const { browser } = await signedIn(house, { unitId });
    for (let hour = 0; hour < 10 * 6 - 1; hour += 1) {
      house.clock.pass(10);
      expect((await browser.get('/api/me')).status).toBe(200);
    }
    house.clock.pass(11);
    expect(await browser.get('/api/me')).toMatchObject({ status: 401 });
  });

  it('is seen and ended from another one, and all others end with a new password', async () => {
    const { browser, loginName, seed: own } = await signedIn(house, { unitId });
    const other = house.browser();
    await other.enter(loginName, own);
    const account = (await browser.get('/api/me')).body;
    expect(account.sessions).toHaveLength(2);
    const foreign = account.sessions.find((each: { current: boolean }) => !each.current);
    expect(foreign.device).toBe('Chrome 120 · Linux');
    await browser.post(`/api/me/sessions/${foreign.id}/end`);
    expect((await other.get('/api/me')).status).toBe(401);
    await other.enter(loginName, own);
    const change = { current: PASSWORD, next: 'another horse, another battery' };
    expect(await browser.post('/api/me/password', { ...change, current: 'wrong password' })).toMatchObject({
      status: 401,
    });
    expect((await browser.post('/api/me/password', change)).status).toBe(200);
    expect((await other.get('/api/me')).status).toBe(401);
    expect((await browser.get('/api/me')).status).toBe(200);
  });

  it("brings the columns that its person has put away, in whatever browser, and nobody else's", async () => {
    const { browser, loginName, seed: own } = await signedIn(house, { unitId });
    const stranger = await signedIn(house, { unitId });
    const put = (list: string, hidden: string[]) => browser.post('/api/me/columns', { list, hidden });
    expect(await put('findings', ['unit', 'handler', 'unit'])).toMatchObject({ status: 200 });
    expect(await put('findings', ['unit', 'term'])).toMatchObject({ status: 200 });
    expect(await put('audit', ['from'])).toMatchObject({ status: 200 });
    expect(await put('audit', [])).toMatchObject({ status: 200 });
    const other = house.browser();
    await other.enter(loginName, own);
    expect((await other.get('/api/session')).body.columns).toEqual({ findings: ['unit', 'term'] });
    expect((await stranger.browser.get('/api/session')).body.columns).toEqual({});
    expect(await put('no-such-list', ['unit'])).toMatchObject({ status: 400 });
    expect(await put('findings', ['<b>'])).toMatchObject({ status: 400 });
  });

  it('of somebody else cannot be ended by its id', async () => {
    const [one, other] = [await signedIn(house, { unitId }), await signedIn(house, { unitId })];
    const { sessions } = (await other.browser.get('/api/me')).body;
    await one.browser.post(`/api/me/sessions/${sessions[0].id}/end`);
    expect((await other.browser.get('/api/me')).status).toBe(200);
  });
});

describe('the counter of failures', () => {
  it('refuses the sixth try at an account from unknown browsers, also with the right password, whoever tries', async () => {
    const { loginName, browser, seed: own } = await signedIn(house, { unitId });
    for (let tries = 0; tries < 5; tries += 1) {
      const attacker = house.browser({ source: `198.51.100.${10 + tries}` });
      expect((await attacker.password(loginName, `guess number ${tries}`)).code).toBe('sign-in-refused');
    }
    const late = house.browser({ source: '198.51.100.77' });
    expect(await late.password(loginName)).toMatchObject({ status: 429, code: 'too-many-attempts' });
    // The owner, in the browser that the account knows, is not locked out.
    await browser.post('/api/session/end');
    expect((await browser.enter(loginName, own)).status).toBe(200);
    house.clock.pass(16);
    expect((await late.password(loginName)).status).toBe(200);
  });

  it('counts codes with passwords: who has the password cannot try codes at will', async () => {
    const { loginName } = await signedIn(house, { unitId });
    const attacker = house.browser({ source: '198.51.100.80' });
    await attacker.password(loginName);
    const answers: (string | undefined)[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      answers.push((await attacker.post('/api/session/second-factor', { code: `00000${tries}` })).code);
    }
    expect(answers).toEqual([...Array(5).fill('code-refused'), 'too-many-attempts']);
    expect((await attacker.password(loginName)).code).toBe('too-many-attempts');
  });

  it('counts tries side by side', async () => {
    const { loginName } = await signedIn(house, { unitId });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        house.browser({ source: `198.51.101.${index}` }).password(loginName, 'wrong password 1'),
      ),
    );
    expect(answers.filter(({ code }) => code === 'sign-in-refused')).toHaveLength(5);
  });

  it('refuses the eleventh try in a browser that the account knows, and leaves other browsers alone', async () => {
    const { loginName, browser } = await signedIn(house, { unitId });
    await browser.post('/api/session/end');
    for (let tries = 0; tries < 10; tries += 1)
      expect((await browser.password(loginName, `guess number ${tries}`)).code).toBe('sign-in-refused');
    expect((await browser.password(loginName)).code).toBe('too-many-attempts');
    expect((await house.browser({ source: '198.51.100.90' }).password(loginName)).status).toBe(200);
  });

  it('counts links that are tried with a new password like links that are looked at', async () => {
    const attacker = house.browser({ source: '198.51.100.201' });
    const guess = { token: 'B'.repeat(43), password: 'correct horse battery' };
    for (let tries = 0; tries < 30; tries += 1)
      expect((await attacker.post('/api/link/password', guess)).code).toBe('link-refused');
    expect((await attacker.post('/api/link/password', guess)).code).toBe('too-many-attempts');
  });

  it('holds a link for 36 hours and not longer', async () => {
    const { id } = await signedIn(house, { unitId });
    const made = await withinScope(database.db, EVERYTHING, (trx) =>
      makePersonLink(trx, id, house.clock.now),
    );
    const token = made.path.split('#')[1];
    const browser = house.browser({ source: '198.51.100.202' });
    house.clock.pass(36 * 60 - 1);
    expect((await browser.post('/api/link', { token })).status).toBe(200);
    house.clock.pass(2);
    expect((await browser.post('/api/link', { token })).code).toBe('link-refused');
  });

  it('stops a source that tries many names, and links too, but not who comes from elsewhere', async () => {
    const attacker = house.browser({ source: '2001:db8:1:2::1' });
    for (let tries = 0; tries < 29; tries += 1) await attacker.password(`name.${tries}`, 'wrong password 1');
    const token = 'A'.repeat(43);
    expect((await attacker.post('/api/link', { token })).code).toBe('link-refused');
    expect((await attacker.post('/api/link', { token })).code).toBe('too-many-attempts');
    const neighbour = house.browser({ source: '2001:db8:1:2:ffff::9' });
    expect((await neighbour.password('name.x', 'wrong password 1')).code).toBe('too-many-attempts');
    const elsewhere = house.browser({ source: '2001:db8:1:3::1' });
    expect((await elsewhere.password('name.x', 'wrong password 1')).code).toBe('sign-in-refused');
  });

  it('treats a name that nobody has like any other', async () => {
    const answers: (string | undefined)[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const browser = house.browser({ source: `198.51.102.${tries}` });
      answers.push((await browser.password('nobody.has.this', 'wrong password 1')).code);
    }
    expect(answers).toEqual([...Array(5).fill('sign-in-refused'), 'too-many-attempts']);
  });
});

describe('every act of signing in', () => {
  it('is in the audit log: who, from where, with what result', async () => {
    const { records } = await withinScope(database.db, EVERYTHING, (trx) =>
      listRecords(trx, {}, { limit: 200, offset: 0 }),
    );
    const acts = records.map(({ act, result }) => `${act} ${result}`);
    expect(acts).toEqual(
      expect.arrayContaining([
        'sign-in-refused refused',
        'first-administrator done',
        'factor-set-up done',
        'sign-in done',
      ]),
    );
    expect(records.every(({ from }) => from.address !== '')).toBe(true);
    expect(records.find(({ act }) => act === 'first-administrator')?.object).toEqual({
      kind: 'unit',
      id: unitId,
    });
    expect(JSON.stringify(records)).not.toContain(PASSWORD);
  });
});
