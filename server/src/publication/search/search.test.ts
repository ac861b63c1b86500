import { zipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { PDF } from '../../../test/papers.ts';
import { type PublicationHouse, publicationHouse, publishingUnit } from '../../../test/publication.ts';
import { compoundFile, docStreams } from '../../../test/screening/compound-file.ts';
import { id as residentId } from '../../../test/screening/invented.ts';
import { silentLog } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { screenByRules } from '../../screening/index.ts';
import { performReading } from '../readings/perform-reading.ts';
import { searchThroughNext } from './keep-search.ts';

const database = useTestDatabase();
const NUMBER = residentId('330199', '19870312', '018');
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;

beforeAll(async () => {
  house = await publicationHouse(database.db);
  house.screen = screenByRules('salt');
  own = await publishingUnit(database.db, house, { region: '990000/991300/' });
  await own.flow({ stages: 1 });
});
afterAll(() => house.close());

const search = (words: string, who = own.writer) =>
  house.ask(who, 'GET', `/publications/archive?words=${encodeURIComponent(words)}`);
const titles = async (words: string, who = own.writer) =>
  (await search(words, who)).body.rows.map(({ item }: { item: { title: string } }) => item.title);

/** An approved item with an attachment, and everything of it let through. */
async function approved(
  title: string,
  text: string,
  file?: { name: string; bytes: Buffer },
): Promise<string> {
  const id = await own.begin({ title, text });
  if (file) {
    const { body } = await own.attach(id, file.bytes, file.name);
    await own.write(id, { attachments: [body.id] });
  }
  expect((await own.submit(id)).message).toBe('');
  for (const hit of (await own.view(id, own.first)).current.screening?.hits ?? [])
    if (hit.blocks)
      await house.ask(
        hit.secret ? own.secrecy : own.first,
        'POST',
        `/publications/${id}/${hit.secret ? 'secret-hits' : 'hits'}/${hit.id}/release`,
        { ground: '经核实可以公开。' },
      );
  expect((await own.decide(own.first, id)).message).toBe('');
  while ((await searchThroughNext(house.tools)) > 0);
  return id;
}

describe('the archive of items', () => {
  it('is searched by two characters and more, in titles, texts and attachments, across broken lines', async () => {
    const archive = Buffer.from(zipSync({ '内层/说明.txt': Buffer.from('防汛物资\n储备清单') }));
    const id = await approved('汛期值守安排', '各单位：\n请做好２４小时值守。', {
      name: '附件.zip',
      bytes: archive,
    });
    const draft = await own.begin({ title: '汛期草稿', text: '值守' });
    expect(await titles('值守')).toEqual(['汛期值守安排']);
    expect(await titles('24小时 安排')).toEqual(['汛期值守安排']);
    expect((await search('物资储备')).body).toMatchObject({
      isCut: false,
      rows: [
        {
          item: { id },
          version: 2,
          hits: [{ file: '附件.zip', before: '防汛', found: '物资 储备', after: '清单' }],
        },
      ],
    });
    expect(await titles('守值')).toEqual([]);
    expect(await titles('值守 储备')).toEqual([]);
    expect((await search('汛')).code).toBe('archive-words-short');
    expect(draft).not.toBe(id);
  });

  it('is searched in documents of the old kinds, under whatever name they come', async () => {
    const bytes = compoundFile(docStreams({ body: '防汛抢险设备清单\r' }));
    const id = await approved('旧格式的附件', '正文', { name: '设备.wps', bytes });
    expect((await own.view(id)).current.attachments).toMatchObject([{ name: '设备.doc', kind: 'doc' }]);
    expect(await titles('抢险设备')).toEqual(['旧格式的附件']);
    const macros = compoundFile({ ...docStreams({ body: '正文' }), _VBA_PROJECT: Buffer.alloc(10) });
    expect((await own.attach(await own.begin(), macros, '宏.doc')).code).toBe('document-kind-refused');
  });

  it('shows numbers of persons and passwords masked, found by them or beside them', async () => {
    await approved('救助对象公示', `李样例，身份证号${NUMBER}，初始密码：Abc@12345。`);
    const { rows } = (await search('李样例')).body;
    expect(rows[0].hits[0]).toMatchObject({ found: '李样例' });
    expect(JSON.stringify(rows)).not.toMatch(/33019|12345/);
    expect(JSON.stringify((await search(NUMBER)).body.rows)).not.toContain('330199');
  });

  it('is that of the reader alone: nobody of another unit finds it', async () => {
    await approved('独有词语甲乙', '正文');
    const foreign = await publishingUnit(database.db, house, { region: '990000/991400/' });
    expect(await titles('独有词语')).toEqual(['独有词语甲乙']);
    expect(await titles('独有词语', foreign.writer)).toEqual([]);
    const read = withinScope(database.db, EVERYTHING, (trx) =>
      sql`SELECT * FROM publication_file_pairs`.execute(trx),
    );
    await expect(read).rejects.toMatchObject({ code: '42501' });
  });

  it('keeps nothing of what seemed to be a state secret, though it was let through, nor of what was destroyed', async () => {
    house.screen = undefined;
    const id = await own.begin({ title: '涉密词甲乙', text: '密级：机密\n涉密词甲乙丙' });
    house.screen = screenByRules('salt');
    await own.submit(id);
    const secret = (await own.view(id)).current.screening?.hits.find((hit) => hit.secret);
    const release = `/publications/${id}/secret-hits/${secret?.id}/release`;
    expect((await house.ask(own.secrecy, 'POST', release, { ground: '引用。' })).status).toBe(200);
    expect((await own.decide(own.first, id)).message).toBe('');
    while ((await searchThroughNext(house.tools)) > 0);
    expect(await titles('涉密词甲乙')).toEqual([]);
    const item = await approved('将要销毁', '正文', {
      name: '名册.txt',
      bytes: Buffer.from('销毁后找不到\n'),
    });
    expect(await titles('后找不到')).toEqual(['将要销毁']);
    const file = (await own.view(item)).current.attachments[0]?.id;
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`INSERT INTO assurance_destruction (document_id, order_number, approver)
          VALUES (${file}, '样例令', '样例')`.execute(trx),
    );
    expect(await titles('后找不到')).toEqual([]);
  });

  it('has pictures of attachments read that an earlier version took in, and finds their words then', async () => {
    let read = 0;
    const edition = 'early';
    const early = {
      text: async () => ({ edition, hits: [] }),
      file: async () => ({ edition, hits: [], words: undefined }),
    };
    house.screen = early;
    const id = await own.begin({ title: '早先的扫描件' });
    const { body } = await own.attach(id, PDF, '扫描.pdf');
    await own.write(id, { attachments: [body.id] });
    await own.submit(id);
    expect((await own.decide(own.first, id)).message).toBe('');
    const file = async (_: Uint8Array, { pictures = 'now' }: { pictures?: 'now' | 'later' } = {}) => {
      if (pictures === 'later') return { edition: 'now', hits: [], pictures: 2, words: '' };
      read += 1;
      return { edition: 'now', hits: [], words: '图中识别的词语' };
    };
    house.screen = { ...early, file };
    while ((await searchThroughNext(house.tools)) > 0);
    expect(await titles('识别的词语')).toEqual([]);
    await performReading({ ...house.tools, screen: house.screen, log: silentLog() }, body.id);
    while ((await searchThroughNext(house.tools)) > 0);
    expect(await titles('识别的词语')).toEqual(['早先的扫描件']);
    // It is not asked for again.
    await performReading({ ...house.tools, screen: house.screen, log: silentLog() }, body.id);
    expect(read).toBe(1);
    house.screen = screenByRules('salt');
  });
});
