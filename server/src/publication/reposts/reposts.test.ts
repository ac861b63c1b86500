import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { type PageServer, servePages } from '../../../test/page-server.ts';
import {
  type PublicationHouse,
  publicationHouse,
  publishingUnit,
  SAMPLE_REPOST,
} from '../../../test/publication.ts';
import { unzip } from '../../../test/unzip.ts';
import { HOUR_MS } from '../../kernel/durations.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { checkArchive } from '../archive/check-archive.ts';
import type { PublicationTools } from '../tools.ts';
import { seeNextSource } from './keep-sources.ts';

const database = useTestDatabase();
const TITLE = '样例市启动冬季供暖';
const TEXT =
  '本报讯 样例市今日启动冬季供暖。\n供暖面积为3200万平方米，比上年增加120万平方米。\n供暖热线为0990-0000000。';
const SOURCE = 'http://news.example.cn/1.html';
const HOUR = HOUR_MS;
const REPOST = { ...SAMPLE_REPOST, url: SOURCE };
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;
let tools: PublicationTools;
let site: PageServer;
let later = 0;
const pages = new Map<string, { status?: number; body: string }>();

const sourcePage = (text: string, frame = '首页 新闻') =>
  `<!doctype html><meta charset="utf-8"><title>样例日报</title><div>${frame}</div><h1>${TITLE}</h1>
   <div>2026-11-20 记者 样例</div>${text
     .split('\n')
     .map((line) => `<p>${line}</p>`)
     .join('')}<div>版权声明</div>`;
const ownPage = (text: string, line: string) =>
  `<!doctype html><meta charset="utf-8"><title>样例局</title><div>首页 新闻</div><h1>${TITLE}</h1><div>${line}</div>
   ${text
     .split('\n')
     .map((each) => `<p>${each}</p>`)
     .join('')}<div>样例局主办</div>`;

beforeAll(async () => {
  const hosts = ['www.example.cn', 'news.example.cn'];
  site = await servePages(hosts, (address) => pages.get(address) ?? { status: 404, body: '' });
  house = await publicationHouse(database.db);
  house.policy = site.policy;
  tools = { ...house.tools, policy: house.policy, compareHours: 24, now: () => new Date(Date.now() + later) };
  own = await publishingUnit(database.db, house, { region: '990000/990400/' });
  await own.flow({ stages: 1 });
});
afterAll(async () => {
  await house.close();
  site.close();
});

const source = (body: string, status = 200) => pages.set('news.example.cn/1.html', { status, body });
async function seeAt(time: number): Promise<number> {
  later = time;
  for (let count = 0; ; count += 1) if (!(await seeNextSource(tools))) return count;
}
const begin = (more: object = {}) =>
  own.begin({ title: TITLE, text: TEXT, kind: 'repost', repost: { ...REPOST, ...more } });
function rows<T>(query: ReturnType<typeof sql>): Promise<T[]> {
  return withinScope(database.db, EVERYTHING, async (trx) => (await query.$castTo<T>().execute(trx)).rows);
}
const told = (id: string) =>
  rows<{ person_id: string }>(sql`SELECT person_id FROM message_matter m JOIN publication_source s
    ON m.key = message_once_key(s.item_id::text, s.id::text) WHERE matter = 'item-source-changed' AND s.item_id = ${id}`);
const outcomes = async (id: string) => (await own.view(id)).source?.looks.map(({ outcome }) => outcome);

