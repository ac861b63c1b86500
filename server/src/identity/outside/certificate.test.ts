import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import type { TestBrowser } from '../../../test/identity-house.ts';
import { CONSOLE, type OutsideHouse, outsideHouse } from '../../../test/outside-house.ts';
import { createTestPki, type IssuedCertificate, type KeyKind } from '../../../test/world/index.ts';

const database = useTestDatabase();
const LIST = 'http://list.sample.test/list.crl';
let outside: OutsideHouse;
let sources = 0;

beforeAll(async () => {
  outside = await outsideHouse(database.db, { sites: { 'list.sample.test': {} } });
});
afterAll(() => outside[Symbol.asyncDispose]());

function stranger(): TestBrowser {
  sources += 1;
  return outside.house.browser({ source: `198.51.100.${sources}` });
}

/** What the program of a key gives for a line. */
function shown(issued: IssuedCertificate, text: string) {
  const signature = issued.sign(Buffer.from(text));
  return { certificate: issued.leaf.toString('base64url'), signature: signature.toString('base64url') };
}

/** Begins, and gives the line that is to be signed with its mark. */
async function begin(browser: TestBrowser, id: string, about = { path: 'session', code: '' }) {
  const { body } = await browser.post(
    `/api/${about.path}/outside/${id}/begin`,
    about.code ? { code: about.code } : {},
  );
  const url = new URL(body.url);
  expect(`${url.origin}${url.pathname}${url.search}`).toBe(`${CONSOLE}/sign-in/certificate/${id}`);
  const state = url.hash.slice(1);
  return { state, text: `${CONSOLE}/sign-in/return/${id}?state=${state}` };
}

async function enter(id: string, issued: IssuedCertificate, changes: Record<string, string> = {}) {
  const browser = stranger();
  const { state, text } = await begin(browser, id);
  const query = new URLSearchParams({ state, ...shown(issued, text), ...changes }).toString();
  return browser.post(`/api/session/outside/${id}/finish`, { query });
}

const faultOf = async (id: string) =>
  (await (await outside.administrator()).post(`/api/identity-providers/${id}/test`)).body.fault;

describe.each(['sm2', 'rsa', 'ec'] as const)('signing in by a certificate with %s', (kind: KeyKind) => {
  const pki = createTestPki(kind);
  const holder = pki.issue({ key: kind, subject: { commonName: '王芳' } });
  const name = `证书${kind}`;
  const config = { authority: pki.rootPem, between: pki.intermediatePem };
  let id: string;
  let person: Awaited<ReturnType<OutsideHouse['person']>>;
  beforeAll(async () => {
    id = await outside.add({ kind: 'certificate', name, config });
    person = await outside.person();
    const about = { path: 'me', code: outside.fresh(person.seed) };
    const { state, text } = await begin(person.browser, id, about);
    const query = new URLSearchParams({ state, ...shown(holder, text) }).toString();
    expect(await person.browser.post(`/api/me/outside/${id}/finish`, { query })).toMatchObject({
      status: 200,
    });
  });

  it('brings the bound account as far as our second factor, also with a renewed certificate', async () => {
    const { bindings } = (await person.browser.get('/api/me/outside')).body;
    expect(bindings).toMatchObject([{ label: '王芳', stale: false }]);
    expect((await enter(id, holder)).body).toMatchObject({
      outcome: 'entered',
      session: { stage: 'second-factor' },
    });
    const renewed = pki.issue({ key: kind, subject: { commonName: '王芳' } });
    expect((await enter(id, renewed)).body.outcome).toBe('entered');
    const other = pki.issue({ key: kind, subject: { commonName: '李娜' } });
    expect((await enter(id, other)).body.outcome).toBe('unbound');
  });

  it('takes a signature for the very line that was asked for, by the very key', async () => {
    const other = createTestPki(kind).issue({ key: kind, subject: { commonName: '王芳' } });
    const browser = stranger();
    const elsewhere = await begin(stranger(), id);
    const { state } = await begin(browser, id);
    const query = new URLSearchParams({ state, ...shown(holder, elsewhere.text) }).toString();
    expect(await browser.post(`/api/session/outside/${id}/finish`, { query })).toMatchObject({
      status: 401,
      code: 'outside-failed',
    });
    const wrongs: Record<string, string>[] = [
      { certificate: other.leaf.toString('base64url') },
      { certificate: Buffer.from('none').toString('base64url') },
      { certificate: '' },
      { signature: 'AAAA' },
      { signature: '' },
    ];
    for (const wrong of wrongs)
      expect(await enter(id, holder, wrong)).toMatchObject({ status: 401, code: 'outside-failed' });
  });

  it('takes certificates of the authority alone, in their time, and not revoked', async () => {
    const reasonOf = async (issued: IssuedCertificate) =>
      (await enter(id, issued)).body.error?.message ?? 'none';
    const stranger = createTestPki(kind).issue({ key: kind });
    expect(await reasonOf(stranger)).toContain('证书不是由所设机构签发');
    const over = pki.issue({ key: kind, notAfter: new Date(Date.now() - 1_000) });
    expect(await reasonOf(over)).toContain('不在有效期内');

    await outside.change(id, { kind: 'certificate', name, config: { ...config, listUrl: LIST } });
    const publish = (list: Buffer) =>
      outside.world.sites.set('list.sample.test', { pages: { '/list.crl': { body: list } } });
    publish(pki.revoke([]));
    expect(await faultOf(id)).toBeUndefined();
    expect((await enter(id, holder)).body.outcome).toBe('entered');
    publish(pki.revoke([holder.leaf]));
    expect(await reasonOf(holder)).toContain('已被签发机构吊销');
    publish(pki.revoke([], new Date(Date.now() - 1_000)));
    expect(await reasonOf(holder)).toContain('吊销列表不能使用');
    outside.world.sites.set('list.sample.test', {});
    expect(await faultOf(id)).toBe('list-wrong');
  });
});

describe('an authority', () => {
  it('is tried out: what is no certificate of one is found', async () => {
    const pki = createTestPki();
    const add = (authority: string) =>
      outside.add({ kind: 'certificate', name: `机构${Math.random()}`, config: { authority } });
    expect(await faultOf(await add(pki.rootPem))).toBeUndefined();
    expect(await faultOf(await add(pki.issue({ incomplete: true }).pem))).toBe('authority-wrong');
    expect(await faultOf(await add(pki.rootPem + pki.intermediatePem))).toBe('authority-wrong');
    expect(await faultOf(await add('-----BEGIN CERTIFICATE-----'))).toBe('authority-wrong');
  });

  it('is no holder: its own certificate signs nobody in', async () => {
    const pki = createTestPki();
    const id = await outside.add({ kind: 'certificate', name: '机构', config: { authority: pki.rootPem } });
    const leaf = pki.issue({ incomplete: true });
    const [der = ''] = /[A-Za-z0-9+/=\s]{100,}/.exec(pki.rootPem) ?? [];
    const certificate = Buffer.from(der, 'base64').toString('base64url');
    expect(await enter(id, leaf, { certificate })).toMatchObject({ code: 'outside-failed' });
  });
});
