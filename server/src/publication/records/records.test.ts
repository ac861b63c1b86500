import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { type PageServer, servePages } from '../../../test/page-server.ts';
import { registerSite } from '../../../test/papers.ts';
import {
  everythingOn,
  type PublicationHouse,
  publicationHouse,
  publishingUnit,
  SAMPLE_REPOST,
} from '../../../test/publication.ts';
import { addAssuranceRoutes } from '../../assurance/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { readPublicationRecords } from '../index.ts';

const database = useTestDatabase();
const DAY = DAY_MS;
const TEXT = '各科室：\n样例补贴标准为每人每月320元，自3月1日起执行。\n特此通知。';
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;
let site: PageServer;
let page = '';
let now = new Date();

beforeAll(async () => {
  site = await servePages(['www.example.cn'], () => ({ body: page }));
  house = await publicationHouse(database.db, (http, { vault }) =>
    addAssuranceRoutes(http, {
      ...{ db: database.db, vault, readings: {}, records: readPublicationRecords },
      now: () => now,
    }),
  );
  house.policy = site.policy;
  own = await publishingUnit(database.db, house, { region: '990000/990500/' });
  await own.flow({ stages: 2, urgentDays: 1 });
});
afterAll(async () => {
  await house.close();
  site.close();
});

/** Obligations of Articles 13 and 14 of an application that are not as without any record. */
async function standing(application = own.site): Promise<Record<string, string>> {
  const { body } = await house.ask(own.leader, 'GET', `/applications/${application}/papers`);
  const rows: { obligation: string; code: string; verdict: string; told: string }[] = body.rows;
  return Object.fromEntries(
    rows
      .filter(
        ({ obligation, code }) => /^A1[34]\./.test(obligation) && !['missing', 'not-bound'].includes(code),
      )
      .map(({ obligation, code, verdict }) => [obligation.split('-')[0] ?? '', `${verdict} ${code}`]),
  );
}
const shown = (text: string, line = '') =>
  `<!doctype html><meta charset="utf-8"><title>样例网</title><div>首页</div><h1>关于样例工作的通知</h1><div>${line}</div>
  ${text
    .split('\n')
    .map((each) => `<p>${each}</p>`)
    .join('')}<div>样例局主办</div>`;
async function compare(id: string, body: string): Promise<void> {
  page = body;
  expect((await own.act(own.writer, id, 'compare', {})).message).toBe('');
}

describe('what publishing knows', () => {
  it('leaves an application that publishes in other ways to statements', async () => {
    expect(await standing()).toEqual({});
    await own.begin();
    expect(await standing()).toEqual({});
    const other = await registerSite(database.db, own.unit);
    const id = await own.approved({ text: TEXT });
    await own.publish(id, { url: 'http://www.example.cn/1.html' });
    expect(await standing(other)).toEqual({});
    expect(await standing()).toEqual({
      'A13.2': 'met workflow-recorded',
      'A13.4': 'met reviewers-recorded',
      'A13.5': 'unknown reviews-recorded',
    });
    await compare(id, shown(TEXT));
    expect(await standing()).toMatchObject({ 'A13.6': 'unknown pages-as-approved' });
    await compare(id, shown(TEXT.replace('320', '390')));
    expect(await standing()).toMatchObject({ 'A13.6': 'unmet pages-differ' });
    await compare(id, shown(TEXT));
    expect(await standing()).toMatchObject({ 'A13.6': 'unknown pages-as-approved' });
  });

  it('calls no page as approved whose attachment a script gives: nobody could compare it', async () => {
    const id = await own.begin({ text: TEXT });
    const { body: file } = await own.attach(id, Buffer.from('科室,标准\n'), '标准表.txt');
    await own.write(id, { attachments: [file.id] });
    await own.submit(id);
    for (const who of [own.first, own.second]) await own.decide(who, id);
    await own.publish(id, { url: 'http://www.example.cn/2.html' });
    await compare(id, shown(TEXT, '<span onclick="down(7)">标准表</span>'));
    expect(await standing()).not.toHaveProperty('A13.6');
    await compare(id, shown(TEXT));
    expect(await standing()).toMatchObject({ 'A13.6': 'unmet pages-differ' });
    await own.act(own.writer, id, 'withdraw', { ground: '停用' });
  });

  it('shows urgent items whose later review is overdue, until they are reviewed or withdrawn', async () => {
    const id = await own.begin({ urgent: true });
    await own.submit(id);
    await own.decide(own.first, id);
    await own.publish(id);
    expect(await standing()).toMatchObject({ 'A13.5': 'unknown reviews-recorded' });
    now = new Date(Date.now() + 20 * DAY);
    expect(await standing()).toMatchObject({ 'A13.5': 'unmet reviews-lacking' });
    await own.decide(own.second, id);
    expect(await standing()).toMatchObject({ 'A13.5': 'unknown reviews-recorded' });
    now = new Date();
  });

  it('shows reposts whose page lacks a mark, also where the register knows of none', async () => {
    const id = await own.approved({ text: TEXT, kind: 'repost', repost: SAMPLE_REPOST });
    await own.publish(id, { url: 'http://www.example.cn/2.html' });
    const marks = `来源：样例日报 转载时间：${SAMPLE_REPOST.on} <a href="${SAMPLE_REPOST.url}">原文</a>`;
    await compare(id, shown(TEXT, marks));
    const whole = await standing();
    expect(whole).toMatchObject({ 'A14.1': 'unknown reposts-recorded', 'A14.7': 'unknown reposts-recorded' });
    expect(whole).toMatchObject({ 'A14.6': 'unknown repost-marks-right' });
    await compare(id, shown(TEXT, marks.replace('来源：样例日报', '')));
    expect(await standing()).toMatchObject({ 'A14.6': 'unmet repost-marks-wrong' });
    // A mark that is missing does not make the text another one.
    expect(await standing()).not.toHaveProperty('A13.6');
    const { body } = await house.ask(own.leader, 'GET', `/applications/${own.site}/papers`);
    const row = body.rows.find(({ obligation }: { obligation: string }) => obligation.startsWith('A14.6'));
    expect(row.told).toBe('已公开的转载1篇，其中1篇的网页没有准确标注：来源网站。');
    await own.act(own.writer, id, 'withdraw', { ground: '来源有误' });
    expect(await standing()).not.toHaveProperty('A14.6');
  });

  it('shows a stage of the review that nobody of the permanent staff is left for', async () => {
    const ended = everythingOn(
      database.db,
      sql`UPDATE identity_grant SET ended_at = now() WHERE role = 'reviewer' AND person_id = ANY (${[own.first.id, own.second.id]}::uuid[])`,
    );
    await ended;
    expect(await standing()).toMatchObject({ 'A13.4': 'unmet reviewers-missing' });
  });
});
