import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChannelInput, type ChannelKind, permissionsOf, ROLE_NAMES, ROLES } from '@zhengdun/contract';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../test/identity-house.ts';
import { openPool } from '../kernel/database/index.ts';
import { DAY_MS } from '../kernel/durations.ts';
import { STRICT_POLICY } from '../kernel/egress/index.ts';
import { silentLog } from '../kernel/log.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { addMessageRoutes, type MessageTools, tellPerson } from './index.ts';
import { bundleMatters, sendNext } from './send-messages.ts';

const database = useTestDatabase();
const SENTENCE = '您有1条待办，请登录政盾查看。';
/** A Tuesday at ten in Beijing. */
let now = new Date('2026-11-24T02:00:00Z');
let house: IdentityHouse;
let tools: MessageTools;
let person: { browser: TestBrowser; id: string; loginName: string };
let admin: TestBrowser;

/** What came in at the server that stands for gateways and robots, and what it answers. */
const posts: { path: string; headers: IncomingMessage['headers']; body: string }[] = [];
let answer: { status: number; body?: string } | 'none' = { status: 200, body: '{"errcode":0}' };
let web: Server;
const mails: { to: string; text: string }[] = [];
let mail: SMTPServer;
let webUrl: string;
let mailPort: number;

beforeAll(async () => {
  const { db } = database;
  web = createServer((request, response) => {
    let body = '';
    request.on('data', (data) => (body += data));
    request.on('end', () => {
      posts.push({ path: request.url ?? '', headers: request.headers, body });
      if (answer === 'none') request.socket.destroy();
      else response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  webUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  mail = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _, done) =>
      username === 'notice' && password === 'mail-password'
        ? done(null, { user: username })
        : done(new Error('no')),
    onRcptTo: ({ address }, _, done) =>
      address.startsWith('nobody') ? done(Object.assign(new Error('no'), { responseCode: 550 })) : done(),
    onData(stream, { envelope }, done) {
      let text = '';
      stream.on('data', (data) => (text += data));
      stream.on('end', () => {
        mails.push({ to: envelope.rcptTo[0]?.address ?? '', text });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve));
  mailPort = (mail.server.address() as AddressInfo).port;
  tools = {
    db,
    secret: 'cd'.repeat(32),
    policy: { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] },
    now: () => now,
  };
  house = await identityHouse(db, (http) => addMessageRoutes(http, tools));
  const unitId = await makeUnit(db, { name: '样例局', region: '990000/990100/' });
  person = await signedIn(house, { unitId, grants: [{ role: 'handler' }] });
  const whole = { role: 'system-admin', area: 'region', place: '' } as const;
  admin = (await signedIn(house, { unitId, grants: [whole] })).browser;
});
afterAll(async () => {
  await house.http.close();
  web.closeAllConnections();
  await new Promise((resolve) => web.close(resolve));
  await new Promise<void>((resolve) => mail.close(() => resolve()));
});

beforeEach(async () => {
  // The next day: no matter of an earlier test is one of today.
  now = new Date(now.getTime() + DAY_MS);
  answer = { status: 200, body: '{"errcode":0}' };
  posts.length = 0;
  mails.length = 0;
  await sql`DELETE FROM message_matter`.execute(database.db);
  await sql`DELETE FROM message_outgoing`.execute(database.db);
});

const minutes = (count: number) => {
  now = new Date(now.getTime() + count * 60_000);
};

function channel(kind: ChannelKind, more: Partial<ChannelInput> = {}): object {
  const of = {
    smtp: {
      config: {
        host: '127.0.0.1',
        port: mailPort,
        security: 'none',
        user: 'notice',
        from: 'notice@shili.example',
      },
      secrets: { password: 'mail-password' },
    },
    sms: {
      config: {
        url: `${webUrl}/sms`,
        form: 'json',
        body: '{"to":"{phone}","content":"{text}","key":"{secret}"}',
        header: 'X-Key: {secret}',
        expect: '"errcode":0',
      },
      secrets: { secret: 'sms-"key' },
    },
    webhook: { config: { url: `${webUrl}/hook` }, secrets: { secret: 'hook-key' } },
    wecom: { config: {}, secrets: { url: `${webUrl}/wecom?key=robot-key` } },
    dingtalk: { config: {}, secrets: { url: `${webUrl}/ding?access_token=t`, secret: 'SECding' } },
  }[kind];
  return { kind, enabled: true, ...of, ...more };
}

async function choose(kind: ChannelKind, more: object = {}): Promise<void> {
  expect((await admin.post('/api/messages/channels', channel(kind))).status).toBe(200);
  const address = kind === 'smtp' ? 'jia@shili.example' : '13900000000';
  const chosen = await person.browser.post('/api/messages/choice', { channel: kind, address, ...more });
  expect(chosen.status).toBe(200);
}

const tell = (key: string, matter = 'notice-arrived') =>
  withinScope(database.db, { regions: [], sectors: [], units: [] }, (trx) =>
    tellPerson(trx, { personId: person.id, matter, key }, now),
  );

/** Lets the program work until nothing is due. */
async function work(): Promise<void> {
  await bundleMatters(tools);
  while (await sendNext(tools));
}

const outgoing = () => database.db.selectFrom('message_outgoing').selectAll().execute();

describe('the sentence', () => {
  it('reaches a mail server, and says nothing else', async () => {
    await choose('smtp');
    await tell('a');
    minutes(11);
    await work();
    expect(mails).toHaveLength(1);
    expect(mails[0]?.to).toBe('jia@shili.example');
    const encoded = mails[0]?.text.split('\r\n\r\n')[1]?.replaceAll('\r\n', '') ?? '';
    expect(Buffer.from(encoded, 'base64').toString().trim()).toBe(SENTENCE);
    expect(await outgoing()).toMatchObject([{ state: 'sent', count: 1, fault: null }]);
  });

  it('goes through the template of an SMS gateway, each value quoted', async () => {
    await choose('sms');
    await tell('a');
    minutes(11);
    await work();
    expect(JSON.parse(posts[0]?.body ?? '')).toEqual({
      to: '13900000000',
      content: SENTENCE,
      key: 'sms-"key',
    });
    expect(posts[0]?.headers['x-key']).toBe('sms-"key');
  });

  it('comes signed to a system of the unit', async () => {
    await choose('webhook');
    await tell('a');
    minutes(11);
    await work();
    const { body = '', headers } = posts[0] ?? {};
    const stamp = headers?.['x-zhengdun-timestamp'];
    expect(headers?.['x-zhengdun-signature']).toBe(
      `sha256=${createHmac('sha256', 'hook-key').update(`${stamp}.${body}`).digest('hex')}`,
    );
    const [{ id } = { id: '' }] = await outgoing();
    expect(headers?.['idempotency-key']).toBe(id);
    expect(JSON.parse(body)).toEqual({ id, to: person.loginName, text: SENTENCE, count: 1 });
  });

  it('is said by robots that call the person', async () => {
    await choose('wecom');
    await tell('a');
    minutes(11);
    await work();
    expect(posts[0]?.path).toBe('/wecom?key=robot-key');
    expect(JSON.parse(posts[0]?.body ?? '')).toEqual({
      msgtype: 'text',
      text: { content: SENTENCE, mentioned_mobile_list: ['13900000000'] },
    });
    await choose('dingtalk');
    await tell('b');
    minutes(11);
    await work();
    const ding = new URL(posts[1]?.path ?? '', webUrl);
    const stamp = ding.searchParams.get('timestamp');
    expect(ding.searchParams.get('sign')).toBe(
      createHmac('sha256', 'SECding').update(`${stamp}\nSECding`).digest('base64'),
    );
    expect(JSON.parse(posts[1]?.body ?? '').text.content).toBe(`@13900000000 ${SENTENCE}`);
  });
});

describe('matters', () => {
  it('that come within ten minutes are one message, and the same one counts once a day', async () => {
    await choose('webhook');
    for (const key of ['a', 'b', 'a', 'c', 'a']) await tell(key);
    minutes(9);
    await work();
    expect(posts).toEqual([]);
    await tell('d');
    minutes(2);
    await work();
    await tell('a');
    minutes(30);
    await work();
    expect(posts.map(({ body }) => JSON.parse(body).count)).toEqual([4]);
  });

  it('stand and fall with the transaction that they come from', async () => {
    await choose('webhook');
    const broken = withinScope(database.db, EVERYTHING, async (trx) => {
      await tellPerson(trx, { personId: person.id, matter: 'notice-arrived', key: 'x' }, now);
      throw new Error('rolled back');
    });
    await expect(broken).rejects.toThrow('rolled back');
    minutes(11);
    await work();
    expect(posts).toEqual([]);
  });

  it('wait for the end of the quiet hours, or for nine o’clock', async () => {
    await choose('webhook', { quietFrom: '09:00', quietTo: '14:00' });
    await tell('a');
    minutes(60);
    await work();
    expect(posts).toEqual([]);
    minutes(3 * 60);
    await work();
    expect(posts).toHaveLength(1);
    await choose('webhook', { pace: 'daily' });
    await tell('b');
    minutes(12 * 60);
    await work();
    expect(posts).toHaveLength(1);
    minutes(8 * 60);
    await work();
    expect(posts).toHaveLength(2);
  });

  it('of whoever chose nothing go nowhere, not later either', async () => {
    await person.browser.post('/api/messages/choice', {});
    await tell('a');
    minutes(11);
    await work();
    await choose('webhook');
    await work();
    expect(await outgoing()).toEqual([]);
  });
});

describe('a message', () => {
  it('is tried again with growing patience while it is surely refused, and then given up', async () => {
    await choose('webhook');
    answer = { status: 503 };
    await tell('a');
    minutes(11);
    const started = now.getTime();
    const times: number[] = [];
    for (let minute = 0; minute < 60; minute += 1) {
      const before = posts.length;
      await work();
      if (posts.length > before) times.push((now.getTime() - started) / 60_000);
      minutes(1);
    }
    expect(times).toEqual([0, 1, 3, 7, 15, 31]);
    expect(new Set(posts.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(await outgoing()).toMatchObject([{ state: 'failed', tries: 6, fault: 'refused' }]);
  });

  it.each([
    ['webhook', 'none', 'doubtful', 'no-answer'],
    ['webhook', { status: 404 }, 'failed', 'refused'],
    ['wecom', { status: 200, body: '{"errcode":93000}' }, 'waiting', 'refused'],
    ['sms', { status: 200, body: '{"errcode":1}' }, 'waiting', 'refused'],
  ] as const)('by %s that is answered %o is %s', async (kind, said, state, fault) => {
    await choose(kind);
    answer = said;
    await tell('a');
    minutes(11);
    await work();
    expect(await outgoing()).toMatchObject([{ state, fault }]);
  });

  it('whose program died in the attempt is doubtful and not sent again', async () => {
    await choose('webhook');
    await tell('a');
    minutes(11);
    await bundleMatters(tools);
    // Taken, and then the program is killed.
    const { takeMessage } = await import('./message.repo.ts');
    expect(await takeMessage(database.db, now)).toMatchObject({ tries: 1 });
    minutes(11);
    await work();
    expect(posts).toEqual([]);
    expect(await outgoing()).toMatchObject([{ state: 'doubtful', fault: 'no-answer' }]);
  });

  it('goes out once, though two programs send', async () => {
    const pool = await openPool(database.server, silentLog());
    try {
      await choose('webhook');
      for (const key of ['a', 'b', 'c']) await tell(key);
      minutes(11);
      const programs = [tools, { ...tools, db: pool.db }];
      await Promise.all(programs.map(bundleMatters));
      await Promise.all(
        programs.map(async (each) => {
          while (await sendNext(each));
        }),
      );
      expect(posts).toHaveLength(1);
    } finally {
      await pool.close();
    }
  });

  it('is refused by name where the mail server does so', async () => {
    await choose('smtp');
    await person.browser.post('/api/messages/choice', { channel: 'smtp', address: 'nobody@shili.example' });
    await tell('a');
    minutes(11);
    await work();
    expect(await outgoing()).toMatchObject([{ state: 'failed', fault: 'recipient-refused' }]);
  });
});

describe('a channel', () => {
  const test = (kind: ChannelKind, address = '13900000000') =>
    admin.post('/api/messages/channels/test', { kind, address });

  it('is tried with a message of no matters, and says what is wrong', async () => {
    await choose('sms');
    expect((await test('sms')).body).toEqual({ sent: true });
    expect(JSON.parse(posts[0]?.body ?? '').content).toBe('您有0条待办，请登录政盾查看。');
    await admin.post('/api/messages/channels', { ...channel('smtp'), secrets: { password: 'wrong' } });
    expect((await test('smtp', 'jia@shili.example')).body).toEqual({ sent: false, fault: 'sign-in-refused' });
    expect((await test('smtp')).code).toBe('message-address-wrong');
  });

  it('inside is reached only where its network is allowed', async () => {
    await choose('webhook');
    const strict = { ...tools, policy: STRICT_POLICY };
    await tell('a');
    minutes(11);
    await bundleMatters(strict);
    await sendNext(strict);
    expect(posts).toEqual([]);
    expect(await outgoing()).toMatchObject([{ state: 'failed', fault: 'address-refused' }]);
  });

  it('keeps its secrets: they are in no answer and in no row, and stay when they are left out', async () => {
    for (const kind of ['smtp', 'sms', 'webhook', 'wecom', 'dingtalk'] as const) await choose(kind);
    await admin.post('/api/messages/channels', { ...channel('webhook'), secrets: {} });
    const { body } = await admin.get('/api/messages/channels');
    expect(body.rows.find(({ kind }: { kind: string }) => kind === 'webhook').secrets).toEqual(['secret']);
    const rows = await database.db.selectFrom('message_channel').selectAll().execute();
    const choices = await database.db.selectFrom('message_choice').selectAll().execute();
    const { rows: acts } = await sql`SELECT * FROM audit_record`.execute(database.db);
    const everything = JSON.stringify([body, rows, choices, acts], (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    );
    for (const secret of ['mail-password', 'hook-key', 'robot-key', 'SECding', 'sms-', '13900000000'])
      expect(everything).not.toContain(secret);
    expect((await admin.post('/api/messages/channels', channel('wecom', { secrets: {} }))).status).toBe(200);
  });
});

describe('every role', () => {
  it('chooses for itself, and only a system administrator of everything sets channels', async () => {
    await choose('webhook');
    const unitId = await makeUnit(database.db, { name: '另一局', region: '990000/990200/' });
    for (const role of ROLE_NAMES) {
      const area = ROLES[role].areas.includes('sector' as never) ? 'sector' : 'unit';
      const { browser } = await signedIn(house, { unitId, grants: [{ role, area, place: unitId }] });
      const may = permissionsOf(role).includes('setting.manage') ? 'channels-not-whole' : 'not-permitted';
      expect((await browser.get('/api/messages/channels')).code).toBe(may);
      expect((await browser.post('/api/messages/channels', channel('webhook'))).code).toBe(may);
      expect((await browser.post('/api/messages/channels/test', { kind: 'webhook' })).code).toBe(may);
      expect((await browser.get('/api/messages/choice')).body).toMatchObject({ pace: 'soon' });
      expect((await browser.post('/api/messages/choice', { channel: 'webhook' })).status).toBe(200);
    }
    // What one has chosen is not what another has.
    expect((await person.browser.get('/api/messages/choice')).body.channel).toBe('webhook');
    const half = { channel: 'webhook', quietFrom: '22:00' };
    expect((await person.browser.post('/api/messages/choice', half)).code).toBe('quiet-hours-wrong');
  });
});
