import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { signedIn, type TestBrowser } from '../../../test/identity-house.ts';
import { CONSOLE, type OutsideHouse, outsideHouse } from '../../../test/outside-house.ts';
import { type LyingSite, lyingOidcSite, oidcSite } from '../../../test/outside-providers.ts';
import { listRecords } from '../../kernel/audit/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';

const database = useTestDatabase();
const ISSUER = 'https://idp.sample.test';
const SECRET = 'client-secret-of-the-test';
const CONFIG = { issuer: ISSUER, clientId: 'zhengdun', scope: 'openid profile', twoFactorMarks: ['mfa'] };
let outside: OutsideHouse;
let provider: string;
let idp: ReturnType<typeof oidcSite>;
/** bound to `one` */
let one: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  outside = await outsideHouse(database.db, { sites: { 'idp.sample.test': {}, 'lying.sample.test': {} } });
  const input = {
    kind: 'oidc',
    name: '样例统一认证',
    config: CONFIG,
    secrets: { clientSecret: SECRET },
  } as const;
  provider = await outside.add(input);
  idp = oidcSite({
    issuer: ISSUER,
    clientId: CONFIG.clientId,
    clientSecret: SECRET,
    redirectUri: `${CONSOLE}/sign-in/return/${provider}`,
  });
  outside.world.sites.set('idp.sample.test', idp.site);
  one = await outside.person();
  idp.user = 'one';
  const bound = await outside.bind(one, provider);
  expect(bound).toMatchObject({ status: 200, body: { done: true } });
});
beforeEach(() => {
  idp.user = 'one';
  idp.amr = ['pwd'];
});
afterAll(() => outside[Symbol.asyncDispose]());

let sources = 0;
/** A browser that nobody knows, from somewhere else. */
function stranger(): TestBrowser {
  sources += 1;
  return outside.house.browser({ source: `198.51.100.${sources}` });
}

async function acts(): Promise<string[]> {
  const { records } = await withinScope(database.db, EVERYTHING, (trx) =>
    listRecords(trx, {}, { limit: 200, offset: 0 }),
  );
  return records.map(({ act, detail }) => `${act} ${detail.fault ?? ''}`.trim());
}

