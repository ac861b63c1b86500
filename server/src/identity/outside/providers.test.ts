import { permissionsOf, ROLE_NAMES, ROLES } from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { makeUnit, signedIn, type TestBrowser } from '../../../test/identity-house.ts';
import { CONSOLE, type OutsideHouse, outsideHouse } from '../../../test/outside-house.ts';
import {
  casSite,
  casXml,
  lyingOidcSite,
  NETWORK_IDENTITY,
  networkIdentitySite,
} from '../../../test/outside-providers.ts';
import { listRecords } from '../../kernel/audit/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';

const database = useTestDatabase();
let outside: OutsideHouse;
const cas = casSite();
const national = networkIdentitySite();
const { key: KEY, ...admitted } = NETWORK_IDENTITY;
const NATIONAL = {
  ...admitted,
  startUrl: 'https://id.sample.test/start',
  checkUrl: 'https://id.sample.test/check',
  mode: 'credential-password',
  authMode: 'R02',
  header: 'Authorization: Bearer {secret}',
  twoFactors: true,
} as const;

beforeAll(async () => {
  outside = await outsideHouse(database.db, {
    sites: {
      'cas.sample.test': cas.site,
      'id.sample.test': national.site,
      'self.sample.test': {
        ...cas.site,
        tls: { certificate: { names: ['self.sample.test'], selfSigned: true } },
      },
      'inside.sample.test': { address: '10.1.2.3' },
    },
    policy: { overrides: [] },
  });
});
afterAll(() => outside[Symbol.asyncDispose]());

let sources = 0;
function stranger(): TestBrowser {
  sources += 1;
  return outside.house.browser({ source: `198.51.100.${sources}` });
}

describe('signing in by CAS', () => {
  let provider: string;
  beforeAll(async () => {
    const config = { url: 'https://cas.sample.test/cas/', twoFactorMarks: ['mfa-gauth'] };
    provider = await outside.add({ kind: 'cas', name: '单点登录', config });
  });

  it('brings a bound account as far as our second factor, and wholly where CAS says how', async () => {
    const person = await outside.person();
    cas.user = '张三@样例';
    expect(await outside.bind(person, provider)).toMatchObject({ status: 200 });
    expect((await outside.enter(stranger(), provider)).body.session.stage).toBe('second-factor');
    cas.attributes = { authnContextClass: 'mfa-gauth' };
    expect((await outside.enter(stranger(), provider)).body.session).toMatchObject({
      stage: 'full',
      person: { loginName: person.loginName },
    });
    cas.attributes = { other: 'mfa-gauth' };
    expect((await outside.enter(stranger(), provider)).body.session.stage).toBe('second-factor');
  });

  it('takes a ticket for the very journey it was given for, and once', async () => {
    const begin = async (browser: TestBrowser) => {
      const { body } = await browser.post(`/api/session/outside/${provider}/begin`, {});
      expect(new URL(body.url).searchParams.get('service')).toMatch(
        new RegExp(`^${CONSOLE}/sign-in/return/${provider}\\?state=[\\w-]{43}$`),
      );
      return new URLSearchParams(await outside.travel(body.url));
    };
    const browser = stranger();
    const [own, other] = [await begin(browser), await begin(stranger())];
    own.set('ticket', other.get('ticket') ?? '');
    const url = `/api/session/outside/${provider}/finish`;
    expect(await browser.post(url, { query: own.toString() })).toMatchObject({ code: 'outside-failed' });
    for (const ticket of ['', 'PT-1', 'ST-a b', `ST-${'x'.repeat(300)}`]) {
      const query = await begin(browser);
      query.set('ticket', ticket);
      expect(await browser.post(url, { query: query.toString() })).toMatchObject({ code: 'outside-failed' });
    }
  });

  it('is tried out by a ticket that nobody has; each fault has its name', async () => {
    const administrator = await outside.administrator();
    const test = async () => (await administrator.post(`/api/identity-providers/${provider}/test`)).body;
    const tellFor = async (url: string) => {
      await outside.change(provider, { kind: 'cas', name: '单点登录', config: { url } });
      return (await test()).fault;
    };
    expect(await test()).toEqual({});
    cas.answer = casXml(
      '<cas:authenticationFailure code="UNAUTHORIZED_SERVICE">no</cas:authenticationFailure>',
    );
    expect(await test()).toEqual({ fault: 'client-refused' });
    cas.answer = casXml('<cas:authenticationSuccess><cas:user>one</cas:user></cas:authenticationSuccess>');
    expect(await test()).toEqual({ fault: 'answer-wrong' });
    cas.answer = `<a>${'x'.repeat(100_000)}</a>`;
    expect(await test()).toEqual({ fault: 'answer-wrong' });
    cas.answer = undefined;
    expect(await tellFor('https://cas.sample.test/elsewhere')).toBe('answer-wrong');
    expect(await tellFor('https://no-such.sample.test/cas')).toBe('not-reached');
    expect(await tellFor('https://self.sample.test/cas')).toBe('untrusted');
    expect(await tellFor('https://inside.sample.test/cas')).toBe('address-refused');
    expect(await tellFor('https://cas.sample.test/cas')).toBeUndefined();
  });
});

