import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { type PageServer, servePages } from '../../../test/page-server.ts';
import { type PublicationHouse, publicationHouse, publishingUnit } from '../../../test/publication.ts';

const database = useTestDatabase();
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;
let site: PageServer;
let body = '';
let status = 200;
let files: Record<string, { readonly status?: number; readonly body: string }> = {};
let url = '';

const TEXT = '各科室：\n样例补贴标准为每人每月320元，自3月1日起执行。\n联系电话见附件。\n特此通知。';
const TITLE = '关于样例补贴标准的通知';

function page(text: string): string {
  const lines = text.split('\n').map((line) => `<p>　　${line}</p>`);
  return `<!doctype html><meta charset="utf-8"><title>样例网</title><div>首页 通知公告</div><h1>${TITLE}</h1>
    <div>来源：样例局</div><div class="text">${lines.join('')}</div><div>样例局主办</div>`;
}

beforeAll(async () => {
  site = await servePages(['www.example.cn'], (address) =>
    address === 'www.example.cn/1.html' ? { status, body } : (files[address] ?? { status: 404, body: '' }),
  );
  url = 'http://www.example.cn/1.html';
  house = await publicationHouse(database.db);
  house.policy = site.policy;
  own = await publishingUnit(database.db, house, { region: '990000/990300/' });
  await own.flow();
});
afterAll(async () => {
  await house.close();
  site.close();
});

async function compared(id: string) {
  const { status: answer, message } = await own.act(own.writer, id, 'compare', {});
  expect([answer, message]).toEqual([200, '']);
  return (await own.view(id)).comparison;
}

describe('the page of a published item', () => {
  it('is compared with what was approved: as approved, tampered with, replaced and gone', async () => {
    const id = await own.approved({ title: TITLE, text: TEXT });
    expect((await own.act(own.writer, id, 'compare', {})).code).toBe('item-not-published');
    await own.publish(id, { url });
    expect((await own.view(id)).may).toContain('compare');
    body = page(TEXT);
    expect(await compared(id)).toMatchObject({
      outcome: 'same',
      version: 1,
      similarity: 100,
      differences: [],
      sha256: createHash('sha256').update(body).digest('hex'),
    });
    body = page(TEXT.replace('320', '820')).replace(
      '<p>　　联',
      '<p style="display:none">样例广告</p><p>　　联',
    );
    const tampered = await compared(id);
    expect(tampered?.outcome).toBe('different');
    expect(tampered?.differences).toMatchObject([
      {
        kind: 'changed',
        line: 2,
        pieces: [{}, { change: 'removed', text: '320' }, { change: 'added', text: '820' }, {}],
      },
      { kind: 'hidden', manner: 'display:none', pieces: [{ change: 'added', text: '样例广告' }] },
    ]);
    const waits = await house.ask(own.writer, 'GET', '/publications?size=100');
    expect(waits.body.rows).toMatchObject([{ id, marks: ['page-differs'] }]);
    body = page('本站维护，暂停服务。');
    expect(await compared(id)).toMatchObject({ outcome: 'not-found', differences: [] });
    status = 404;
    expect(await compared(id)).toMatchObject({ outcome: 'unreachable', fault: 'HTTP 404' });
    status = 200;
    body = page(TEXT);
    await compared(id);
    expect((await house.ask(own.writer, 'GET', '/publications?size=100')).body.rows).toEqual([]);
  });

  it('gives its attachments byte for byte, or each that is missing or another one is told', async () => {
    const draft = await own.begin({ title: TITLE, text: TEXT });
    const table = '科室,标准\n样例科,320\n';
    const { body: file } = await own.attach(draft, Buffer.from(table), '补贴标准表.txt');
    await own.write(draft, { attachments: [file.id] });
    await own.submit(draft);
    for (const who of [own.first, own.second]) await own.decide(who, draft);
    await own.publish(draft, { url });
    const differences = async () => (await compared(draft))?.differences;
    const missing = [{ kind: 'file-missing', pieces: [{ change: 'removed', text: '补贴标准表.txt' }] }];
    const linked = (link: string) => page(TEXT).replace('<div>样例局主办', `${link}<div>样例局主办`);

    body = page(TEXT);
    expect(await differences()).toEqual(missing);
    body = linked('<a href="/files/2026.txt">附件1：补贴标准表</a>');
    expect(await differences()).toEqual(missing);
    files = { 'www.example.cn/files/2026.txt': { body: table } };
    expect(await differences()).toEqual([]);
    files = { 'www.example.cn/files/2026.txt': { body: table.replace('320', '820') } };
    expect(await compared(draft)).toMatchObject({
      outcome: 'different',
      differences: [
        {
          kind: 'file-changed',
          pieces: [
            { change: 'removed', text: '补贴标准表.txt' },
            { change: 'added', text: 'http://www.example.cn/files/2026.txt' },
          ],
        },
      ],
    });
    files = { 'www.example.cn/files/2026.txt': { body: `${table}${'更多'.repeat(999)}` } };
    expect(await differences()).toMatchObject([{ kind: 'file-changed' }]);
    // Who is not let in has not seen that it differs.
    files = { 'www.example.cn/files/2026.txt': { status: 403, body: '' } };
    const unseen = [{ kind: 'file-unseen', pieces: [{ change: 'same', text: '补贴标准表.txt' }] }];
    expect(await compared(draft)).toMatchObject({ outcome: 'same', count: 0, differences: unseen });
    // What a script gives is unknown, and not missing.
    for (const link of [
      '<a href="javascript:down(7)">补贴标准表.txt</a>',
      '<span onclick="down(7)">附件下载</span>',
      '<div id="fjlist"></div><script src="/fj.js"></script>',
      '<script>show([{"name":"\\u8865\\u8d34\\u6807\\u51c6\\u8868.txt"}])</script>',
    ]) {
      body = linked(link);
      expect(await compared(draft)).toMatchObject({ outcome: 'same', count: 0, differences: unseen });
    }
    body = linked(
      '<span onclick="share()">分享</span><div id="share"></div><script src="/share.js"></script>',
    );
    expect(await differences()).toEqual(missing);
    // A content system calls it otherwise.
    body = linked('<a href="/down?id=7">点击下载</a>');
    files = { 'www.example.cn/down?id=7': { body: table } };
    expect(await differences()).toEqual([]);
    body = linked('<a href="/down?id=7" style="display:none">补贴标准表</a>');
    expect(await differences()).toEqual(missing);
  });

  it('gives no words of a page that bears the mark of a state secret', async () => {
    const id = await own.approved({ title: TITLE, text: TEXT });
    await own.publish(id, { url });
    body = page(TEXT.replace('联系电话见附件。', '机密★10年\n样例秘密事项。'));
    const found = await compared(id);
    expect(found?.outcome).toBe('different');
    expect(JSON.stringify(found)).not.toContain('样例秘密事项');
  });

  it('is fetched from no private address, and for nobody of another unit', async () => {
    const id = await own.approved({ title: TITLE, text: TEXT });
    await own.publish(id, { url: 'http://192.168.1.1/1.html' });
    expect(await compared(id)).toMatchObject({ outcome: 'unreachable' });
    const foreign = await publishingUnit(database.db, house, { region: '990000/990400/' });
    expect((await own.act(foreign.writer, id, 'compare', {})).code).toBe('item-unknown');
    expect((await own.act(own.first, id, 'compare', {})).status).toBe(403);
  });
});
