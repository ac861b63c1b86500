import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../../test/identity-house.ts';
import { SoftPasskey } from '../../../test/soft-passkey.ts';
import { listRecords } from '../../kernel/audit/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';

const database = useTestDatabase();
let house: IdentityHouse;
let unitId: string;

beforeAll(async () => {
  const made = await identityHouse(database.db);
  // Passkeys are for names, not for addresses.
  house = { ...made, browser: (more) => made.browser({ host: 'localhost', ...more }) };
  unitId = await makeUnit(database.db, { name: '样例市数据局', region: '990000/990100/' });
});
afterAll(() => house.http.close());

/** Somebody with codes of a telephone, and a passkey beside them. */
async function withPasskey() {
  const person = await signedIn(house, { unitId });
  const passkey = new SoftPasskey();
  await addPasskey(person, passkey);
  return { ...person, passkey };
}

type Person = Awaited<ReturnType<typeof signedIn>>;

async function addPasskey({ browser, seed }: Pick<Person, 'browser' | 'seed'>, passkey: SoftPasskey) {
  house.clock.pass(1);
  const offer = await browser.post('/api/me/passkeys/offer', { code: browser.codeOf(seed) });
  expect(offer.status).toBe(200);
  expect(await browser.post('/api/me/passkeys', passkey.make(offer.body))).toMatchObject({ status: 200 });
}

const question = async (browser: TestBrowser, path = '/api/session/passkey') =>
  (await browser.post(`${path}/question`)).body;

async function enter(passkey: SoftPasskey, browser = house.browser()) {
  return browser.post('/api/session/passkey', passkey.show(await question(browser)));
}

async function acts(of: string): Promise<string[]> {
  const { records } = await withinScope(database.db, EVERYTHING, (trx) =>
    listRecords(trx, {}, { limit: 500, offset: 0 }),
  );
  return records.flatMap(({ actor, act, result }) =>
    actor.kind === 'person' && actor.id === of ? [`${act} ${result}`] : [],
  );
}