describe('signing in by the national network-identity service', () => {
  let provider: string;
  beforeAll(async () => {
    const secrets = { key: KEY };
    provider = await outside.add({ kind: 'network-identity', name: '网号网证', config: NATIONAL, secrets });
  });

  it('knows a person by the code for this application alone, and by two factors where both were asked', async () => {
    const person = await outside.person();
    national.user = 'holder';
    expect(await outside.bind(person, provider)).toMatchObject({ status: 200 });
    expect((await outside.enter(stranger(), provider)).body.session.stage).toBe('full');
    const { bindings } = (await person.browser.get('/api/me/outside')).body;
    expect(bindings).toMatchObject([{ label: expect.stringMatching(/^…[0-9a-f]{6}$/) }]);
    const asked = outside.world.sites.requests.findLast(({ path }) => path.startsWith('/start'));
    expect(Object.fromEntries(new URL(`https://id${asked?.path}`).searchParams)).toMatchObject({
      orgID: NETWORK_IDENTITY.orgCode,
      businessID: NETWORK_IDENTITY.appId,
      type: '1',
      bizSeq: expect.stringMatching(/^[A-Za-z0-9]{20,32}$/),
    });
  });

  it('is refused when the person declines, and with the credential of another journey', async () => {
    national.user = undefined;
    expect(await outside.enter(stranger(), provider)).toMatchObject({ status: 401, code: 'outside-failed' });
    national.user = 'holder';
    const begin = async (browser: TestBrowser) => {
      const { body } = await browser.post(`/api/session/outside/${provider}/begin`, {});
      return new URLSearchParams(await outside.travel(body.url));
    };
    const browser = stranger();
    const url = `/api/session/outside/${provider}/finish`;
    const [own, stolen] = [await begin(browser), await begin(stranger())];
    for (const name of ['idCardAuthData', 'certPwdData']) own.set(name, stolen.get(name) ?? '');
    expect(await browser.post(url, { query: own.toString() })).toMatchObject({ code: 'outside-failed' });
    const without = await begin(browser);
    without.delete('certPwdData');
    expect(await browser.post(url, { query: without.toString() })).toMatchObject({ code: 'outside-failed' });
    const serial = await begin(browser);
    serial.set('bizSeq', 'another');
    expect(await browser.post(url, { query: serial.toString() })).toMatchObject({ code: 'outside-failed' });
  });

  it('is tried out by a credential that is none', async () => {
    const test = async () =>
      (await (await outside.administrator()).post(`/api/identity-providers/${provider}/test`)).body;
    const name = '网号网证';
    expect(await test()).toEqual({});
    await outside.change(provider, {
      kind: 'network-identity',
      name,
      config: NATIONAL,
      secrets: { key: 'wrong' },
    });
    expect(await test()).toEqual({ fault: 'client-refused' });
    const config = { ...NATIONAL, resultField: 'data.result' };
    await outside.change(provider, { kind: 'network-identity', name, config, secrets: { key: KEY } });
    expect(await test()).toEqual({ fault: 'answer-wrong' });
  });
});

