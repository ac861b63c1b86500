import { createHash, createHmac, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ItemStatus, OutletEvent } from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import {
  everythingOn,
  type PublicationHouse,
  publicationHouse,
  publishingUnit,
  staffOf,
} from '../../../test/publication.ts';
import { serviceToken } from '../../../test/service-token.ts';
import { openWholeHouse } from '../../../test/whole-house.ts';
import { openVault } from '../../assurance/index.ts';
import { HOUR_MS } from '../../kernel/durations.ts';
import { STRICT_POLICY } from '../../kernel/egress/index.ts';
import { type Actor, EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { takeInLinks } from '../../links/index.ts';
import { readItemWords } from '../index.ts';
import type { PublicationTools } from '../tools.ts';
import { deliverNext } from './deliver.ts';

const database = useTestDatabase();
/** Screened like any. */
const FILE = Buffer.from('样例附件：办理时限为五个工作日。\n');
/** People at the console, whoever they are. */
let people: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;
let manager: Actor;
/** The server as a content system sees it. */
let server: string;
let close: () => Promise<void>;
let token: string;
let tools: PublicationTools;
let now = 0;

/** The content system. */
let system: Server;
let systemUrl: string;
let listener: RequestListener = (_, response) => response.end();

beforeAll(async () => {
  people = await publicationHouse(database.db);
  own = await publishingUnit(database.db, people, { region: '990000/990500/' });
  manager = await staffOf(database.db, own.unit, { roles: ['liaison'] });
  const { data } = people;
  const { house, http } = await openWholeHouse(database, { data });
  server = await http.listen({ host: '127.0.0.1', port: 0 });
  close = () => http.close();
  token = await serviceToken(house, own.writer, ['publication.read', 'publication.write']);
  system = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve) => system.listen(0, '127.0.0.1', resolve));
  systemUrl = `http://127.0.0.1:${(system.address() as AddressInfo).port}/events`;
  const policy = { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] };
  people.policy = policy;
  tools = {
    db: database.db,
    vault: openVault(data),
    data,
    policy,
    now: () => new Date(Date.now() + now),
  };
}, 120_000);
beforeEach(async () => {
  now = 0;
  await own.flow({ stages: 1 });
});
afterAll(async () => {
  await close();
  await people.close();
  system.close();
});