describe('signing in by OpenID Connect', () => {
  it('is offered by name, and brings an account that is bound as far as our second factor', async () => {
    const browser = stranger();
    const { body } = await browser.get('/api/session/outside');
    expect(body).toEqual({ rows: [{ id: provider, kind: 'oidc', name: '样例统一认证' }] });
    expect(await outside.enter(browser, provider)).toMatchObject({
      status: 200,
      body: { outcome: 'entered', session: { stage: 'second-factor', permissions: [] } },
    });
    expect(await browser.get('/api/me')).toMatchObject({ code: 'sign-in-unfinished' });
    const code = outside.fresh(one.seed);
    expect(await browser.post('/api/session/second-factor', { code })).toMatchObject({
      body: { stage: 'full' },
    });
    expect((await browser.session()).person).toMatchObject({ loginName: one.loginName });
  });

  it('opens nothing where no account is bound, and the identity may be taken over after a whole sign-in', async () => {
    const person = await outside.person();
    const browser = outside.house.browser({ source: '198.51.101.1' });
    idp.user = 'nobody-here';
    expect((await outside.enter(browser, provider)).body).toEqual({
      outcome: 'unbound',
      name: '样例统一认证',
    });
    expect((await browser.session()).stage).toBe('none');
    // A session that was open before has not asked for it.
    expect((await person.browser.get('/api/me/outside')).body.shown).toBeUndefined();
    await browser.enter(person.loginName, person.seed);
    const { shown } = (await browser.get('/api/me/outside')).body;
    expect(shown).toMatchObject({ providerName: '样例统一认证', label: 'called.nobody-here' });
    expect(await one.browser.post(`/api/me/outside/shown/${shown.id}/adopt`)).toMatchObject({
      code: 'outside-journey-lost',
    });
    expect(await browser.post(`/api/me/outside/shown/${shown.id}/adopt`)).toMatchObject({ status: 200 });
    const own = (await browser.get('/api/me/outside')).body;
    expect(own).toMatchObject({
      bindings: [{ label: 'called.nobody-here', boundBy: 'self', stale: false }],
      free: [],
    });
    expect(own.shown).toBeUndefined();
    expect((await outside.enter(stranger(), provider)).body.outcome).toBe('entered');
    // Unbound again, it opens nothing.
    await browser.post(`/api/me/outside/bindings/${own.bindings[0].id}/remove`);
    expect((await outside.enter(stranger(), provider)).body.outcome).toBe('unbound');
  });

  it('is never unbound by oneself where it is the only way in', async () => {
    const person = await outside.person();
    idp.user = 'without-password';
    await outside.bind(person, provider);
    await withinScope(database.db, EVERYTHING, (trx) =>
      trx.deleteFrom('identity_credential').where('person_id', '=', person.id).execute(),
    );
    const [binding] = (await person.browser.get('/api/me/outside')).body.bindings;
    const unbind = () => person.browser.post(`/api/me/outside/bindings/${binding.id}/remove`);
    expect(await unbind()).toMatchObject({ status: 409, code: 'last-way-in' });
    expect((await person.browser.get('/api/me/outside')).body.bindings).toMatchObject([{ id: binding.id }]);
    const other = await outside.add({
      kind: 'cas',
      name: '另一种',
      config: { url: 'https://cas.sample.test' },
    });
    const given = { providerId: other, subject: 'x', code: outside.fresh(outside.admin.seed) };
    await (await outside.administrator()).post(`/api/people/${person.id}/outside`, given);
    expect(await unbind()).toMatchObject({ status: 200 });
    const code = outside.fresh(outside.admin.seed);
    await (await outside.administrator()).post(`/api/identity-providers/${other}/remove`, { code });
  });

  it('is tied to one account: what is bound is not bound to another, and not twice', async () => {
    const other = await outside.person();
    expect(await outside.bind(other, provider)).toMatchObject({ status: 409, code: 'outside-taken' });
    idp.user = 'another';
    expect(await outside.bind(one, provider)).toMatchObject({ status: 409, code: 'outside-bound-already' });
    expect(await one.browser.post(`/api/me/outside/${provider}/begin`, { code: '000000' })).toMatchObject({
      code: 'code-refused',
    });
  });

  it('spares the second factor only where the provider says so, and never for administrators and for others’ bindings', async () => {
    const stageOf = async () => (await outside.enter(stranger(), provider)).body.session.stage;
    expect(await stageOf()).toBe('second-factor');
    idp.amr = ['pwd', 'mfa'];
    expect(await stageOf()).toBe('full');
    await outside.change(provider, {
      kind: 'oidc',
      name: '样例统一认证',
      config: { ...CONFIG, twoFactorMarks: [] },
    });
    expect(await stageOf()).toBe('second-factor');
    await outside.change(provider, { kind: 'oidc', name: '样例统一认证', config: CONFIG });

    const officer = await signedIn(outside.house, {
      unitId: outside.unit,
      grants: [{ role: 'security-admin' }],
    });
    idp.user = 'officer';
    expect(await outside.bind(officer, provider)).toMatchObject({ status: 200 });
    expect(await stageOf()).toBe('second-factor');

    const bound = await outside.person();
    const given = {
      providerId: provider,
      subject: 'bound-by-admin',
      code: outside.fresh(outside.admin.seed),
    };
    expect(
      await (await outside.administrator()).post(`/api/people/${bound.id}/outside`, given),
    ).toMatchObject({
      status: 200,
    });
    idp.user = 'bound-by-admin';
    expect(await stageOf()).toBe('second-factor');
    expect((await bound.browser.get('/api/me/outside')).body.bindings).toMatchObject([
      { boundBy: 'administrator' },
    ]);
  });

  it('ends where an account would: without a grant, closed, reset, or while the provider is off', async () => {
    idp.user = 'leaving';
    const person = await outside.person('outsourced');
    await outside.bind(person, provider);
    await withinScope(database.db, EVERYTHING, (trx) =>
      trx
        .updateTable('identity_grant')
        .set({ ended_at: outside.house.clock.now, ended_by: outside.admin.id })
        .where('person_id', '=', person.id)
        .execute(),
    );
    const browser = stranger();
    await outside.enter(browser, provider);
    const code = outside.fresh(person.seed);
    expect(await browser.post('/api/session/second-factor', { code })).toMatchObject({
      code: 'grants-ended',
    });
    await withinScope(database.db, EVERYTHING, (trx) =>
      trx.updateTable('identity_person').set({ closed_at: new Date() }).where('id', '=', person.id).execute(),
    );
    expect(await outside.enter(stranger(), provider)).toMatchObject({ status: 403, code: 'outside-closed' });

    const off = async (enabled: boolean) => {
      const asked = { enabled, code: outside.fresh(outside.admin.seed) };
      expect(
        await (await outside.administrator()).post(`/api/identity-providers/${provider}/enabled`, asked),
      ).toMatchObject({
        status: 200,
      });
    };
    const waiting = stranger();
    const begun = await waiting.post(`/api/session/outside/${provider}/begin`, {});
    const query = await outside.travel(begun.body.url);
    await off(false);
    expect(await waiting.post(`/api/session/outside/${provider}/finish`, { query })).toMatchObject({
      code: 'provider-unknown',
    });
    expect((await waiting.get('/api/session/outside')).body.rows).toEqual([]);
    await off(true);
    expect(await acts()).toEqual(
      expect.arrayContaining(['outside-refused closed', 'outside-refused unbound']),
    );
  });

  it('leads back into the console and nowhere else', async () => {
    for (const returnTo of [
      'https://evil.test/',
      '//evil.test',
      '/\\evil.test',
      'desk',
      '/a\nb',
      '/%0d\\x',
    ]) {
      const begun = await stranger().post(`/api/session/outside/${provider}/begin`, { returnTo });
      expect({ returnTo, code: begun.code }).toEqual({ returnTo, code: 'input-invalid' });
    }
    const browser = stranger();
    const begun = await browser.post(`/api/session/outside/${provider}/begin`, {
      returnTo: '/findings?page=2',
    });
    const query = await outside.travel(begun.body.url);
    const finished = await browser.post(`/api/session/outside/${provider}/finish`, { query });
    expect(finished.body.returnTo).toBe('/findings?page=2');
  });
});