describe('a repost', () => {
  it('is kept incomplete as a draft and submitted only when everything that Article 14 asks for was entered', async () => {
    const id = await begin({ url: '', on: '', rightsNote: '' });
    expect((await own.view(id)).hindrance).toContain('原文链接、转载时间、授权情况或者依据');
    expect((await own.view(id)).may).not.toContain('submit');
    expect(await own.submit(id)).toMatchObject({ status: 409, code: 'repost-incomplete' });
    expect((await own.act(own.writer, id, 'source', {})).code).toBe('repost-link-missing');
    // A writer who sends nothing of it leaves it as it was.
    await own.write(id, { text: `${TEXT}\n（有删节）` });
    expect((await own.view(id)).current.repost).toMatchObject({ source: '样例日报', url: '' });
    await own.write(id, { repost: REPOST });
    const before = (await own.view(id)).current.manifest;
    expect(JSON.parse(before).repost).toEqual(REPOST);
    expect((await own.submit(id)).status).toBe(200);
    // Whatever is entered anew voids what was approved.
    await own.decide(own.first, id);
    await own.write(id, { repost: { ...REPOST, source: '样例晚报' } });
    expect((await own.view(id)).state).toBe('draft');
    await own.act(own.writer, id, 'drop', { ground: '试写' });
  });

  it('of which nothing was entered, or an original, keeps nothing of the kind', async () => {
    const bare = await own.begin({ kind: 'repost' });
    expect((await own.submit(bare)).message).toContain('来源网站');
    const original = await own.begin({ repost: REPOST });
    expect((await own.view(original)).current.repost).toBeUndefined();
    expect((await own.view(original)).source).toBeUndefined();
    const wrong = await house.ask(own.writer, 'POST', '/publications', {
      ...{ applicationId: own.site, kind: 'repost', title: TITLE, text: TEXT, urgent: false },
      repost: { ...REPOST, url: 'javascript:alert(1)' },
    });
    expect(wrong.status).toBe(400);
    for (const id of [bare, original]) await own.act(own.writer, id, 'drop', { ground: '试写' });
  });

  it('is compared with its source when it is submitted; reviewers see copy and differences; what changes there is told once', async () => {
    source(sourcePage(TEXT.replace('3200', '3500')));
    const id = await begin();
    await own.submit(id);
    expect(await seeAt(0)).toBe(1);
    const seen = (await own.view(id, own.first)).source?.looks[0];
    expect(seen).toMatchObject({ outcome: 'different', count: 1, version: 1, url: SOURCE, sealed: false });
    expect(JSON.stringify(seen?.differences)).toContain('3500');
    const copy = await house.ask(own.first, 'GET', `/publications/${id}/attachments/${seen?.copy?.id}`);
    expect(copy.bytes.toString()).toBe(sourcePage(TEXT.replace('3200', '3500')));
    expect(await told(id)).toEqual([]);
    // The author mends it; the next look finds both the same, and another frame around it is no change.
    await own.act(own.writer, id, 'recall', { version: 1 });
    await own.write(id, { text: TEXT.replace('3200', '3500') });
    await own.submit(id);
    expect(await seeAt(0)).toBe(1);
    expect(await outcomes(id)).toEqual(['same', 'different']);
    await own.decide(own.first, id);
    await own.publish(id, { url: 'http://www.example.cn/1.html' });
    source(sourcePage(TEXT.replace('3200', '3500'), '改版首页 今日天气 热点'));
    expect(await seeAt(20 * HOUR)).toBe(0);
    expect(await seeAt(25 * HOUR)).toBe(1);
    expect(await outcomes(id)).toHaveLength(2);
    // A night without it is no change; a corrected number is.
    source('', 503);
    await seeAt(50 * HOUR);
    expect((await own.view(id)).marks).not.toContain('source-changed');
    source(sourcePage(TEXT));
    expect(await seeAt(57 * HOUR)).toBe(1);
    expect(await outcomes(id)).toEqual(['different', 'unreachable', 'same', 'different']);
    expect((await own.view(id)).marks).toContain('source-changed');
    expect(await told(id)).toEqual([{ person_id: own.writer.id }]);
    const mine = (await house.ask(own.writer, 'GET', '/publications')).body.rows;
    expect(mine.map((row: { id: string }) => row.id)).toContain(id);
    // Taken down after that: still the same trouble, told no second time.
    source('', 404);
    await seeAt(90 * HOUR);
    expect((await own.view(id)).source?.looks[0]).toMatchObject({ outcome: 'gone', fault: 'HTTP 404' });
    expect(await told(id)).toHaveLength(1);
    // All of it lies in the archive, with the copies.
    const archive = unzip((await house.ask(own.writer, 'GET', `/publications/${id}/archive.zip`)).bytes);
    expect(checkArchive(archive).fault).toBeUndefined();
    const index = JSON.parse(Buffer.from(archive.get('archive.json') ?? []).toString());
    expect(index.looks.map(({ outcome }: { outcome: string }) => outcome)).toHaveLength(5);
    const [kept] = index.sources;
    expect(archive.has(`files/${kept.sha256}.html`)).toBe(true);
    archive.delete(`files/${kept.sha256}.html`);
    expect(checkArchive(archive).fault).toMatchObject({ code: 'file-missing' });
    // Withdrawn: its source is left alone.
    await own.act(own.writer, id, 'withdraw', { ground: '原文已撤下' });
    expect(await seeAt(900 * HOUR)).toBe(0);
  });

  it('whose page lacks one of source, time and link is told as not what was approved', async () => {
    later = 0;
    source(sourcePage(TEXT));
    const id = await begin();
    await own.submit(id);
    await own.decide(own.first, id);
    await own.publish(id, { url: 'http://www.example.cn/2.html' });
    const compare = async (line: string) => {
      pages.set('www.example.cn/2.html', { body: ownPage(TEXT, line) });
      expect((await own.act(own.writer, id, 'compare', {})).message).toBe('');
      const { comparison, marks } = await own.view(id);
      return [
        comparison?.outcome,
        comparison?.differences.map(({ kind }) => kind),
        marks.includes('page-differs'),
      ];
    };
    const [link, day] = [`<a href="${SOURCE}">原文链接</a>`, REPOST.on];
    expect(await compare(`来源：样例日报 转载时间：${day} ${link}`)).toEqual(['same', [], false]);
    expect(await compare('来源：样例日报 发布时间：2026-11-20')).toEqual([
      'different',
      ['repost-time', 'repost-link'],
      true,
    ]);
    expect(await compare(`转载时间：${day} ${link}`)).toEqual(['different', ['repost-source'], true]);
  });

  it('from a page that bears a mark of a state secret keeps nothing of that page', async () => {
    later = 0;
    source(sourcePage(`机密★10年\n${TEXT}`));
    const id = await begin();
    expect((await own.act(own.writer, id, 'source', {})).message).toBe('');
    const [look] = (await own.view(id)).source?.looks ?? [];
    expect(look).toMatchObject({ sealed: true });
    expect(look?.copy).toBeUndefined();
    expect(look?.differences.every(({ pieces }) => pieces.length === 0)).toBe(true);
  });
});

