import type { Database } from '../database/index.ts';
import type { LocalDay } from './calendar.ts';

declare module '../database/tables.ts' {
  interface Tables {
    clock_local_day: { region_code: string; day: string; working: boolean; name: string };
  }
}

/** What was entered by hand for a place: its own days and those of the divisions above it, the nearest first. */
export async function readLocalDays(db: Database, regionPath: string): Promise<LocalDay[]> {
  const codes = regionPath.split('/').filter(Boolean);
  const rows = await db.selectFrom('clock_local_day').selectAll().where('region_code', 'in', codes).execute();
  // What is arranged nearer goes before: a Map keeps the last.
  const days = rows.sort((a, b) => codes.indexOf(a.region_code) - codes.indexOf(b.region_code));
  return days.map(({ day, working, name }) => ({ day, working, name }));
}

/** Enters a day, in place of what was entered for it before. */
export async function saveLocalDay(db: Database, regionCode: string, day: LocalDay): Promise<void> {
  await db
    .insertInto('clock_local_day')
    .values({ region_code: regionCode, ...day })
    .onConflict((conflict) =>
      conflict.columns(['region_code', 'day']).doUpdateSet({ working: day.working, name: day.name }),
    )
    .execute();
}