describe('身份源', () => {
  const input = {
    kind: 'oidc',
    name: '某平台',
    enabled: false,
    config: { issuer: 'https://idp.sample.test', clientId: 'a' },
    secrets: { clientSecret: 'a-secret-of-the-test' },
  };

  it('are set by whoever administers everything, with the second factor, and by no other role', async () => {
    for (const role of ROLE_NAMES) {
      const area = ROLES[role].areas.at(-1) ?? 'unit';
      const { browser, seed } = await signedIn(outside.house, {
        unitId: outside.unit,
        grants: [{ role, area, place: outside.unit }],
      });
      const code = permissionsOf(role).includes('setting.manage') ? 'providers-not-whole' : 'not-permitted';
      expect(await browser.get('/api/identity-providers')).toMatchObject({ status: 403, code });
      const given = { provider: input, code: outside.fresh(seed) };
      expect(await browser.post('/api/identity-providers', given)).toMatchObject({ status: 403, code });
    }
    const administrator = await outside.administrator();
    const without = await administrator.post('/api/identity-providers', { provider: input, code: '000000' });
    expect(without).toMatchObject({ code: 'code-refused' });
  });

  it('keep their secrets: sealed in the database, in no answer and no record', async () => {
    const id = await outside.add(input as never);
    const administrator = await outside.administrator();
    const { body } = await administrator.get('/api/identity-providers');
    expect(body.rows.find((row: { id: string }) => row.id === id)).toMatchObject({
      secrets: ['clientSecret'],
      returnUrl: `${CONSOLE}/sign-in/return/${id}`,
      bindings: 0,
    });
    const { rows } = await sql`SELECT * FROM identity_provider WHERE id = ${id}`.execute(database.db);
    const { records } = await withinScope(database.db, EVERYTHING, (trx) =>
      listRecords(trx, {}, { limit: 500, offset: 0 }),
    );
    expect(JSON.stringify([body, records])).not.toContain('a-secret-of-the-test');
    expect(Buffer.from(JSON.stringify(rows)).includes('a-secret-of-the-test')).toBe(false);
    expect((rows[0] as { secrets: Buffer }).secrets.includes('a-secret-of-the-test')).toBe(false);
    // What is left out stays.
    await outside.change(id, { kind: 'oidc', name: '某平台', config: { ...input.config, clientId: 'b' } });
    const again = (await administrator.get('/api/identity-providers')).body.rows;
    expect(again.find((row: { id: string }) => row.id === id)).toMatchObject({
      secrets: ['clientSecret'],
      config: { clientId: 'b' },
    });
    const taken = {
      provider: { ...input, kind: 'cas', config: { url: 'https://a.test' }, secrets: {} },
      code: '',
    };
    expect(
      await administrator.post('/api/identity-providers', {
        ...taken,
        code: outside.fresh(outside.admin.seed),
      }),
    ).toMatchObject({ status: 409, code: 'provider-name-taken' });
  });

  it.each([
    [{ kind: 'oidc', config: { issuer: 'http://idp.sample.test', clientId: 'a' } }],
    [{ kind: 'oidc', config: { issuer: 'https://idp.sample.test', clientId: 'a', scope: 'profile' } }],
    [{ kind: 'cas', config: { url: 'file:///etc/passwd' } }],
    [{ kind: 'network-identity', config: { ...NATIONAL, checkUrl: 'http://id.sample.test/check' } }],
    [{ kind: 'network-identity', config: { ...NATIONAL, header: 'A: b\r\nC: d' } }],
  ])('refuse what is not safe: %j', async (wrong) => {
    const provider = { name: 'x', enabled: false, secrets: {}, ...wrong };
    const answer = await (await outside.administrator()).post('/api/identity-providers', {
      provider,
      code: '1',
    });
    expect(answer).toMatchObject({ status: 400, code: 'input-invalid' });
  });

  it('are removed with everybody’s bindings, and what is bound elsewhere stays out of reach', async () => {
    const id = await outside.add({ kind: 'oidc', name: '将删', config: input.config });
    const unit = await makeUnit(database.db, { name: '他局', region: '990000/990200/' });
    const foreign = await signedIn(outside.house, { unitId: unit, grants: [{ role: 'handler' }] });
    const local = await signedIn(outside.house, {
      unitId: outside.unit,
      grants: [{ role: 'system-admin', area: 'unit', place: outside.unit }],
    });
    const bind = (who: string) => ({
      providerId: id,
      subject: `subject of ${who}`,
      code: outside.fresh(local.seed),
    });
    expect(await local.browser.post(`/api/people/${foreign.id}/outside`, bind(foreign.id))).toMatchObject({
      status: 404,
      code: 'person-unknown',
    });
    expect(await local.browser.get(`/api/people/${foreign.id}/outside`)).toMatchObject({ status: 404 });
    expect(await local.browser.post(`/api/people/${local.id}/outside`, bind(local.id))).toMatchObject({
      code: 'not-oneself',
    });
    const person = await outside.person();
    expect(await local.browser.post(`/api/people/${person.id}/outside`, bind(person.id))).toMatchObject({
      status: 200,
    });
    const { bindings } = (await local.browser.get(`/api/people/${person.id}/outside`)).body;
    expect(bindings).toMatchObject([{ providerName: '将删', boundBy: 'administrator' }]);
    // Row-level security, beneath what the routes ask: a scope without the unit sees no binding of its people.
    const seen = (scope: typeof EVERYTHING) =>
      withinScope(database.db, scope, (trx) => trx.selectFrom('identity_binding').select('id').execute());
    expect((await seen({ regions: [], sectors: [], units: [unit] })).map((row) => row.id)).toEqual([]);
    expect((await seen(EVERYTHING)).map((row) => row.id)).toContain(bindings[0].id);

    const administrator = await outside.administrator();
    expect(
      await administrator.post(`/api/identity-providers/${id}/remove`, {
        code: outside.fresh(outside.admin.seed),
      }),
    ).toMatchObject({ status: 200 });
    expect((await seen(EVERYTHING)).map((row) => row.id)).not.toContain(bindings[0].id);
    const { records } = await withinScope(database.db, EVERYTHING, (trx) =>
      listRecords(trx, {}, { limit: 500, offset: 0 }),
    );
    expect(records.map(({ act }) => act)).toEqual(
      expect.arrayContaining([
        'provider-set',
        'provider-tested',
        'provider-removed',
        'outside-bound',
        'outside-asserted',
      ]),
    );
  });

  it('lose a person whose ways of signing in are reset', async () => {
    const url = 'https://lying.sample.test';
    outside.world.sites.set('lying.sample.test', lyingOidcSite(url, 'a').site);
    const id = await outside.add({ kind: 'oidc', name: '重置', config: { issuer: url, clientId: 'a' } });
    const person = await outside.person();
    const given = { providerId: id, subject: 'lost', code: outside.fresh(outside.admin.seed) };
    await (await outside.administrator()).post(`/api/people/${person.id}/outside`, given);
    const { browser } = await signedIn(outside.house, {
      unitId: outside.unit,
      grants: [{ role: 'security-admin' }],
    });
    expect(await browser.post(`/api/people/${person.id}/reset`)).toMatchObject({ status: 200 });
    expect(
      (await (await outside.administrator()).get(`/api/people/${person.id}/outside`)).body.bindings,
    ).toEqual([]);
  });
});