describe('a passkey', () => {
  it('is registered by whoever shows the second factor again, and is the whole sign-in then', async () => {
    const { passkey, id, browser } = await withPasskey();
    expect((await browser.get('/api/me')).body).toMatchObject({
      passkeys: [{ name: '测试密钥', rpId: 'localhost' }],
      codesSince: expect.any(String),
    });
    const other = house.browser({ source: '203.0.113.9' });
    expect(await enter(passkey, other)).toMatchObject({ status: 200, body: { stage: 'full' } });
    expect((await other.session()).person?.id).toBe(id);
    // From a browser that was new: its owner is told.
    expect((await browser.session()).newDevices).toBe(1);
    expect(await acts(id)).toEqual(expect.arrayContaining(['passkey-added done', 'sign-in done']));
  });

  it('is not registered without that, nor from an offer of another session or purpose', async () => {
    const { browser, seed } = await signedIn(house, { unitId });
    expect(await browser.post('/api/me/passkeys/offer', { code: '000000' })).toMatchObject({
      code: 'code-refused',
    });
    const other = await signedIn(house, { unitId });
    house.clock.pass(1);
    const offer = (
      await other.browser.post('/api/me/passkeys/offer', { code: other.browser.codeOf(other.seed) })
    ).body;
    const refused = { status: 409, code: 'passkey-not-made' };
    expect(await browser.post('/api/me/passkeys', new SoftPasskey().make(offer))).toMatchObject(refused);
    const asked = await question(browser);
    const forged = { ...offer, challenge: asked.challenge };
    expect(await browser.post('/api/me/passkeys', new SoftPasskey().make(forged))).toMatchObject(refused);
    house.clock.pass(1);
    const own = (await browser.post('/api/me/passkeys/offer', { code: browser.codeOf(seed) })).body;
    const passkey = new SoftPasskey('https://elsewhere.example');
    expect(await browser.post('/api/me/passkeys', passkey.make(own))).toMatchObject(refused);
  });

  it('finishes a sign-in after the password, also one that has no PIN; alone that one opens nothing', async () => {
    const { passkey, loginName } = await withPasskey();
    passkey.verifies = false;
    expect(await enter(passkey)).toMatchObject({ status: 401, code: 'passkey-refused' });
    const browser = house.browser();
    expect((await browser.password(loginName)).body).toMatchObject({
      stage: 'second-factor',
      factors: ['code', 'passkey'],
    });
    const path = '/api/session/second-factor/passkey';
    const asked = await question(browser, path);
    expect(asked.allow).toEqual([{ id: passkey.id.toString('base64url'), transports: ['usb'] }]);
    expect((await browser.post(path, passkey.show(asked))).body).toMatchObject({ stage: 'full' });
    const stranger = await withPasskey();
    const another = house.browser();
    await another.password(loginName);
    expect(await another.post(path, stranger.passkey.show(await question(another, path)))).toMatchObject({
      code: 'passkey-refused',
    });
  });

  it('answers a question once, within five minutes, in the browser that asked it', async () => {
    const { passkey } = await withPasskey();
    const browser = house.browser();
    const asked = await question(browser);
    const refused = { status: 401, code: 'passkey-refused' };
    expect(await house.browser().post('/api/session/passkey', passkey.show(asked))).toMatchObject(refused);
    expect((await browser.post('/api/session/passkey', passkey.show(asked))).status).toBe(200);
    expect(await browser.post('/api/session/passkey', passkey.show(asked))).toMatchObject(refused);
    const late = await question(browser);
    house.clock.pass(5.1);
    expect(await browser.post('/api/session/passkey', passkey.show(late))).toMatchObject(refused);
  });

  it('is spent with its question when the answer is wrong', async () => {
    const { passkey } = await withPasskey();
    const browser = house.browser();
    const asked = await question(browser);
    const wrong = { ...passkey.show(asked), signature: randomBytes(70).toString('base64url') };
    expect((await browser.post('/api/session/passkey', wrong)).code).toBe('passkey-refused');
    expect((await browser.post('/api/session/passkey', passkey.show(asked))).code).toBe('passkey-refused');
  });

  it('that counts back is refused, and that is on record: it may have been copied', async () => {
    const { passkey, id } = await withPasskey();
    expect((await enter(passkey)).status).toBe(200);
    passkey.counter = 0;
    expect(await enter(passkey)).toMatchObject({ status: 401, code: 'passkey-refused' });
    expect(await acts(id)).toContain('passkey-counter-behind refused');
    passkey.counter = 7;
    expect((await enter(passkey)).status).toBe(200);
  });

  it('is refused alike whether somebody has it, is another person’s, or comes from another page', async () => {
    const [one, two] = [await withPasskey(), await withPasskey()];
    const unknown = await enter(new SoftPasskey());
    one.passkey.userHandle = two.passkey.userHandle;
    const foreign = await enter(one.passkey);
    const { status, body } = unknown;
    expect({ status: foreign.status, message: foreign.body.error.message }).toEqual({
      status,
      message: body.error.message,
    });
    const browser = house.browser();
    const asked = await question(browser);
    const page = Object.assign(new SoftPasskey('https://elsewhere.example'), { id: one.passkey.id });
    expect((await browser.post('/api/session/passkey', page.show(asked))).code).toBe('passkey-refused');
  });

  it('is counted with every other way in', async () => {
    const { passkey, loginName } = await withPasskey();
    passkey.verifies = false;
    const codes: (string | undefined)[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      codes.push((await enter(passkey, house.browser({ source: `198.51.100.${tries}` }))).code);
    }
    expect(codes).toEqual([...Array(5).fill('passkey-refused'), 'too-many-attempts']);
    expect((await house.browser({ source: '198.51.100.9' }).password(loginName)).code).toBe(
      'too-many-attempts',
    );
    house.clock.pass(16);
  });

  it('cannot be had under an IP address, and the answer says where', async () => {
    const browser = house.browser({ host: '127.0.0.1:8600' });
    const answer = await browser.post('/api/session/passkey/question');
    expect(answer).toMatchObject({ status: 409, code: 'passkey-needs-name' });
    expect(answer.body.error.message).toContain('localhost');
  });

  it('is worth nothing after the grants of whoever is not 在编 have ended, or after a reset', async () => {
    const person = await signedIn(house, {
      unitId,
      employment: 'outsourced',
      grants: [{ role: 'operator', endsAt: new Date(house.clock.now.getTime() + 600_000) }],
    });
    const passkey = new SoftPasskey();
    await addPasskey(person, passkey);
    house.clock.pass(15);
    expect(await enter(passkey)).toMatchObject({ status: 403, code: 'grants-ended' });
    const security = await signedIn(house, { unitId, grants: [{ role: 'security-admin' }] });
    expect((await security.browser.post(`/api/people/${person.id}/reset`)).status).toBe(200);
    expect(await enter(passkey)).toMatchObject({ status: 401, code: 'passkey-refused' });
  });
});

