import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { inspectorOn, memoryEvidence } from '../../test/inspections.ts';
import { type PublicationHouse, publicationHouse, publishingUnit } from '../../test/publication.ts';
import { redirectTo, type Site, startWorld, type World } from '../../test/world/index.ts';
import { openVault } from '../assurance/index.ts';
import type { Inspector } from '../inspection/index.ts';
import { type CheckExits, type LinkSight, registrableDomain } from '../inspection/index.ts';
import { DAY_MS } from '../kernel/durations.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { readItemWords } from '../publication/index.ts';
import { checkDueLinks } from './check-links.ts';
import { addLinkRoutes, type LinkSources, noteCheckLinks, takeInLinks } from './index.ts';

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'zhengdun-links-'));
const text = '样例协会依照章程开展行业服务、标准研究和培训交流，设有会员服务部、研究部和办公室。'.repeat(5);
const page = (title: string, body = text): Site => ({
  pages: { '*': `<!doctype html><meta charset="utf-8"><title>${title}</title><body>${body}</body>` },
});
const SLOW: Site = {
  pages: { '*': { status: 429, headers: { 'retry-after': '864000' }, body: 'later' } },
};

let world: World;
let inspector: Inspector;
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;
let foreign: Awaited<ReturnType<typeof publishingUnit>>;
let host: string;
let now = new Date();
let seen: CheckExits;
let sources: LinkSources;

