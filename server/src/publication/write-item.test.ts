import { createHash, randomUUID } from 'node:crypto';
import { DOCUMENT_LIMIT, ITEM_TEXT_LIMIT } from '@zhengdun/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { PDF } from '../../test/papers.ts';
import {
  type PublicationHouse,
  publicationHouse,
  publishingUnit,
  toldOfMatter,
} from '../../test/publication.ts';
import { sm3 } from '../kernel/gm/index.ts';

const database = useTestDatabase();
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;

beforeAll(async () => {
  house = await publicationHouse(database.db);
  own = await publishingUnit(database.db, house, { region: '990000/990100/' });
});
beforeEach(async () => {
  house.screen = undefined;
  await own.flow();
});
afterAll(() => house.close());

const toldOf = (matter: string, key: string) => toldOfMatter(database.db, { matter, key });

describe('an item', () => {
  it('goes from draft through two reviews to its page, and tells each reviewer in turn', async () => {
    const id = await own.begin();
    expect(await own.view(id)).toMatchObject({ state: 'draft', version: 1, marks: ['unscreened'] });
    expect((await own.submit(id)).status).toBe(200);
    const told = await toldOf('item-to-review', `${id}/1/1`);
    expect(new Set(told)).toEqual(new Set([own.first.id, own.second.id]));
    expect(await own.view(id, own.first)).toMatchObject({
      state: 'review',
      stage: 1,
      stages: 2,
      may: ['approve', 'return', 'comment'],
    });
    expect((await own.decide(own.first, id)).status).toBe(200);
    expect(await own.view(id, own.first)).toMatchObject({ stage: 2, may: ['comment'] });
    expect(await toldOf('item-to-review', `${id}/1/2`)).toEqual([own.second.id]);
    await own.decide(own.second, id, { ground: '同意发布。' });
    expect((await own.publish(id)).status).toBe(200);
    const view = await own.view(id);
    expect(view).toMatchObject({
      state: 'published',
      published: { version: 1, url: 'https://w.gov.cn/1.html', live: true },
    });
    expect(view.history.map(({ event, stage }) => [event, stage])).toEqual([
      ['written', undefined],
      ['submitted', undefined],
      ['approved', 1],
      ['approved', 2],
      ['published', undefined],
    ]);
    expect(view.decisions.map(({ manifest }) => manifest)).toEqual(
      Array(2).fill(view.current.manifestSha256),
    );
  });

  it('is listed for whom it waits, and for nobody else', async () => {
    const id = await own.begin({ title: `待办${randomUUID()}` });
    const waits = async (who: typeof own.writer) =>
      (await house.ask(who, 'GET', '/publications?size=100')).body.rows.some(
        (row: { id: string }) => row.id === id,
      );
    expect([await waits(own.writer), await waits(own.first), await waits(own.leader)]).toEqual([
      true,
      false,
      false,
    ]);
    await own.submit(id);
    expect([await waits(own.writer), await waits(own.first)]).toEqual([false, true]);
    await own.decide(own.first, id);
    expect([await waits(own.first), await waits(own.second)]).toEqual([false, true]);
    await own.decide(own.second, id, { decision: 'return', ground: '日期有误。' });
    expect([await waits(own.writer), await waits(own.second)]).toEqual([true, false]);
    const { body } = await house.ask(own.leader, 'GET', '/publications?show=all&search=待办');
    expect(body.total).toBe(body.counts.all);
    expect(body.rows[0]).toMatchObject({ state: 'returned', stages: 2 });
  });

  it('keeps digests of the exact bytes of its text and of each attachment in one manifest', async () => {
    const id = await own.begin({ text: '第一段\r\n第二段' });
    const { body: file } = await own.attach(id, PDF);
    expect((await own.write(id, { attachments: [file.id] })).body).toEqual({ version: 2 });
    const { current } = await own.view(id);
    const bytes = Buffer.from('第一段\n第二段');
    expect(JSON.parse(current.manifest)).toMatchObject({
      item: id,
      version: 2,
      text: {
        sha256: createHash('sha256').update(bytes).digest('hex'),
        sm3: sm3(bytes).toString('hex'),
      },
      attachments: [{ name: '附件.pdf', sha256: createHash('sha256').update(PDF).digest('hex') }],
    });
    expect(current.manifestSha256).toBe(createHash('sha256').update(current.manifest).digest('hex'));
    const taken = await house.ask(own.first, 'GET', `/publications/${id}/attachments/${file.id}`);
    expect(taken.bytes.equals(PDF)).toBe(true);
    // What is written again in the same words is no new version.
    expect((await own.write(id)).body).toEqual({ version: 2 });
  });

  it('is read and changed by nobody of another unit', async () => {
    const id = await own.begin();
    const foreign = await publishingUnit(database.db, house, { region: '990000/990200/' });
    expect((await house.ask(foreign.writer, 'GET', `/publications/${id}`)).code).toBe('item-unknown');
    const { current } = await own.view(id);
    const url = `/publications/${id}/attachments/${current.textFile.id}`;
    expect((await house.ask(foreign.writer, 'GET', url)).code).toBe('item-unknown');
    const theirs = await foreign.begin();
    const crossed = await house.ask(
      foreign.writer,
      'GET',
      `/publications/${theirs}/attachments/${current.textFile.id}`,
    );
    expect(crossed.code).toBe('document-unknown');
    expect((await foreign.write(theirs, { attachments: [current.textFile.id] })).code).toBe(
      'documents-not-at-hand',
    );
    expect((await own.begin({ applicationId: foreign.site }).catch(String)) as string).toContain(
      'application-unknown',
    );
  });
});

