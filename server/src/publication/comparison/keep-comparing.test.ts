import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { type PageServer, servePages } from '../../../test/page-server.ts';
import { type PublicationHouse, publicationHouse, publishingUnit } from '../../../test/publication.ts';
import { HOUR_MS } from '../../kernel/durations.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { PublicationTools } from '../tools.ts';
import { compareNext } from './keep-comparing.ts';

const database = useTestDatabase();
const TITLE = '关于样例补贴标准的通知';
const TEXT = '各科室：\n样例补贴标准为每人每月320元，自3月1日起执行。\n联系电话见附件。\n特此通知。';
const HOUR = HOUR_MS;
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;
let tools: PublicationTools;
let site: PageServer;
let body = '';
let status = 200;
let asked = 0;
let later = 0;

const page = (text: string, frame = '首页 通知公告') => {
  const lines = text.split('\n').map((line) => `<p>　　${line}</p>`);
  return `<!doctype html><meta charset="utf-8"><title>样例网</title><div>${frame}</div><h1>${TITLE}</h1>
    <div>来源：样例局</div><div class="text">${lines.join('')}</div><div>样例局主办</div>`;
};

beforeAll(async () => {
  site = await servePages(['www.example.cn'], () => {
    asked += 1;
    return { status, body };
  });
  house = await publicationHouse(database.db);
  tools = { ...house.tools, policy: site.policy, compareHours: 24, now: () => new Date(Date.now() + later) };
  own = await publishingUnit(database.db, house, { region: '990000/990300/' });
  await own.flow({ stages: 1 });
});
afterAll(async () => {
  await house.close();
  site.close();
});

function rows<T>(query: ReturnType<typeof sql>): Promise<T[]> {
  return withinScope(database.db, EVERYTHING, async (trx) => (await query.$castTo<T>().execute(trx)).rows);
}
const kept = (id: string) =>
  rows<{ outcome: string }>(
    sql`SELECT outcome FROM publication_comparison WHERE item_id = ${id} ORDER BY at`,
  );
const told = (id: string) =>
  rows<{ person_id: string }>(
    sql`SELECT person_id FROM message_matter JOIN publication_comparison c
      ON key = message_once_key(c.item_id::text, c.id::text)
      WHERE matter = 'item-page-differs' AND c.item_id = ${id}`,
  );
const entered = (id: string) =>
  rows<{ id: number }>(
    sql`SELECT id FROM ledger_entry WHERE kind = 'item-page-differs' AND subject = ${`publication/${id}`}`,
  );
const listed = async () =>
  (await house.ask(own.writer, 'GET', '/publications?show=differs')).body.rows.map(
    ({ id }: { id: string }) => id,
  );
/** Everything that is due at that time. @returns how many pages that were */
async function compareAt(time: number): Promise<number> {
  later = time;
  for (let count = 0; ; count += 1) if (!(await compareNext(tools))) return count;
}

describe('a published page', () => {
  it('is compared by itself after publication and daily; what is tampered with is told once and enters the ledger', async () => {
    const id = await own.begin({ title: TITLE, text: TEXT });
    await own.submit(id);
    await own.decide(own.first, id);
    body = page(TEXT);
    await own.publish(id, { url: 'http://www.example.cn/1.html' });
    expect(await compareAt(0)).toBe(0);
    expect(await compareAt(3 * 60_000)).toBe(1);
    expect(await kept(id)).toEqual([{ outcome: 'same' }]);
    // Another frame around the same words, a day later: no news.
    body = page(TEXT, '新版首页 政务公开 互动交流 今日天气');
    expect(await compareAt(20 * HOUR)).toBe(0);
    expect(await compareAt(25 * HOUR)).toBe(1);
    expect(await kept(id)).toEqual([{ outcome: 'same' }]);
    expect((await own.view(id)).comparison?.lastAt).not.toBe((await own.view(id)).comparison?.at);
    expect([await told(id), await entered(id), await listed()]).toEqual([[], [], []]);
    body = page(TEXT.replace('320', '820').replace('\n联系电话见附件。', ''));
    expect(await compareAt(50 * HOUR)).toBe(1);
    const { comparison, marks, may } = await own.view(id);
    expect(comparison?.differences.map(({ kind }) => kind)).toEqual(['changed', 'removed']);
    expect(marks).toContain('page-differs');
    expect(may).toContain('withdraw');
    expect(await told(id)).toEqual([{ person_id: own.writer.id }]);
    expect((await entered(id)).length).toBe(1);
    expect(await listed()).toEqual([id]);
    // It stays so: looked at every hour, told no more.
    for (const hour of [52, 54, 56]) expect(await compareAt(hour * HOUR)).toBe(1);
    expect([(await told(id)).length, (await entered(id)).length]).toEqual([1, 1]);
    body = page(TEXT.replace('320', '920'));
    await compareAt(58 * HOUR);
    expect((await entered(id)).length).toBe(2);
    body = page(TEXT);
    await compareAt(60 * HOUR);
    expect(await listed()).toEqual([]);
    expect((await kept(id)).map(({ outcome }) => outcome)).toEqual([
      'same',
      'different',
      'different',
      'same',
    ]);
    const audited = await rows<{ actor_kind: string }>(
      sql`SELECT actor_kind FROM audit_record WHERE act = 'item-page-compared'`,
    );
    expect(audited).toEqual([{ actor_kind: 'program' }, { actor_kind: 'program' }]);
    await own.act(own.writer, id, 'withdraw', { ground: '过期。' });
    expect(await compareAt(900 * HOUR)).toBe(0);
  });

  it('that cannot be opened is told of after some hours, and is no difference', async () => {
    later = 0;
    const id = await own.begin({ title: TITLE, text: TEXT });
    await own.submit(id);
    await own.decide(own.first, id);
    await own.publish(id, { url: 'http://www.example.cn/2.html' });
    status = 503;
    for (const hour of [1, 2.5]) expect(await compareAt(hour * HOUR)).toBe(1);
    expect(await told(id)).toEqual([]);
    for (const hour of [5, 7]) expect(await compareAt(hour * HOUR)).toBe(1);
    expect((await told(id)).length).toBe(1);
    expect([(await entered(id)).length, await listed()]).toEqual([0, []]);
    expect(await kept(id)).toEqual([{ outcome: 'unreachable' }]);
    status = 200;
    await own.act(own.writer, id, 'withdraw', { ground: '过期。' });
  });

  it('is asked for by one program of several at once', async () => {
    later = 0;
    const id = await own.begin({ title: TITLE, text: TEXT });
    await own.submit(id);
    await own.decide(own.first, id);
    body = page(TEXT);
    await own.publish(id, { url: 'http://www.example.cn/3.html' });
    later = 3 * 60_000;
    const before = asked;
    const done = await Promise.all([1, 2, 3].map(() => compareNext(tools)));
    expect(done.filter(Boolean).length).toBe(1);
    expect(asked - before).toBe(1);
    // A program that dies at it: another one is at it again after a while.
    await rows(
      sql`UPDATE publication_item SET compare_at = now() + interval '10 minutes', compared_at = NULL WHERE id = ${id}`,
    );
    expect(await compareAt(12 * 60_000)).toBe(1);
  });
});