describe('a journey', () => {
  const begin = async (browser: TestBrowser, more = {}) => {
    const { body } = await browser.post(`/api/session/outside/${provider}/begin`, more);
    return { url: new URL(body.url), query: await outside.travel(body.url) };
  };
  const finish = (browser: TestBrowser, query: string, by = provider) =>
    browser.post(`/api/session/outside/${by}/finish`, { query });

  it('asks with state, nonce and PKCE, by GET and for our return address', async () => {
    const { url } = await begin(stranger());
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'zhengdun',
      redirect_uri: `${CONSOLE}/sign-in/return/${provider}`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(url.href).not.toContain(SECRET);
  });

  it('is taken once, in time, and by the browser that began it', async () => {
    const victim = stranger();
    const { query } = await begin(stranger());
    await victim.get('/api/session');
    // 登录 CSRF: what another browser has brought back signs nobody in.
    expect(await finish(victim, query)).toMatchObject({ status: 410, code: 'outside-journey-lost' });
    expect(victim.cookies.has('zhengdun-session')).toBe(false);

    const browser = stranger();
    const first = await begin(browser);
    expect((await finish(browser, first.query)).body.outcome).toBe('entered');
    expect(await finish(browser, first.query)).toMatchObject({ code: 'outside-journey-lost' });

    const late = await begin(browser);
    outside.house.clock.pass(11);
    expect(await finish(browser, late.query)).toMatchObject({ code: 'outside-journey-lost' });
    for (const query of ['', 'code=x', 'state=x&state=y&code=z', `state=${'a'.repeat(43)}&code=x`]) {
      expect(await finish(browser, query)).toMatchObject({ code: 'outside-journey-lost' });
    }
  });

  it('is for what it was begun for: signing in binds nothing, and binding signs nobody in', async () => {
    const person = await outside.person();
    idp.user = 'purpose';
    const { query } = await begin(person.browser);
    expect(await person.browser.post(`/api/me/outside/${provider}/finish`, { query })).toMatchObject({
      code: 'outside-journey-lost',
    });
    const begun = await person.browser.post(`/api/me/outside/${provider}/begin`, {
      code: outside.fresh(person.seed),
    });
    expect(await finish(person.browser, await outside.travel(begun.body.url))).toMatchObject({
      code: 'outside-journey-lost',
    });
  });

  it('is refused when the person cancels, and when its code is put into another journey', async () => {
    idp.user = undefined;
    const browser = stranger();
    const { query } = await begin(browser);
    expect(await finish(browser, query)).toMatchObject({ status: 401, code: 'outside-failed' });
    idp.user = 'one';
    const [mine, stolen] = [await begin(browser), await begin(stranger())];
    const mixed = new URLSearchParams(mine.query);
    mixed.set('code', new URLSearchParams(stolen.query).get('code') ?? '');
    expect(await finish(browser, mixed.toString())).toMatchObject({ status: 401, code: 'outside-failed' });
    expect(await acts()).toEqual(
      expect.arrayContaining(['outside-refused refused', 'outside-refused journey-lost']),
    );
  });

  it('counts tries that come to nothing', async () => {
    const browser = outside.house.browser({ source: '198.51.102.7' });
    const codes: (string | undefined)[] = [];
    for (let tries = 0; tries < 31; tries += 1) codes.push((await finish(browser, 'state=x&code=y')).code);
    expect(new Set(codes.slice(0, 30))).toEqual(new Set(['outside-journey-lost']));
    expect(codes[30]).toBe('too-many-attempts');
  });
});