describe('an edit', () => {
  it('voids every approval, and what was read before can no longer be approved', async () => {
    const id = await own.begin();
    await own.submit(id);
    const { current: before } = await own.view(id);
    await own.decide(own.first, id);
    expect((await own.write(id, { text: '改了一个字。' })).body).toEqual({ version: 2 });
    expect(await own.view(id)).toMatchObject({ state: 'draft', version: 2 });
    await own.submit(id);
    const old = { version: 1, manifest: before.manifestSha256 };
    expect((await own.decide(own.first, id, old)).code).toBe('decision-on-current-version');
    const forged = { version: 2, manifest: before.manifestSha256 };
    expect((await own.decide(own.first, id, forged)).code).toBe('decision-on-current-version');
    expect(await own.view(id)).toMatchObject({ state: 'review', stage: 1 });
  });

  it('of an approved item sends it back to its beginning', async () => {
    const id = await own.approved();
    expect(await own.view(id)).toMatchObject({ state: 'approved' });
    await own.write(id, { title: '改了标题' });
    expect(await own.view(id)).toMatchObject({ state: 'draft' });
    expect((await own.publish(id)).code).toBe('item-not-approved');
  });

  it('of two people at once is not lost: the second one is told', async () => {
    const id = await own.begin();
    await own.write(id, { text: '甲写的。' });
    const late = await own.write(id, { text: '乙写的。', after: 1 });
    expect([late.status, late.code]).toEqual([409, 'item-changed']);
    expect((await own.view(id)).current.text).toBe('甲写的。');
  });

  it('is shown by line and by character, with numbers whole', async () => {
    const id = await own.begin({ text: '标题\n共拨付12万元。\n完' });
    await own.write(id, { text: '标题\n共拨付120万元整。\n完' });
    const { body } = await house.ask(own.first, 'GET', `/publications/${id}/differences?from=1&to=2`);
    expect(body.lines).toEqual([
      { change: 'same', before: 1, after: 1, pieces: [{ change: 'same', text: '标题' }] },
      {
        change: 'changed',
        before: 2,
        after: 2,
        pieces: [
          { change: 'same', text: '共拨付' },
          { change: 'removed', text: '12' },
          { change: 'added', text: '120' },
          { change: 'same', text: '万元' },
          { change: 'added', text: '整' },
          { change: 'same', text: '。' },
        ],
      },
      { change: 'same', before: 3, after: 3, pieces: [{ change: 'same', text: '完' }] },
    ]);
  });
});

describe('a comment', () => {
  it('stands at a place of the text until it is resolved, once', async () => {
    const id = await own.begin();
    await own.submit(id);
    const about = { version: 1, start: 0, end: 3, text: '称谓应当写全。' };
    const { body } = await own.act(own.first, id, 'comments', about);
    expect((await own.act(own.first, id, 'comments', { ...about, end: 999 })).code).toBe(
      'comment-beyond-text',
    );
    const resolve = () => own.act(own.writer, id, `comments/${body.id}/resolve`, {});
    expect((await resolve()).status).toBe(200);
    expect((await resolve()).code).toBe('comment-unknown');
    expect((await own.view(id)).current.comments).toMatchObject([{ start: 0, end: 3, resolved: {} }]);
  });
});

describe('bad input', () => {
  it('is told what is wrong, where, and nothing is changed by it', async () => {
    const id = await own.begin();
    const long = await own.write(id, { text: 'x'.repeat(1_000_000) });
    expect(long).toMatchObject({ code: 'item-text-too-long', message: expect.stringContaining('1000000') });
    expect((await own.write(id, { text: '界'.repeat(ITEM_TEXT_LIMIT + 1) })).code).toBe('item-text-too-long');
    expect(await own.write(id, { text: '第一行\n第二\u0000行' })).toMatchObject({
      code: 'item-text-unprintable',
      message: expect.stringContaining('第 2 行第 3 个字符'),
    });
    expect((await own.write(id, { text: '看不出的\u202e顺序' })).code).toBe('item-text-unprintable');
    expect((await own.write(id, { text: '半个\ud800字' })).code).toBe('item-text-unprintable');
    expect((await own.write(id, { title: '\u200b\u0000' })).code).toBe('item-text-unprintable');
    expect((await own.attach(id, Buffer.from('%PDF-1.7\n%'), '断.pdf')).code).toBe('attachment-broken');
    expect((await own.attach(id, Buffer.from('MZ\u0000'), '安装.exe')).code).toBe('document-kind-refused');
    expect((await own.attach(id, Buffer.alloc(DOCUMENT_LIMIT + 1), '大.pdf')).code).toBe('input-too-large');
    expect(await own.view(id)).toMatchObject({ version: 1, state: 'draft' });
    const empty = await own.begin({ text: '' });
    expect((await own.submit(empty)).code).toBe('item-text-empty');
  });

  it('of markup stays a text', async () => {
    const text = '<script>alert(1)</script>\n<img src=x onerror=alert(1)>';
    const id = await own.begin({ title: '<b>标题</b>', text });
    expect((await own.view(id)).current).toMatchObject({ title: '<b>标题</b>', text });
    const { current } = await own.view(id);
    const reply = await house.http.inject({
      url: `/api/publications/${id}/attachments/${current.textFile.id}`,
      headers: { host: '127.0.0.1:8600' },
    });
    expect(reply.headers['content-disposition']).toMatch(/^attachment/);
    expect(reply.headers['content-type']).toBe('text/plain; charset=utf-8');
  });
});
