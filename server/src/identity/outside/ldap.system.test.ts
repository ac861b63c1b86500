import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import type { signedIn, TestBrowser } from '../../../test/identity-house.ts';
import { type OutsideHouse, outsideHouse } from '../../../test/outside-house.ts';
import {
  BASE,
  DIRECTORY_PASSWORD,
  lackOfSlapd,
  READER,
  type Slapd,
  startSlapd,
} from '../../../test/slapd.ts';

const lack = lackOfSlapd();
if (lack) process.stderr.write(`SKIPPED: signing in by LDAP against a real slapd – ${lack}\n`);

const HOST = 'ldap.sample.test';

describe.skipIf(lack !== undefined)('signing in by LDAP', () => {
  const database = useTestDatabase();
  let outside: OutsideHouse;
  let slapd: Slapd;
  let config: Record<string, string | number>;
  let provider: string;
  /** bound to zhang.san */
  let person: Awaited<ReturnType<typeof signedIn>>;
  let sources = 0;
  let silent: Server;

  beforeAll(async () => {
    outside = await outsideHouse(database.db, {
      zones: { 'sample.test': { [HOST]: { a: ['127.0.0.1'] }, 'other.sample.test': { a: ['127.0.0.1'] } } },
    });
    slapd = await startSlapd(outside.world.pki.issue({ names: [HOST] }), outside.world.pki.rootPem);
    silent = createServer(() => {}).listen(0, '127.0.0.1');
    config = {
      host: HOST,
      port: slapd.tlsPort,
      security: 'ldaps',
      bindDn: READER.dn,
      baseDn: `ou=people,${BASE}`,
      filter: '(&(objectClass=inetOrgPerson)(|(uid={name})))',
    };
    provider = await add({});
    person = await outside.person();
    const bound = await person.browser.post(`/api/me/outside/${provider}/password`, {
      loginName: 'zhang.san',
      password: DIRECTORY_PASSWORD,
      code: outside.fresh(person.seed),
    });
    expect(bound).toMatchObject({ status: 200 });
  });
  beforeEach(() => {
    outside.house.clock.pass(20);
  });
  afterAll(async () => {
    silent.close();
    await slapd?.[Symbol.asyncDispose]();
    await outside[Symbol.asyncDispose]();
  });

  const secrets = { bindPassword: READER.password };
  const add = (changes: object): Promise<string> =>
    outside.add({ kind: 'ldap', name: `目录${Math.random()}`, config: { ...config, ...changes }, secrets });
  function stranger(): TestBrowser {
    sources += 1;
    return outside.house.browser({ source: `198.51.100.${sources}` });
  }
  const enter = (
    loginName: string,
    { password = DIRECTORY_PASSWORD, browser = stranger(), id = provider } = {},
  ) => browser.post(`/api/session/outside/${id}/password`, { loginName, password });

  it.each(['ldaps', 'starttls'])(
    'brings a bound account as far as our second factor, by %s',
    async (security) => {
      const port = security === 'ldaps' ? slapd.tlsPort : slapd.port;
      const browser = stranger();
      if (security === 'starttls') {
        const id = await add({ security, port });
        expect(await enter('zhang.san', { id })).toMatchObject({ body: { outcome: 'unbound' } });
        return;
      }
      const entered = await enter('ZHANG.SAN', { browser });
      expect(entered.body).toMatchObject({ outcome: 'entered', session: { stage: 'second-factor' } });
      await browser.post('/api/session/second-factor', { code: outside.fresh(person.seed) });
      expect((await browser.session()).person).toMatchObject({ loginName: person.loginName });
      expect((await enter('li.si')).body.outcome).toBe('unbound');
    },
  );

  it('answers the same to a wrong password and to a name that nobody has, and never binds without one', async () => {
    const told = async (name: string, password: string) => {
      const { status, body } = await enter(name, { password });
      return { status, body };
    };
    const wrong = await told('zhang.san', 'wrong password');
    expect(wrong).toMatchObject({ status: 401, body: { error: { code: 'sign-in-refused' } } });
    expect(await told('nobody.has.this', 'wrong password')).toEqual(wrong);
    // RFC 4513 5.1.2: a bind with a name and no password succeeds, as nobody.
    expect(await told('zhang.san', '')).toMatchObject({
      status: 400,
      body: { error: { code: 'input-invalid' } },
    });
    expect(await told('zhang.san', '\u0000')).toMatchObject({ status: 401 });
  });

  it('takes names as names: what is special in a filter finds nobody else', async () => {
    for (const name of [
      '*',
      'zhang*',
      'zhang.san)(uid=*',
      '*)(|(uid=*',
      'zhang.san))(|(cn=*',
      '\\2a',
      'a\u0000b',
    ]) {
      expect({ name, ...(await enter(name)) }).toMatchObject({ name, status: 401, code: 'sign-in-refused' });
    }
    const byMail = await add({ filter: '(mail={name})' });
    expect((await enter('odd(*)@sample.test', { id: byMail })).body.outcome).toBe('unbound');
    // Two people with one address are nobody.
    expect(await enter('shared@sample.test', { id: byMail })).toMatchObject({ code: 'outside-failed' });
  });

  it('counts guesses by the person, however the name is spelt, and lets the owner in on a known device', async () => {
    const known = person.browser;
    const spellings = ['zhang.san', 'Zhang.San', ' ZHANG.SAN ', 'zhang.SAN', 'zHang.san', 'zhang.san'];
    const codes: (string | undefined)[] = [];
    for (const name of spellings) codes.push((await enter(name, { password: 'wrong password' })).code);
    expect(codes).toEqual([...Array(5).fill('sign-in-refused'), 'too-many-attempts']);
    expect(await enter('zhang.san')).toMatchObject({ status: 429, code: 'too-many-attempts' });
    expect((await enter('zhang.san', { browser: known })).body.outcome).toBe('entered');
    const nobody: (string | undefined)[] = [];
    for (let tries = 0; tries < 6; tries += 1) nobody.push((await enter('no.body', { password: 'x' })).code);
    expect(nobody).toEqual(codes);
  });

  it('says when tried out what exactly fails', async () => {
    const test = async (changes: object, more: object = secrets) => {
      const id = await outside.add({
        kind: 'ldap',
        name: `试${Math.random()}`,
        config: { ...config, ...changes },
        secrets: more,
      });
      return (await (await outside.administrator()).post(`/api/identity-providers/${id}/test`)).body;
    };
    expect(await test({})).toEqual({});
    expect(await test({ security: 'starttls', port: slapd.port })).toEqual({});
    expect(await test({}, { bindPassword: 'wrong' })).toEqual({ fault: 'service-refused' });
    expect(await test({ bindDn: 'EXTERNAL' })).toEqual({ fault: 'service-refused' });
    expect(await test({ baseDn: `ou=nowhere,${BASE}` })).toEqual({ fault: 'base-missing' });
    expect(await test({ filter: '(&uid={name})' })).toEqual({ fault: 'filter-wrong' });
    expect(await test({ host: 'other.sample.test' })).toEqual({ fault: 'untrusted' });
    expect(await test({ host: 'other.sample.test', security: 'starttls', port: slapd.port })).toEqual({
      fault: 'untrusted',
    });
    // Plain LDAP where TLS is expected, and the other way round: nothing is said in the clear.
    expect(await test({ port: slapd.port })).toMatchObject({
      fault: expect.stringMatching(/untrusted|not-reached|answer-wrong/),
    });
    expect(await test({ host: 'no-such.sample.test' })).toEqual({ fault: 'not-reached' });
    expect(await test({ host: '10.1.2.3' })).toEqual({ fault: 'address-refused' });
    expect(await test({ subjectAttribute: 'entryUUID' })).toEqual({});
    const id = await add({ subjectAttribute: 'telephoneNumber' });
    expect(await enter('zhang.san', { id })).toMatchObject({ code: 'outside-failed' });
  });

  it('does not wait for a directory that keeps silent', async () => {
    const id = await add({ port: (silent.address() as AddressInfo).port });
    expect(await enter('zhang.san', { id })).toMatchObject({ status: 401, code: 'outside-failed' });
  });

  it('needs the password of the account that searches', async () => {
    const given = { kind: 'ldap', name: '无口令', enabled: true, config, secrets: {} };
    const administrator = await outside.administrator();
    const asked = (code: string, changes = {}) => ({
      provider: { ...given, config: { ...config, ...changes } },
      code,
    });
    expect(
      await administrator.post('/api/identity-providers', asked(outside.fresh(outside.admin.seed))),
    ).toMatchObject({ code: 'provider-secret-missing' });
    for (const wrong of [
      { filter: '(&(uid={name})' },
      { filter: '(uid=*)' },
      { filter: 'uid={name}' },
      { security: 'none' },
    ])
      expect(await administrator.post('/api/identity-providers', asked('1', wrong))).toMatchObject({
        status: 400,
      });
  });
});
