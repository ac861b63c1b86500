import { request } from 'node:http';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { type PublicationHouse, publicationHouse, publishingUnit } from '../../test/publication.ts';
import { SEVEN_ZIP } from '../../test/screening/seven-zip.ts';
import { listen } from '../kernel/http/index.ts';
import { screenByRules } from '../screening/index.ts';

const database = useTestDatabase();
const MB = 1024 * 1024;
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;

beforeAll(async () => {
  house = await publicationHouse(database.db);
  house.screen = screenByRules('salt');
  own = await publishingUnit(database.db, house, { region: '990000/990700/' });
  await own.flow({ stages: 1 });
});
afterAll(() => house.close());

/** Sends so many bytes as far as the server takes them. @returns its answer, and how many it was sent */
function send(
  port: number,
  path: string,
  bytes: number,
): Promise<{ status: number; body: string; sent: number }> {
  const piece = Buffer.alloc(MB, 0x20);
  return new Promise((resolve, reject) => {
    let [sent, isAnswered] = [0, false];
    const asked = request({
      ...{ host: '127.0.0.1', port, path, method: 'POST' },
      headers: { 'content-type': 'application/octet-stream', 'content-length': bytes },
    });
    asked.on('response', (answer) => {
      isAnswered = true;
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        asked.destroy();
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8'), sent });
      });
    });
    asked.on('error', (error) => !isAnswered && reject(error));
    function more(): void {
      while (!isAnswered && sent < bytes) {
        sent += piece.length;
        if (!asked.write(piece)) {
          asked.once('drain', more);
          return;
        }
      }
    }
    more();
  });
}

describe('a file of 400 MB', () => {
  it('is refused with what may be sent, before it has come, and the item is as it was', async () => {
    const id = await own.begin();
    const before = await own.view(id);
    // Whoever asked last through the house is who asks here.
    const { port } = await listen(house.http, { address: '127.0.0.1', port: 18_890 });
    const path = `/api/publications/${id}/attachments?name=film.pdf`;
    const { status, body, sent } = await send(port, path, 400 * MB);
    expect(status).toBe(413);
    expect(JSON.parse(body).error).toMatchObject({ code: 'input-too-large' });
    expect(JSON.parse(body).error.message).toContain('20.0 MB');
    expect(sent).toBeLessThan(400 * MB);
    const after = await own.view(id);
    expect([after.version, after.current, after.history]).toEqual([
      before.version,
      before.current,
      before.history,
    ]);
  });
});

describe('a file that is not taken', () => {
  it('is told with the kinds that are', async () => {
    const refused = await own.attach(
      await own.begin(),
      Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1'),
      '名单.gif',
    );
    expect(refused.status).toBe(400);
    expect(refused.message).toMatch(/“名单\.gif”不能接收。.*RAR压缩包.*TXT文本/);
  });
});

describe('a text in an encoding of the time before UTF-8', () => {
  it.each([
    // 内部资料 不得外传: an internal mark
    ['GB18030', 'c4dab2bfd7cac1cfa3acb2bbb5c3cde2b4ab0d0a', 'text/plain; charset=gb18030'],
    ['Big5', 'a4bab3a1b8eaaec6a141a4a3b16fa57eb6c70d0a', 'text/plain; charset=big5'],
  ])('is taken, screened and given away as it came: %s', async (_, hex, type) => {
    const id = await own.begin();
    const bytes = Buffer.from(hex, 'hex');
    const { body } = await own.attach(id, bytes, '资料.txt');
    expect(body.kind).toBe('txt');
    await own.write(id, { attachments: [body.id] });
    expect((await own.submit(id)).message).toBe('');
    const hits = (await own.view(id)).current.screening?.hits ?? [];
    expect(hits.map(({ file, category }) => [file, category])).toEqual([['资料.txt', 'work-secret']]);
    const taken = await house.ask(own.writer, 'GET', `/publications/${id}/attachments/${body.id}`);
    expect([taken.type, taken.bytes]).toEqual([type, bytes]);
  });
});

describe('an archive that unpacks to far more than it is', () => {
  it('is no matter of its kind: 7z is read and stopped as ZIP is', async () => {
    const id = await own.begin();
    const whole = await own.attach(id, SEVEN_ZIP.whole, '材料.7z');
    const bomb = await own.attach(id, SEVEN_ZIP.bomb, '更多.7z');
    expect([whole.body.kind, bomb.body.kind]).toEqual(['7z', '7z']);
    await own.write(id, { attachments: [whole.body.id, bomb.body.id] });
    expect((await own.submit(id)).message).toBe('');
    const hits = (await own.view(id)).current.screening?.hits ?? [];
    const of = (name: string) => hits.filter(({ file }) => file === name).map(({ category }) => category);
    expect([of('材料.7z'), of('更多.7z')]).toEqual([['work-secret'], ['unreadable']]);
  });

  it('is taken, said to be unread, and stops the approval; everything else of the item is there', async () => {
    const inner = zipSync({ 'zeros.txt': new Uint8Array(60 * MB) }, { level: 9 });
    const bomb = zipSync(Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.zip`, inner])), {
      level: 9,
    });
    expect(bomb.length).toBeLessThan(4 * MB);
    const id = await own.begin({ text: '各科室：\n材料见附件。' });
    const attached = await own.attach(id, Buffer.from(bomb), '材料.zip');
    expect(attached.status).toBe(201);
    await own.write(id, { attachments: [attached.body.id] });
    expect((await own.submit(id)).message).toBe('');
    const { current, state } = await own.view(id);
    expect([state, current.text]).toEqual(['review', '各科室：\n材料见附件。']);
    const hits = current.screening?.hits ?? [];
    expect(
      hits.some(({ category, blocks, file }) => category === 'unreadable' && blocks && file === '材料.zip'),
    ).toBe(true);
    expect((await own.decide(own.first, id)).code).toBe('decision-hits-decided');
  });
});
