import type { Term } from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterWorkingDays, calendarWith, dayOf, momentOf, workingDaysLeft } from '../kernel/clock/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';

/** The columns of a term. */
export interface TermColumns {
  readonly due_from: Date;
  readonly due_days: number;
  /** the last day; null while the holidays of its year are not published */
  readonly due_on: string | null;
}

export const NO_TERM = { due_from: null, due_days: null, due_on: null } as const;

/** A term of statutory working days; the day on which it begins does not count. */
export function termOf(from: Date, days: number): TermColumns {
  const end = afterWorkingDays(from, days, { calendar: calendarWith() });
  return { due_from: from, due_days: days, due_on: end.known ? end.day : null };
}

/** A term as it stands at that moment. */
export function termView(
  row: {
    readonly due_from: Date | null;
    readonly due_days: number | null;
    readonly due_on: string | null;
  },
  now: Date,
): { term?: Term } {
  if (row.due_from === null || row.due_days === null) return {};
  const term = { days: row.due_days, from: row.due_from.toISOString() };
  return { term: row.due_on === null ? term : { ...term, dueOn: row.due_on, ...leftOf(row.due_on, now) } };
}

function leftOf(dueOn: string, now: Date): Pick<Term, 'workingDaysLeft'> {
  const end = momentOf(dueOn, '24:00');
  const calendar = calendarWith();
  const isOver = dueOn < dayOf(now);
  // 24:00 is the first moment of the next day: one before it is still the last day.
  const left = isOver
    ? workingDaysLeft(new Date(end.getTime() - 1), new Date(now.getTime() + 1), calendar)
    : workingDaysLeft(now, end, calendar);
  if (left === undefined) return {};
  return { workingDaysLeft: isOver ? -left : left };
}

/** Sets the last day of terms whose year was not published when they began; called when a program starts. */
export async function settleTerms(db: Database): Promise<void> {
  await withinScope(db, EVERYTHING, async (trx) => {
    const rows = await trx
      .selectFrom('supervision_finding')
      .select(['due_from', 'due_days'])
      .distinct()
      .where('due_from', 'is not', null)
      .where('due_on', 'is', null)
      .execute();
    for (const { due_from, due_days } of rows) {
      if (due_from === null || due_days === null) continue;
      const { due_on } = termOf(due_from, due_days);
      if (due_on === null) continue;
      await trx
        .updateTable('supervision_finding')
        .set({ due_on })
        .where('due_from', '=', due_from)
        .where('due_days', '=', due_days)
        .where(sql<boolean>`due_on IS NULL`)
        .execute();
    }
  });
}
