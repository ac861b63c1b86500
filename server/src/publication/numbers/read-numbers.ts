import type { ItemCalendar, ItemCalendarQuery, ItemNumbers, ItemNumbersQuery } from '@zhengdun/contract';
import { dayOf } from '../../kernel/clock/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import type { PublicationTools } from '../tools.ts';
import { countByMonth, countByUnit, listCalendar } from './numbers.repo.ts';

type Tools = Pick<PublicationTools, 'db' | 'now'>;

/** How many items there are, by unit and state or by month and kind. Units stand by their names: nobody is placed. */
export async function readNumbers(
  { db, now }: Tools,
  actor: Actor,
  { by, page, size }: ItemNumbersQuery,
): Promise<ItemNumbers> {
  const scope = scopeOf(actor, 'publication.read');
  const at = { offset: (page - 1) * size, limit: size };
  return withinScope(db, scope, async (trx) => {
    const asOf = now().toISOString();
    if (by === 'months') {
      const { rows: months, total } = await countByMonth(trx, scope, at);
      return { months, total, asOf };
    }
    const { rows: units, total } = await countByUnit(trx, scope, at);
    return { units, total, asOf };
  });
}

/** Entries of one month, at most. */
const MOST_ENTRIES = 500;

/** 发布日历: what is to be published, what may not be before, what was, and which reviews are due in a month. */
export async function readCalendar(
  { db, now }: Tools,
  actor: Actor,
  { month: asked, unit }: ItemCalendarQuery,
): Promise<ItemCalendar> {
  const today = dayOf(now());
  const month = asked ?? today.slice(0, 7);
  const scope = scopeOf(actor, 'publication.read');
  const entries = await withinScope(db, scope, (trx) =>
    listCalendar(trx, scope, {
      from: `${month}-01`,
      to: `${monthAfter(month)}-01`,
      unit,
      limit: MOST_ENTRIES + 1,
    }),
  );
  return {
    month,
    entries: entries.slice(0, MOST_ENTRIES).map(({ day, at, matter, id, title, state, ...row }) => ({
      ...{ day, matter, item: { id, title }, state },
      application: { id: row.application_id, name: row.application_name },
      ...(at && { at: at.toISOString() }),
    })),
    more: entries.length > MOST_ENTRIES,
    today,
    asOf: now().toISOString(),
  };
}

function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
