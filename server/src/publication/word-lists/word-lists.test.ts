import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { type PublicationHouse, publicationHouse, publishingUnit } from '../../../test/publication.ts';
import type { Actor } from '../../kernel/tenancy/index.ts';
import { screenByRules } from '../../screening/index.ts';
import { compareHits } from './compare-hits.ts';

const database = useTestDatabase();
let house: PublicationHouse;
let city: Awaited<ReturnType<typeof publishingUnit>>;
let county: Awaited<ReturnType<typeof publishingUnit>>;
let other: Awaited<ReturnType<typeof publishingUnit>>;

beforeAll(async () => {
  const { db } = database;
  house = await publicationHouse(db);
  house.screen = screenByRules('salt');
  city = await publishingUnit(db, house, { region: '990000/990100/' });
  county = await publishingUnit(db, house, { region: '990000/990100/990101/', below: city.unit });
  other = await publishingUnit(db, house, { region: '990000/990200/' });
});
afterAll(() => house?.close());

const HEAD = '词语,类别,级别,改为,说明';
const upload = (rows: readonly string[], who: Actor = city.leader, name = '规范表述') =>
  house.ask(who, 'POST', '/word-lists', {
    unitId: city.unit,
    name,
    file: { name: '词库.csv', content: Buffer.from(`${[HEAD, ...rows].join('\n')}\n`).toString('base64') },
  });
const one = async () => (await house.ask(city.writer, 'GET', '/word-lists')).body.rows[0];
const attempt = (version: number) => async () =>
  house.ask(city.leader, 'POST', `/word-lists/${(await one()).id}/try`, { version });
const use = async (version: number | null, below = false, who: Actor = city.leader) =>
  house.ask(who, 'POST', `/word-lists/${(await one()).id}/use`, { version, below });

const TEXT = { title: '样例稿', text: '各单位要做好样例扶贫工作。\n请登陆网站查看。' };
async function hitsIn(unit: typeof city) {
  const { current } = await unit.view(await unit.begin(TEXT));
  return (current.screening?.hits ?? [])
    .filter(({ category }: { category: string }) => category === 'list')
    .map(({ severity, blocks, why, suggestion }) => ({ severity, blocks, why, suggestion }));
}

describe('a list of words', () => {
  it('is taken from a file; one that is wrong is told row by row, and nothing of it is kept', async () => {
    const wrong = await upload(['样例扶贫,规范表述,很严重,,']);
    expect(wrong.body).toMatchObject({ faultCount: 1, faults: [{ line: 2, column: '级别' }] });
    expect(wrong.body.id).toBeUndefined();
    const taken = await upload(['样例扶贫,规范表述,严重,样例帮扶,按样例文件', '某词,规范表述,一般,,']);
    expect(taken.body).toMatchObject({ version: 1, entries: 2, isKnown: false, faultCount: 0 });
    expect(
      (await upload(['样例扶贫,规范表述,严重,样例帮扶,按样例文件', '某词,规范表述,一般,,'])).body,
    ).toMatchObject({
      version: 1,
      isKnown: true,
    });
    expect((await upload(['样例,甲,一般,,'], city.writer)).status).toBe(403);
    expect((await upload(['样例,甲,一般,,'], other.leader)).code).toBe('unit-unknown');
  });

  it('is tried on the items of the last month before it may be used', async () => {
    await city.begin(TEXT);
    expect((await use(1)).code).toBe('word-list-untried');
    const { body } = await attempt(1)();
    expect(body).toMatchObject({
      version: 1,
      items: 1,
      itemsHit: 1,
      hits: 1,
      added: 1,
      lost: 0,
      isCut: false,
    });
    expect(body.words).toEqual([{ word: '样例扶贫', category: '规范表述', hits: 1, before: 0 }]);
    expect(body.changed).toMatchObject([{ title: '样例稿', added: ['样例扶贫'], lost: [] }]);
    // Trying changes nothing.
    expect(await hitsIn(city)).toEqual([]);
  });

  it('in use finds its words in new items of the unit, and below it where that is asked', async () => {
    expect((await use(1)).status).toBe(200);
    const hit = { severity: 2, blocks: true, why: '按样例文件', suggestion: '样例帮扶' };
    expect(await hitsIn(city)).toMatchObject([hit]);
    expect(await hitsIn(county)).toEqual([]);
    await use(1, true);
    expect(await hitsIn(county)).toMatchObject([hit]);
    expect(await hitsIn(other)).toEqual([]);
    expect((await use(null, false, other.leader)).code).toBe('word-list-unknown');
  });

  it('in its next version shows what is new and what is lost, and screens again what is submitted', async () => {
    const id = await city.begin(TEXT);
    await upload(['登陆网站,规范表述,一般,登录网站,']);
    const { body } = await attempt(2)();
    expect(body).toMatchObject({ version: 2, inForce: 1 });
    expect(body.lost).toBeGreaterThan(0);
    expect(body.words.map(({ word }: { word: string }) => word).sort()).toEqual(
      ['登陆网站', '样例扶贫'].sort(),
    );
    expect(body.changed[0]).toMatchObject({ added: ['登陆网站'], lost: ['样例扶贫'] });
    await use(2);
    await city.flow();
    await city.submit(id);
    const { current } = await city.view(id);
    const own = current.screening?.hits.filter(({ category }: { category: string }) => category === 'list');
    expect(own).toMatchObject([{ suggestion: '登录网站' }]);
    await use(null);
    expect(await hitsIn(city)).toEqual([]);
    expect(await one()).toMatchObject({ below: false, versions: [{ version: 2 }, { version: 1 }] });
  });
});

it('two versions are compared word by word and item by item', () => {
  const of = (...words: string[]) => words.map((word) => ({ word, category: '甲' }));
  const items = [
    { id: '1', title: '一', now: of('a', 'a', 'b'), before: of('a') },
    { id: '2', title: '二', now: [], before: of('c') },
    { id: '3', title: '三', now: of('d'), before: of('d') },
  ];
  expect(compareHits(items)).toEqual({
    ...{ items: 3, itemsHit: 2, hits: 4, added: 2, lost: 1 },
    words: [
      { word: 'a', category: '甲', hits: 2, before: 1 },
      { word: 'b', category: '甲', hits: 1, before: 0 },
      { word: 'c', category: '甲', hits: 0, before: 1 },
      { word: 'd', category: '甲', hits: 1, before: 1 },
    ],
    changed: [
      { id: '1', title: '一', added: ['b'], lost: [] },
      { id: '2', title: '二', added: [], lost: ['c'] },
    ],
  });
});