async function ask(method: 'GET' | 'POST', path: string, body?: object | Buffer, headers: object = {}) {
  const isRaw = Buffer.isBuffer(body);
  const answer = await fetch(`${server}/api/publications${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': isRaw ? 'application/octet-stream' : 'application/json' }),
      ...headers,
    },
    ...(body && { body: isRaw ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isJson = answer.headers.get('content-type')?.startsWith('application/json');
  const read = isJson ? JSON.parse(bytes.toString()) : undefined;
  return { status: answer.status, headers: answer.headers, bytes, body: read, code: read?.error?.code };
}

const item = (more: object = {}) => ({
  applicationId: own.site,
  reference: randomUUID(),
  kind: 'original',
  title: '关于样例工作的通知',
  text: '各科室：\n现将样例工作通知如下。',
  editor: '样例编辑',
  ...more,
});
const handIn = (input: object, key: string = randomUUID()) =>
  ask('POST', '/hand-in', input, { 'idempotency-key': key });

async function uploaded(bytes = FILE, name = '附件.txt'): Promise<string> {
  const query = new URLSearchParams({ applicationId: own.site, name });
  const { status, body } = await ask('POST', `/files?${query}`, bytes);
  expect([status, body.sha256]).toEqual([201, createHash('sha256').update(bytes).digest('hex')]);
  return body.id;
}

describe('a content system', () => {
  it('is told of exit links in the HTML that it hands in, with their lines and what was decided about them', async () => {
    const html =
      '<p>各科室：</p>\n<p>详见<a href="//www.xiehui.example/1.html">样例协会</a></p>\n<p>请知悉。</p>';
    const { body } = await handIn(item({ text: html }));
    const url = 'https://www.xiehui.example/1.html';
    expect(body.exits).toEqual([{ url, line: 2, relevance: 'open' }]);
    const words = { ofCheck: async () => undefined, ofItem: (id: string) => readItemWords(tools, id) };
    await takeInLinks(database.db, words, () => new Date());
    const [link] = (await own.view(body.id)).exits;
    expect(link).toMatchObject({ url, line: 2, relevance: 'open', link: expect.any(String) });
    await everythingOn(
      database.db,
      sql`UPDATE links_link SET relevance = 'duty', ground = '行业管理', decided_by = ${own.leader.id}, decided_at = now()
        WHERE id = ${link?.link}`,
    );
    expect((await ask('GET', `/${body.id}/status`)).body.exits).toMatchObject([{ url, relevance: 'duty' }]);
    // Nothing of it was rewritten.
    expect((await own.view(body.id)).current.text).toBe(html);
    expect((await handIn(item())).body.exits).toEqual([]);
  });

  it('hands an item in with its attachments, reads its state, and fetches what was approved', async () => {
    const attachment = await uploaded();
    const { status, body } = await handIn(item({ attachments: [attachment] }));
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'review', version: 1 });
    expect(body.approved).toBeUndefined();
    const taken = await ask('GET', `/${body.id}/approved/${attachment}`);
    expect([taken.status, taken.code]).toEqual([409, 'item-not-approved']);
    expect((await own.view(body.id)).current.editor).toBe('样例编辑');
    await own.decide(own.first, body.id);
    const approved: ItemStatus = (await ask('GET', `/${body.id}/status`)).body;
    expect(approved).toMatchObject({ state: 'approved', approved: { version: 1, ready: true } });
    const manifest = JSON.parse(approved.approved?.manifest ?? '');
    for (const [file, said] of [
      [approved.approved?.text, manifest.text],
      [approved.approved?.attachments[0], manifest.attachments[0]],
    ]) {
      const { bytes, headers } = await ask('GET', (file?.path ?? '').replace('/api/publications', ''));
      const sha256 = createHash('sha256').update(bytes).digest();
      expect(sha256.toString('hex')).toBe(said.sha256);
      expect(headers.get('content-digest')).toBe(`sha-256=:${sha256.toString('base64')}:`);
      expect(headers.get('x-zhengdun-sm3')).toBe(said.sm3);
    }
    const url = 'https://www.example.gov.cn/1.html';
    for (const _ of [1, 2])
      expect((await ask('POST', `/${body.id}/publish`, { version: 1, url })).status).toBe(200);
    const published = await ask('GET', `/${body.id}/status`);
    expect(published.body.published).toMatchObject({ version: 1, url, live: true });
  });

  it('hands in once under a key, however often it asks, also at the same time', async () => {
    const [input, key] = [item(), randomUUID()];
    const answers = await Promise.all([1, 2, 3].map(() => handIn(input, key)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const view = await own.view(answers[0]?.body.id);
    expect(view.history.map(({ event }) => event)).toEqual(['written', 'submitted']);
    const other = await handIn({ ...input, title: '另一标题' }, key);
    expect([other.status, other.code]).toEqual([409, 'idempotency-key-reused']);
    // What was returned is not submitted again by an old request that comes late.
    await own.decide(own.first, view.id, { decision: 'return', ground: '日期有误。' });
    expect((await handIn(input, key)).body).toMatchObject({ state: 'returned', ground: '日期有误。' });
  });

  it('goes on where a program died between writing and submitting', async () => {
    const [input, key] = [item(), randomUUID()];
    const { body } = await handIn(input, key);
    await own.act(own.writer, body.id, 'recall', { version: 1 });
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE publication_handing_in SET done_at = NULL WHERE key = ${key}`.execute(trx),
    );
    expect((await handIn(input, key)).body).toMatchObject({ id: body.id, state: 'review', version: 1 });
  });

  it('keeps a file once that it uploads twice', async () => {
    const bytes = Buffer.concat([FILE, Buffer.from(randomUUID())]);
    expect(await uploaded(bytes)).toBe(await uploaded(bytes));
    expect(await uploaded(bytes, '另名.txt')).not.toBe(await uploaded(bytes));
  });

  it('hands in the next version under the same reference, and a correction with its ground alone', async () => {
    const input = item();
    const { id } = (await handIn(input)).body;
    expect((await handIn({ ...input, text: '改后。' })).body).toMatchObject({
      id,
      version: 2,
      state: 'review',
    });
    await own.decide(own.first, id);
    await ask('POST', `/${id}/publish`, { version: 2, url: 'https://www.example.gov.cn/2.html' });
    const changed = { ...input, text: '更正后。' };
    expect((await handIn(changed)).code).toBe('item-published');
    const corrected = (await handIn({ ...changed, ground: '日期有误。' })).body;
    expect(corrected).toMatchObject({ id, version: 3, state: 'review', approved: { version: 2 } });
    const query = new URLSearchParams({ applicationId: own.site, reference: input.reference });
    expect((await ask('GET', `/status?${query}`)).body).toMatchObject({ id, version: 3 });
  });

  it('gets nothing before its time, of no other unit, and may not decide', async () => {
    const publishAt = new Date(Date.now() + HOUR_MS).toISOString();
    const { id } = (await handIn(item({ publishAt }))).body;
    await own.decide(own.first, id);
    const { approved } = (await ask('GET', `/${id}/status`)).body;
    expect(approved.ready).toBe(false);
    expect((await ask('GET', `/${id}/approved/${approved.text.id}`)).code).toBe('item-embargoed');
    const foreign = await publishingUnit(database.db, people, { region: '990000/990600/' });
    const theirs = await foreign.begin();
    expect((await ask('GET', `/${theirs}/status`)).code).toBe('item-unknown');
    expect((await handIn(item({ applicationId: foreign.site }))).code).toBe('application-unknown');
    expect((await ask('POST', '/outlets', {})).status).toBe(403);
    const decision = { version: 1, manifest: '0'.repeat(64), decision: 'approve', ground: '' };
    expect((await ask('POST', `/${id}/decide`, decision)).status).toBe(403);
  });

  it('is told what is wrong with a request', async () => {
    expect((await handIn(item(), 'short')).code).toBe('input-invalid');
    expect((await handIn(item({ attachments: [randomUUID()] }))).code).toBe('documents-not-at-hand');
    expect((await handIn(item({ text: '' }))).code).toBe('item-text-empty');
    expect((await handIn(item({ reference: '<script>' }))).code).toBe('input-invalid');
    const query = new URLSearchParams({ applicationId: own.site, name: 'x.exe' });
    expect((await ask('POST', `/files?${query}`, Buffer.from('MZ\0\x01\xff', 'latin1'))).code).toBe(
      'document-kind-refused',
    );
  });
});