beforeAll(async () => {
  world = await startWorld({
    sites: {
      'www.xiehui.test': page('样例协会'),
      'www.slow.test': SLOW,
      'www.other.test': page('样例协会'),
      'www.gone.test': { pages: { '*': { status: 404, body: 'x' } } },
    },
  });
  const evidence = memoryEvidence();
  inspector = await inspectorOn(world.policy, { dataDirectory: folder, evidence });
  const { db } = database;
  house = await publicationHouse(db, (http) => addLinkRoutes(http, { db, evidence, now: () => now }));
  own = await publishingUnit(db, house, { region: '990000/990100/' });
  foreign = await publishingUnit(db, house, { region: '990000/990200/' });
  await own.flow();
  const { rows } = await everything<{ hosts: string[] }>('registry_application', own.site);
  host = rows[0]?.hosts[0] ?? '';
  seen = {
    host,
    at: now,
    pages: [`https://${host}/`, `https://${host}/links.html`],
    exits: [
      {
        url: 'https://www.xiehui.test/',
        on: [
          { page: `https://${host}/`, line: 8, text: '样例协会' },
          { page: `https://${host}/links.html`, line: 3, text: '协会' },
        ],
      },
      { url: 'http://www.slow.test/a', on: [{ page: `https://${host}/`, line: 9, text: '慢站' }] },
      { url: 'http://www.slow.test/b', on: [{ page: `https://${host}/`, line: 10, text: '慢站二' }] },
    ],
    looks: new Map(),
  };
  const vault = openVault(house.data);
  sources = {
    ofCheck: async () => seen,
    ofItem: (id) => readItemWords({ db, vault }, id),
  };
});
afterAll(async () => {
  await house?.close();
  await inspector?.[Symbol.asyncDispose]();
  await world?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

async function everything<T>(table: string, id: string): Promise<{ rows: T[] }> {
  return withinScope(database.db, EVERYTHING, async (trx) => ({
    rows: (await trx
      .selectFrom(table as 'registry_application')
      .selectAll()
      .where('id', '=', id)
      .execute()) as T[],
  }));
}

const later = (days: number): void => {
  now = new Date(now.getTime() + days * DAY_MS);
};
const CHECK = '00000000-0000-4000-8000-000000000001';

async function takeIn(): Promise<void> {
  await withinScope(database.db, EVERYTHING, (trx) => noteCheckLinks(trx, [{ id: CHECK, closed: false }]));
  await takeInLinks(database.db, sources, () => now);
}

/** Looks until nothing is due. @returns how many addresses were looked at */
async function look(
  see: (url: string) => Promise<LinkSight> = (url) => inspector.seeLink(url),
): Promise<number> {
  return checkDueLinks({ db: database.db, eyes: { see }, now: () => now });
}

async function links(show = 'all', who = own.writer) {
  const { body } = await house.ask(who, 'GET', `/links?show=${show}&size=100`);
  return body as { rows: { id: string; url: string; state: string; cause: string }[]; counts: object };
}
async function linkTo(url: string) {
  const row = (await links()).rows.find((each) => each.url === url);
  if (!row) throw new Error(`no link to ${url}`);
  return (await house.ask(own.writer, 'GET', `/links/${row.id}`)).body;
}
const act = async (who: typeof own.writer, id: string, name: string, body: object) =>
  house.ask(who, 'POST', `/links/${id}/${name}`, body);

describe('the register of exit links', () => {
  it('takes in the exits that a check of a registered site saw, each once, with the places where they stand', async () => {
    await takeIn();
    await takeIn();
    const { rows, counts } = await links();
    expect(rows.map(({ url, state, cause }) => [url, state, cause]).sort()).toEqual([
      ['http://www.slow.test/a', 'unknown', 'not-checked'],
      ['http://www.slow.test/b', 'unknown', 'not-checked'],
      ['https://www.xiehui.test/', 'unknown', 'not-checked'],
    ]);
    expect(counts).toMatchObject({ all: 3, unknown: 3, open: 3, trouble: 0, gone: 0 });
    const link = await linkTo('https://www.xiehui.test/');
    expect(link.allPlaces.map((place: { page: string; text: string }) => [place.page, place.text])).toEqual([
      [`https://${host}/`, '样例协会'],
      [`https://${host}/links.html`, '协会'],
    ]);
  });

  it('is as the latest check saw it, where that was plain, and no older check takes that back', async () => {
    const url = 'http://www.slow.test/b';
    const before = seen;
    const looks = (state: 'alive' | 'dead' | 'moved') => new Map([[url, { state, detail: '' }]]);
    const checkAt = async (days: number, state: Parameters<typeof looks>[0]) => {
      const at = new Date(now.getTime() + days * DAY_MS);
      seen = { ...before, at, looks: looks(state) as unknown as CheckExits['looks'] };
      await takeIn();
      return linkTo(url);
    };
    const dead = await checkAt(2, 'dead');
    expect(dead).toMatchObject({ state: 'dead', cause: 'gone' });
    expect(await checkAt(1, 'alive')).toMatchObject({ state: 'dead', checkedAt: dead.checkedAt });
    expect(await checkAt(3, 'moved')).toMatchObject({ state: 'dead', checkedAt: dead.checkedAt });
    const alive = await checkAt(4, 'alive');
    expect(alive).toMatchObject({ state: 'alive', cause: 'answered' });
    expect(Date.parse(alive.checkedAt) - Date.parse(dead.checkedAt)).toBe(2 * DAY_MS);
    seen = before;
  });

  it('is seen within the unit alone', async () => {
    expect((await links('all', foreign.writer)).rows).toEqual([]);
    const { id } = await linkTo('https://www.xiehui.test/');
    expect((await house.ask(foreign.writer, 'GET', `/links/${id}`)).code).toBe('link-unknown');
    const decision = { relevance: 'duty', ground: '样例' };
    expect((await act(foreign.writer, id, 'decide', decision)).code).toBe('link-unknown');
    expect((await act(own.first, id, 'decide', decision)).status).toBe(403);
  });

  it('looks at what is due, at one address of a host at a time, and leaves a host alone as long as it asks', async () => {
    expect(await look()).toBe(0);
    later(1);
    expect(await look()).toBe(2);
    expect(world.sites.requests.filter((request) => request.host === 'www.slow.test')).toHaveLength(1);
    // A minute later the pause of the house is over; the week that the host may ask for is not.
    now = new Date(now.getTime() + 60_000);
    expect(await look()).toBe(0);
    expect(await linkTo('https://www.xiehui.test/')).toMatchObject({
      state: 'alive',
      cause: 'answered',
      good: { title: '样例协会', domain: 'xiehui.test', certificate: { trusted: true } },
      checks: [{ state: 'alive', status: 200, changes: [] }],
    });
    expect(await linkTo('http://www.slow.test/a')).toMatchObject({ state: 'unknown', cause: 'bot-wall' });
  });

  it('notices that a site is in other hands, keeps how it was, and tells whoever deals with links', async () => {
    world.sites.set(
      'www.xiehui.test',
      page('全新娱乐资讯', '今日要闻与精彩推荐，注册即送好礼，欢迎访问。'.repeat(12)),
    );
    later(8);
    await look();
    const link = await linkTo('https://www.xiehui.test/');
    expect(link).toMatchObject({
      state: 'taken',
      cause: 'changed',
      good: { title: '样例协会' },
      checks: [{ changes: ['title', 'content'], title: '全新娱乐资讯' }, {}],
    });
    const { rows } = await messages();
    expect(rows).toEqual([{ person_id: own.writer.id, key: link.id }]);
    expect((await links('trouble')).rows.map(({ url }) => url)).toEqual(['https://www.xiehui.test/']);
    // The next look finds the same, and tells nobody again.
    later(2);
    await look();
    expect((await messages()).rows).toHaveLength(1);
  });

  it('lets somebody answer for it: relevance with its reason, a handler, and that the site as it is now is meant', async () => {
    const { id, handlers } = await linkTo('https://www.xiehui.test/');
    expect(handlers.map((person: { id: string }) => person.id)).toEqual([own.writer.id]);
    expect((await act(own.writer, id, 'decide', { relevance: 'duty', ground: '' })).status).toBe(400);
    expect((await act(own.writer, id, 'decide', { relevance: 'duty', ground: '行业主管' })).status).toBe(200);
    expect((await act(own.writer, id, 'assign', { handler: own.first.id })).code).toBe('link-handler-unfit');
    expect((await act(own.writer, id, 'assign', { handler: own.writer.id })).status).toBe(200);
    expect((await act(own.writer, id, 'accept', { ground: '协会改版，已电话核实' })).status).toBe(200);
    expect(await linkTo('https://www.xiehui.test/')).toMatchObject({
      ...{ state: 'alive', cause: 'accepted', relevance: 'duty', ground: '行业主管' },
      decided: { by: { id: own.writer.id } },
      handler: { id: own.writer.id },
      good: { title: '全新娱乐资讯' },
    });
    await act(own.writer, id, 'recheck', {});
    now = new Date(now.getTime() + 60_000);
    expect(await look()).toBe(1);
    expect((await linkTo('https://www.xiehui.test/')).state).toBe('alive');
  });

  it('calls a redirect to another owner a takeover once it was seen well, and a dead page dead', async () => {
    world.sites.set('www.xiehui.test', { pages: { '*': redirectTo('http://www.other.test/') } });
    later(8);
    await look();
    expect(await linkTo('https://www.xiehui.test/')).toMatchObject({
      ...{ state: 'taken', cause: 'moved', finalUrl: 'http://www.other.test/' },
    });
    world.sites.set('www.xiehui.test', { pages: { '*': { status: 410, body: '' } } });
    later(8);
    await look();
    expect(await linkTo('https://www.xiehui.test/')).toMatchObject({ state: 'dead', cause: 'gone' });
    expect(registrableDomain('www.xiehui.test')).toBe('xiehui.test');
  });

  it('finds links of items once they are submitted, moves them to their page, and lets go of what is withdrawn', async () => {
    const url = 'https://www.gone.test/book';
    const id = await own.begin({ text: `各科室：\n教材见${url}。` });
    await takeInLinks(database.db, sources, () => now);
    expect((await links()).rows.some((row) => row.url === url)).toBe(false);
    await own.submit(id);
    await takeInLinks(database.db, sources, () => now);
    expect((await linkTo(url)).allPlaces).toMatchObject([{ item: id, page: '', line: 2 }]);
    for (const who of [own.first, own.second]) await own.decide(who, id);
    await own.publish(id, { url: `https://${host}/1.html` });
    await takeInLinks(database.db, sources, () => now);
    expect((await linkTo(url)).allPlaces).toMatchObject([{ item: id, page: `https://${host}/1.html` }]);
    await own.act(own.writer, id, 'withdraw', { ground: '内容有误' });
    await takeInLinks(database.db, sources, () => now);
    expect((await links('gone')).rows.map((row) => row.url)).toEqual([url]);
  });

  it('lets go of a link that no longer stands on the pages that were read, and not of one on pages that were not', async () => {
    const [first, ...rest] = seen.exits;
    seen = { ...seen, at: now, pages: [`https://${host}/`], exits: rest };
    await takeIn();
    expect((await linkTo(first?.url ?? '')).allPlaces.map((place: { page: string }) => place.page)).toEqual([
      `https://${host}/links.html`,
    ]);
    seen = { ...seen, at: new Date(now.getTime() + 1_000), pages: [`https://${host}/links.html`], exits: [] };
    await takeIn();
    expect((await links('gone')).rows.map(({ url }) => url)).toContain(first?.url);
    expect((await links()).rows.map(({ url }) => url).sort()).toEqual([
      'http://www.slow.test/a',
      'http://www.slow.test/b',
    ]);
  });

  it('is taken away as a sheet: the whole filter', async () => {
    const { status, bytes } = await house.ask(own.writer, 'GET', '/links/export.xlsx?show=gone');
    expect([status, bytes.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  });
});

async function messages() {
  return withinScope(database.db, EVERYTHING, async (trx) => ({
    rows: await trx
      .selectFrom('message_matter')
      .select(['person_id', 'key'])
      .where('matter', '=', 'link-taken')
      .execute(),
  }));
}