describe('a provider that lies', () => {
  const url = 'https://lying.sample.test';
  let lying: LyingSite;
  let id: string;
  beforeAll(async () => {
    id = await outside.add({ kind: 'oidc', name: '不实', config: { issuer: url, clientId: 'zhengdun' } });
  });
  beforeEach(() => {
    lying = lyingOidcSite(url, 'zhengdun');
    outside.world.sites.set('lying.sample.test', lying.site);
  });
  const enter = async (lie: (site: LyingSite) => void) => {
    lie(lying);
    const { status, code, body } = await outside.enter(stranger(), id);
    return { status, code, reason: body.error?.message?.zh ?? JSON.stringify(body) };
  };

  it('is believed as long as it does not', async () => {
    expect(await enter(() => {})).toMatchObject({ status: 200, reason: expect.stringContaining('unbound') });
    const skewed = Math.floor(Date.now() / 1_000) + 40;
    expect((await enter((site) => (site.claims = { iat: skewed, exp: skewed - 70 }))).status).toBe(200);
  });

  it.each([
    ['a stranger’s signature', (site: LyingSite) => (site.forged = true)],
    ['no signature', (site: LyingSite) => (site.unsigned = true)],
    ['another nonce', (site: LyingSite) => (site.claims = { nonce: 'x'.repeat(43) })],
    ['no nonce', (site: LyingSite) => (site.claims = { nonce: undefined })],
    ['another audience', (site: LyingSite) => (site.claims = { aud: 'somebody-else' })],
    ['another issuer', (site: LyingSite) => (site.claims = { iss: ISSUER })],
    [
      'a time that is over',
      (site: LyingSite) => (site.claims = { exp: Math.floor(Date.now() / 1_000) - 300 }),
    ],
    ['no subject', (site: LyingSite) => (site.claims = { sub: undefined })],
    ['a subject without end', (site: LyingSite) => (site.claims = { sub: 'a'.repeat(300) })],
  ])('is refused with %s', async (_, lie) => {
    expect(await enter(lie)).toMatchObject({ status: 401, code: 'outside-failed' });
  });

  it.each([
    ['an issuer of others', (site: LyingSite) => (site.published = { issuer: ISSUER }), 'issuer-differs'],
    [
      'no PKCE',
      (site: LyingSite) => (site.published = { code_challenge_methods_supported: ['plain'] }),
      'unfit',
    ],
    [
      'plain HTTP',
      (site: LyingSite) => (site.published = { authorization_endpoint: 'http://lying.sample.test/a' }),
      'unfit',
    ],
    ['megabytes', (site: LyingSite) => (site.published = { padding: 'x'.repeat(300_000) }), 'answer-wrong'],
    [
      'metadata of a cloud',
      (site: LyingSite) => (site.published = { jwks_uri: 'https://169.254.169.254/keys' }),
      'address-refused',
    ],
  ])('is found out with %s, and the trial says so', async (_, lie, fault) => {
    expect(await (await outside.administrator()).post(`/api/identity-providers/${id}/test`)).toMatchObject({
      body: {},
    });
    lie(lying);
    expect((await (await outside.administrator()).post(`/api/identity-providers/${id}/test`)).body).toEqual({
      fault,
    });
  });

  it('is bounded in what it sends and how it redirects, and its refusals are told apart', async () => {
    const endless = await enter((site) => {
      site.token = (_request, response) => {
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(`{"a":"${'x'.repeat(1_000_000)}"}`);
      };
    });
    expect(endless).toMatchObject({ status: 401, code: 'outside-failed' });
    const moved = await enter((site) => {
      site.token = (_request, response) =>
        void response.writeHead(307, { location: `${ISSUER}/token` }).end();
    });
    expect(moved).toMatchObject({ status: 401, code: 'outside-failed' });
    const refused = await enter((site) => {
      site.token = (_request, response) => {
        response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}');
      };
    });
    expect(await acts()).toContain('outside-refused client-refused');
    expect(refused).toMatchObject({ status: 401 });
  });

  it('is asked once a journey what it publishes, and a journey ends where it began', async () => {
    const begin = async (browser: TestBrowser) => {
      const { body } = await browser.post(`/api/session/outside/${id}/begin`, {});
      return outside.travel(body.url);
    };
    const url = `/api/session/outside/${id}/finish`;
    const browser = stranger();
    const [first, second] = [await begin(browser), await begin(browser)];
    lying.published = { issuer: ISSUER };
    expect((await browser.post(url, { query: first })).body.outcome).toBe('unbound');
    const moved = { issuer: ISSUER, clientId: 'zhengdun' };
    await outside.change(id, { kind: 'oidc', name: '不实', config: moved });
    expect(await browser.post(url, { query: second })).toMatchObject({ code: 'outside-failed' });
    await outside.change(id, {
      kind: 'oidc',
      name: '不实',
      config: { ...moved, issuer: 'https://lying.sample.test' },
    });
  });

  it('is known by its address as the settings write it, with a slash at the end or without', async () => {
    const person = await outside.person();
    lying.user = 'slash';
    await outside.change(id, {
      kind: 'oidc',
      name: '不实',
      config: { issuer: `${url}/`, clientId: 'zhengdun' },
    });
    expect(await outside.bind(person, id)).toMatchObject({ status: 200 });
    expect((await person.browser.get('/api/me/outside')).body.bindings).toMatchObject([{ stale: false }]);
    expect((await outside.enter(stranger(), id)).body.outcome).toBe('entered');
    await outside.change(id, { kind: 'oidc', name: '不实', config: { issuer: url, clientId: 'zhengdun' } });
  });

  it('cannot pass for another: an answer of one is not taken at the return address of the other', async () => {
    const browser = stranger();
    const { body } = await browser.post(`/api/session/outside/${id}/begin`, {});
    const query = await outside.travel(body.url);
    expect(await browser.post(`/api/session/outside/${provider}/finish`, { query })).toMatchObject({
      code: 'outside-journey-lost',
    });
  });

  it('knows nobody any more once its address was changed', async () => {
    const person = await outside.person();
    lying.user = 'moved';
    expect(await outside.bind(person, id)).toMatchObject({ status: 200 });
    expect((await outside.enter(stranger(), id)).body.outcome).toBe('entered');
    await outside.change(id, {
      kind: 'oidc',
      name: '不实',
      config: { issuer: `${url}/b`, clientId: 'zhengdun' },
    });
    expect((await person.browser.get('/api/me/outside')).body.bindings).toMatchObject([{ stale: true }]);
    await outside.change(id, { kind: 'oidc', name: '不实', config: { issuer: url, clientId: 'zhengdun' } });
    expect((await person.browser.get('/api/me/outside')).body.bindings).toMatchObject([{ stale: false }]);
  });
});