/** What came in at the content system. */
const events: { headers: IncomingMessage['headers']; body: string; event: OutletEvent }[] = [];
let answer = 200;

function hear(): void {
  events.length = 0;
  answer = 200;
  listener = (request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      events.push({ headers: request.headers, body, event: JSON.parse(body) });
      response.writeHead(answer).end();
    });
  };
}

async function outletOf(site = own.site, url = systemUrl) {
  const outlet = { kind: 'system', name: '样例内容系统', enabled: true, config: { url } };
  const answer = await people.ask(manager, 'POST', '/publications/outlets', { applicationId: site, outlet });
  expect(answer.message).toBe('');
  made.push(answer.body.id);
  return answer.body as { id: string; secret: string };
}
const made: string[] = [];
afterEach(async () => {
  for (const id of made.splice(0)) await people.ask(manager, 'POST', `/publications/outlets/${id}/remove`);
});
const deliverAll = async () => {
  while (await deliverNext(tools));
};
const shown = async (id: string) =>
  (await people.ask(manager, 'GET', '/publications/outlets')).body.rows.find(
    (row: { id: string }) => row.id === id,
  );

describe('a webhook', () => {
  it('tells each step in order, signed, with an id and without a word of the item', async () => {
    hear();
    const outlet = await outletOf();
    const { id } = (await handIn(item())).body;
    await own.decide(own.first, id);
    await own.publish(id);
    await own.act(own.writer, id, 'withdraw', { ground: '过期。' });
    await deliverAll();
    expect(events.map(({ event }) => [event.event, event.state, event.item])).toEqual([
      ['submitted', 'review', id],
      ['approved', 'approved', id],
      ['published', 'published', id],
      ['withdrawn', 'withdrawn', id],
    ]);
    for (const { headers, body, event } of events) {
      const signed = `${headers['x-zhengdun-timestamp']}.${body}`;
      const signature = createHmac('sha256', outlet.secret).update(signed).digest('hex');
      expect(headers['x-zhengdun-signature']).toBe(`sha256=${signature}`);
      expect(headers['idempotency-key']).toBe(event.delivery);
      expect(body).not.toContain('样例');
    }
    expect(new Set(events.map(({ event }) => event.delivery)).size).toBe(4);
    const { rows } = await withinScope(database.db, EVERYTHING, (trx) =>
      sql<{ row: string }>`SELECT o::text AS row FROM publication_outlet o`.execute(trx),
    );
    expect(rows.map(({ row }) => row).join()).not.toContain(outlet.secret);
  });

  it('comes again under the same id until it is taken, later each time, and then no more', async () => {
    hear();
    answer = 503;
    const outlet = await outletOf();
    const { id } = (await handIn(item())).body;
    await deliverAll();
    await deliverAll();
    expect(events.length).toBe(1);
    await own.decide(own.first, id);
    now += 61_000;
    answer = 200;
    await deliverAll();
    expect(events.map(({ event }) => event.event)).toEqual(['submitted', 'submitted', 'approved']);
    expect(events[0]?.event).toEqual(events[1]?.event);
    const { deliveries, lastFault } = await shown(outlet.id);
    expect(deliveries.map(({ state }: { state: string }) => state)).toEqual(['sent', 'sent']);
    expect(lastFault.fault).toBe('refused');
  });

  it('is given up after a day, those who set it up are told, and it is sent again when they ask', async () => {
    hear();
    answer = 500;
    const outlet = await outletOf();
    await handIn(item());
    for (let tries = 0; tries < 16; tries += 1) {
      await deliverAll();
      now += HOUR_MS;
    }
    expect(events.length).toBe(14);
    const [failed] = (await shown(outlet.id)).deliveries;
    expect(failed).toMatchObject({ state: 'failed', fault: 'refused', tries: 14 });
    const { rows } = await withinScope(database.db, EVERYTHING, (trx) =>
      sql<{ person_id: string }>`SELECT person_id FROM message_matter WHERE matter = 'outlet-failed'
        AND strpos(key, ${outlet.id}) > 0`.execute(trx),
    );
    expect(rows).toEqual([{ person_id: manager.id }]);
    answer = 200;
    await people.ask(manager, 'POST', `/publications/deliveries/${failed.id}/again`);
    await deliverAll();
    expect((await shown(outlet.id)).deliveries).toMatchObject([{ state: 'sent' }]);
  });

  it('of a program that died half way is sent again, and of one that has not the grant nothing is set', async () => {
    hear();
    const outlet = await outletOf();
    await handIn(item());
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE publication_delivery SET state = 'sending', tries = 1, tried_at = now()`.execute(trx),
    );
    await deliverAll();
    expect(events.length).toBe(0);
    now += 21 * 60_000;
    await deliverAll();
    expect(events.map(({ event }) => event.event)).toEqual(['submitted']);
    for (const name of ['remove', 'secret', 'test'])
      expect(
        (await people.ask(own.writer, 'POST', `/publications/outlets/${outlet.id}/${name}`)).status,
      ).toBe(403);
    const foreign = await publishingUnit(database.db, people, { region: '990000/990700/' });
    const stranger = await staffOf(database.db, foreign.unit, { roles: ['liaison'] });
    const crossed = await people.ask(stranger, 'POST', `/publications/outlets/${outlet.id}/secret`);
    expect(crossed.code).toBe('outlet-unknown');
  });

  it('is told once more when the time of an approved item has come', async () => {
    hear();
    await outletOf();
    const publishAt = new Date(Date.now() + HOUR_MS).toISOString();
    const { id } = (await handIn(item({ publishAt }))).body;
    await own.decide(own.first, id);
    await deliverAll();
    expect(events.map(({ event }) => event.event)).toEqual(['submitted', 'approved']);
    now += 3_601_000;
    await deliverAll();
    expect(events.at(-1)?.event).toMatchObject({ event: 'due', item: id, version: 1 });
  });

  it('reaches no private address that was not allowed, and says so', async () => {
    const outlet = await outletOf(own.site, 'http://192.168.9.9/events');
    const tested = await people.ask(manager, 'POST', `/publications/outlets/${outlet.id}/test`);
    expect(tested.body).toEqual({ sent: false, fault: 'address-refused' });
    expect(
      (
        await people.ask(manager, 'POST', '/publications/outlets', {
          applicationId: own.site,
          outlet: { kind: 'system', name: '又一个', enabled: true, config: { url: systemUrl } },
        })
      ).code,
    ).toBe('outlet-there');
  });
});

describe('the connector that is given as an example', () => {
  interface Connector {
    handIn(input: object, key?: string): Promise<ItemStatus>;
    receive: RequestListener;
  }
  const file = new URL('../../../../edge/content-system/connector.mjs', import.meta.url).href;

  it('takes an item from a content system to its page and back, each event once', async () => {
    const siteDir = mkdtempSync(join(tmpdir(), 'zhengdun-site-'));
    const { createConnector } = await import(file);
    const outlet = await outletOf();
    const about = { server, token, secret: outlet.secret, siteDir, siteUrl: 'https://www.example.gov.cn/' };
    const connector: Connector = createConnector(about);
    listener = connector.receive;
    const attachment = join(siteDir, '样例附件.txt');
    writeFileSync(attachment, FILE);
    const input = { ...item({ text: '样例正文 <b>&</b>' }), files: [attachment] };
    const { id, state } = await connector.handIn(input);
    expect(state).toBe('review');
    expect((await connector.handIn(input)).id).toBe(id);
    await own.decide(own.first, id);
    await deliverAll();
    const page = readFileSync(join(siteDir, id, 'index.html'), 'utf8');
    expect(page).toContain('样例正文 &#60;b&#62;&#38;&#60;/b&#62;');
    const kept = readFileSync(
      join(siteDir, id, `${createHash('sha256').update(FILE).digest('hex').slice(0, 16)}.txt`),
    );
    expect(kept.equals(FILE)).toBe(true);
    expect(await own.view(id)).toMatchObject({
      state: 'published',
      published: { url: `https://www.example.gov.cn/${id}/index.html` },
    });
    await own.act(own.writer, id, 'withdraw', { ground: '过期。' });
    await deliverAll();
    expect(existsSync(join(siteDir, id))).toBe(false);
    const delivered = readFileSync(join(siteDir, '.deliveries'), 'utf8').trim().split('\n');
    expect(new Set(delivered).size).toBe(delivered.length);
    // Whoever does not know the secret, or plays an old event again, is not heard.
    const body = JSON.stringify({ delivery: randomUUID(), event: 'withdrawn', item: id });
    const at = (seconds: number) => String(Math.floor(Date.now() / 1_000) - seconds);
    const sign = (secret: string, timestamp: string) => ({
      'x-zhengdun-timestamp': timestamp,
      'x-zhengdun-signature': `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
    });
    for (const [headers, status] of [
      [sign('falsch', at(0)), 401],
      [sign(outlet.secret, at(900)), 401],
      [sign(outlet.secret, at(0)), 200],
    ] as const)
      expect((await fetch(systemUrl, { method: 'POST', headers, body })).status).toBe(status);
    rmSync(siteDir, { recursive: true });
  });
});
