import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { type PublicationHouse, publicationHouse, publishingUnit } from '../../../test/publication.ts';
import { screenByRules } from '../../screening/index.ts';

const database = useTestDatabase();
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;

beforeAll(async () => {
  house = await publicationHouse(database.db);
  // What is found alone is none of this test's.
  house.screen = { ...screenByRules('salt'), text: async () => ({ edition: 'test', hits: [] }) };
  own = await publishingUnit(database.db, house, { region: '990000/991500/' });
  await own.flow({ stages: 1 });
});
afterAll(() => house.close());

async function withFile(title: string, name: string, words: string): Promise<string> {
  const id = await own.begin({ title, text: '见附件。' });
  const bytes = Buffer.from(zipSync({ [name]: Buffer.from(words) }));
  const { body } = await own.attach(id, bytes, '附件.zip');
  await own.write(id, { attachments: [body.id] });
  expect((await own.submit(id)).message).toBe('');
  return id;
}

describe('attachments', () => {
  it('are taken together with those of items that are published, and a hit says in which file and line it is', async () => {
    const before = await withFile('志愿者名单', '名单.txt', '姓名：王小样\n现住样例路12号\n');
    for (const hit of (await own.view(before)).current.screening?.hits ?? [])
      await own.act(own.first, before, `hits/${hit.id}/release`, { ground: '公开。' });
    await own.decide(own.first, before);
    expect((await own.publish(before)).status).toBe(200);
    const id = await withFile('救助公示', '公示.txt', '序号一\n王小样，患有慢性病，就读于样例中学。\n');
    const { hits } = (await own.view(id)).current.screening ?? { hits: [] };
    expect(hits.filter(({ category }) => category === 'aggregation')).toMatchObject([
      {
        ...{ part: 'attachment', rule: 'together-person-profile', blocks: true },
        ...{ file: '附件.zip', place: { part: 'body', line: 2 } },
        why: expect.stringContaining('已发布的《志愿者名单》住址'),
      },
    ]);
    const other = await withFile('无关公示', '公示.txt', '李大样，患有慢性病，就读于样例中学。\n');
    const none = (await own.view(other)).current.screening?.hits ?? [];
    expect(none.filter(({ category }) => category === 'aggregation')).toEqual([]);
  });
});