describe('second factors', () => {
  /** Somebody whose first second factor is a passkey. */
  async function enrolledByPasskey() {
    const person = await signedIn(house, { unitId });
    const security = await signedIn(house, { unitId, grants: [{ role: 'security-admin' }] });
    const { path } = (await security.browser.post(`/api/people/${person.id}/reset`)).body;
    const browser = house.browser();
    await browser.post('/api/link/password', {
      token: path.split('#')[1],
      password: 'correct horse battery',
    });
    const half = house.browser();
    await half.password(person.loginName);
    const passkey = new SoftPasskey();
    const offer = await browser.post('/api/me/factor/passkey/offer');
    const made = await browser.post('/api/me/factor/passkey', passkey.make(offer.body));
    expect(made).toMatchObject({ status: 200, body: { session: { stage: 'full' } } });
    return { ...person, browser, half, passkey, codes: made.body.codes as string[] };
  }

  it('begin with a passkey as well as with codes; whoever has the password cannot add another', async () => {
    const { half, loginName, codes } = await enrolledByPasskey();
    expect(codes).toHaveLength(10);
    // Another browser that stood at the same step cannot set up a factor of its own any more.
    expect(await half.post('/api/me/factor')).toMatchObject({ code: 'sign-in-unfinished' });
    expect(await half.post('/api/me/factor/passkey/offer')).toMatchObject({ code: 'sign-in-unfinished' });
    const browser = house.browser();
    expect((await browser.password(loginName)).body).toMatchObject({
      stage: 'second-factor',
      factors: ['passkey'],
    });
    expect((await browser.post('/api/session/second-factor', { code: codes[0] })).status).toBe(200);
  });

  it('are changed against a passkey that is shown again: that counts once, in that session', async () => {
    const { browser, passkey, codes } = await enrolledByPasskey();
    const ticket = async () =>
      (await browser.post('/api/me/confirm', passkey.show(await question(browser, '/api/me/confirm')))).body
        .code as string;
    const code = await ticket();
    const other = house.browser();
    await enter(passkey, other);
    expect(await other.post('/api/me/codes/offer', { code })).toMatchObject({ code: 'code-refused' });
    const { body: offer } = await browser.post('/api/me/codes/offer', { code });
    expect(offer.secret).toMatch(/^[A-Z2-7 ]+$/);
    expect(await browser.post('/api/me/codes/offer', { code })).toMatchObject({ code: 'code-refused' });
    // It stands for no second factor at signing in.
    const half = house.browser();
    await half.password((await browser.session()).person?.loginName ?? '');
    expect(await half.post('/api/session/second-factor', { code: await ticket() })).toMatchObject({
      code: 'code-refused',
    });
    expect(await browser.post('/api/me/codes/confirm', { code: codes[1] })).toMatchObject({
      code: 'code-refused',
    });
  });

  it('are removed, but never the last one', async () => {
    const { browser, seed, passkey } = await withPasskey();
    const { id } = (await browser.get('/api/me')).body.passkeys[0];
    const other = await withPasskey();
    house.clock.pass(1);
    expect(
      await browser.post(
        `/api/me/passkeys/${(await other.browser.get('/api/me')).body.passkeys[0].id}/remove`,
        {
          code: browser.codeOf(seed),
        },
      ),
    ).toMatchObject({ status: 404, code: 'passkey-unknown' });
    house.clock.pass(1);
    expect((await browser.post('/api/me/codes/remove', { code: browser.codeOf(seed) })).status).toBe(200);
    const confirmed = await browser.post(
      '/api/me/confirm',
      passkey.show(await question(browser, '/api/me/confirm')),
    );
    expect(await browser.post(`/api/me/passkeys/${id}/remove`, confirmed.body)).toMatchObject({
      status: 409,
      code: 'last-factor',
    });
    expect((await enter(passkey)).status).toBe(200);
  });
});
