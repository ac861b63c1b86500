import type { ItemState } from '@zhengdun/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { type PublicationHouse, publicationHouse, publishingUnit } from '../../../test/publication.ts';
import { dayOf } from '../../kernel/clock/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';

const database = useTestDatabase();
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;
let other: Awaited<ReturnType<typeof publishingUnit>>;
const month = dayOf(new Date()).slice(0, 7);

beforeAll(async () => {
  house = await publicationHouse(database.db);
  own = await publishingUnit(database.db, house, { region: '990000/990500/' });
  other = await publishingUnit(database.db, house, { region: '990000/990600/' });
  for (const unit of [own, other]) await unit.flow({ stages: 1 });
  await own.begin();
  await own.begin({ kind: 'repost' });
  await own.submit(await own.begin());
  const published = await own.begin();
  await own.submit(published);
  await own.decide(own.first, published);
  await own.publish(published);
  await other.begin();
});
afterAll(() => house.close());

const ask = async (path: string) => (await house.ask(own.writer, 'GET', `/publications${path}`)).body;
const listed = async (filter: object) => {
  const query = new URLSearchParams({ show: 'all', ...filter }).toString();
  return (await ask(`?${query}`)).total;
};

describe('the numbers of items', () => {
  it('are those of the lists behind them, of what the reader sees alone', async () => {
    const { units, total } = await ask('/numbers');
    expect(total).toBe(1);
    const [{ unit, states, all }] = units;
    expect([unit.id, all]).toEqual([own.unit, 4]);
    expect(states).toMatchObject({ draft: 2, review: 1, published: 1, dropped: 0 });
    for (const [state, count] of Object.entries(states as Record<ItemState, number>))
      expect([state, await listed({ unit: unit.id, state })]).toEqual([state, count]);
    expect(await listed({ unit: unit.id })).toBe(all);
  });

  it('by month and kind are those of the lists behind them too', async () => {
    const { months } = await ask('/numbers?by=months');
    expect(months).toEqual([{ month, kinds: { original: 1, repost: 0 }, all: 1 }]);
    expect(await listed({ month, kind: 'original' })).toBe(1);
    expect(await listed({ month, kind: 'repost' })).toBe(0);
    expect(await listed({ month: '2020-01' })).toBe(0);
  });
});

describe('the calendar', () => {
  it('has what is set for a time, what was published, and ends of later reviews, on their days in Beijing', async () => {
    const at = new Date(Date.now() + 40 * DAY_MS);
    const draft = await own.begin({ publishAt: at.toISOString() });
    const approved = await own.begin({ publishAt: at.toISOString() });
    await own.submit(approved);
    await own.decide(own.first, approved);
    const far = await ask(`/calendar?month=${dayOf(at).slice(0, 7)}`);
    expect(
      far.entries.map(({ matter, item, day }: { matter: string; item: { id: string }; day: string }) =>
        [matter, item.id, day].join(' '),
      ),
    ).toEqual(expect.arrayContaining([`embargo ${draft} ${dayOf(at)}`, `publish ${approved} ${dayOf(at)}`]));
    const now = await ask('/calendar');
    expect(now).toMatchObject({ month, more: false });
    expect(now.entries.map(({ matter }: { matter: string }) => matter)).toEqual(['published']);
    expect((await house.ask(other.writer, 'GET', '/publications/calendar')).body.entries).toEqual([]);
  });

  it('has the later review of an urgent item on the day by which it is owed', async () => {
    await own.flow({ stages: 2, urgentDays: 3 });
    const id = await own.begin({ urgent: true });
    await own.submit(id);
    await own.decide(own.first, id);
    await own.publish(id);
    const { laterDueOn = '' } = await own.view(id);
    const { entries } = await ask(`/calendar?month=${laterDueOn.slice(0, 7)}`);
    expect(entries.filter(({ matter }: { matter: string }) => matter === 'later-review')).toMatchObject([
      { day: laterDueOn, item: { id }, state: 'published' },
    ]);
  });
});