describe('the list of sources of a unit', () => {
  const url = () => `/units/${own.unit}/repost-sources`;
  const importing = (text: string, dryRun: boolean, who = own.leader) =>
    house.ask(who, 'POST', url(), {
      name: '名单.csv',
      content: Buffer.from(text).toString('base64'),
      dryRun,
    });

  it('is looked through first, taken over whole, and tells of every repost whether its source is on it', async () => {
    expect((await importing('样例网,a.example\n某某,', true)).body).toMatchObject({
      done: false,
      faultCount: 1,
    });
    expect((await importing('样例日报,example.cn\n样例网,a.example', true)).body).toMatchObject({
      done: false,
      added: 2,
    });
    expect((await house.ask(own.writer, 'GET', url())).body.rows).toEqual([]);
    expect((await importing('样例日报,example.cn', false, own.writer)).status).toBe(403);
    expect((await importing('样例日报,example.cn\n样例网,a.example', false)).body).toMatchObject({
      done: true,
      rows: 2,
    });
    const list = (await house.ask(own.writer, 'GET', url())).body;
    expect(list.rows).toEqual([
      { name: '样例日报', host: 'example.cn' },
      { name: '样例网', host: 'a.example' },
    ]);
    expect(list.may.manage).toBe(false);
    const [inside, outside] = [await begin(), await begin({ url: 'http://notexample.cn/1.html' })];
    expect((await own.view(inside)).source?.listed).toBe(true);
    expect((await own.view(outside)).source?.listed).toBe(false);
    // A new list takes the place of the old one.
    expect((await importing('样例网,a.example', false)).body).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 1,
    });
    expect((await own.view(inside)).source?.listed).toBe(false);
  });
});
