import type { localDaysSchema } from '@zhengdun/contract';
import type { z } from 'zod';
import { namesOfPeople } from '../identity/index.ts';
import { addDays, dayOf, PUBLISHED_YEARS } from '../kernel/clock/index.ts';
import { type Actor, EVERYTHING, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { listLocalDays } from './local-day.repo.ts';
import { reachesRegion } from './set-local-days.ts';
import type { CalendarTools } from './tools.ts';

/** Days that are over stay on the page for so long. */
const SHOWN_AFTER_DAYS = 366;

/** 地方节假日: those of every place, and which of them the reader may take back. */
export async function readLocalDays(
  { db, now }: CalendarTools,
  actor: Actor,
): Promise<z.infer<typeof localDaysSchema>> {
  const today = dayOf(now());
  const scope = scopeOf(actor, 'setting.manage');
  const { rows, names } = await withinScope(db, EVERYTHING, async (trx) => {
    const found = await listLocalDays(trx, addDays(today, -SHOWN_AFTER_DAYS));
    const people = found.flatMap(({ set_by }) => (set_by === null ? [] : [set_by]));
    return { rows: found, names: await namesOfPeople(trx, people) };
  });
  return {
    rows: rows.map((row) => ({
      id: row.id,
      region: { code: row.code, name: row.region_name },
      day: row.day,
      working: row.working,
      name: row.name,
      ground: row.ground,
      setBy: names.get(row.set_by ?? '') ?? '',
      setAt: row.set_at.toISOString(),
      mayRemove: row.day >= today && reachesRegion(scope, row.region_path),
    })),
    publishedUntil: Math.max(...PUBLISHED_YEARS),
    asOf: now().toISOString(),
  };
}
