import type { Term } from '@zhengdun/contract';
import { sql } from 'kysely';
import { localCalendars } from '../calendar/index.ts';
import { afterWorkingDays, type Calendar, momentOf, workingDaysUntil } from '../kernel/clock/index.ts';
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

/** A term of statutory working days of a place; the day on which it begins does not count. */
export function termOf(from: Date, days: number, calendar: Calendar): TermColumns {
  const end = afterWorkingDays(from, days, { calendar });
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
  calendar: Calendar,
): { term?: Term } {
  return row.due_from === null ? {} : { term: termAt({ ...row, due_from: row.due_from }, now, calendar) };
}

/** The same for what always has one. */
export function termAt(
  row: { readonly due_from: Date; readonly due_days: number | null; readonly due_on: string | null },
  now: Date,
  calendar: Calendar,
): Term {
  return {
    from: row.due_from.toISOString(),
    ...(row.due_days !== null && { days: row.due_days }),
    ...(row.due_on !== null && { dueOn: row.due_on, ...leftOf(row.due_on, now, calendar) }),
  };
}

/**
 * A term with so many working days more: they go on being counted from where the term began, or from the date that
 * somebody gave.
 */
export function delayedTerm(
  { due_from, due_days, due_on }: Pick<TermColumns, 'due_from' | 'due_on'> & { due_days: number | null },
  days: number,
  calendar: Calendar,
): TermColumns {
  if (due_days !== null) return termOf(due_from, due_days + days, calendar);
  return termOf(due_on === null ? due_from : momentOf(due_on, '12:00'), days, calendar);
}

function leftOf(dueOn: string, now: Date, calendar: Calendar): Pick<Term, 'workingDaysLeft'> {
  const left = workingDaysUntil(dueOn, now, calendar);
  return left === undefined ? {} : { workingDaysLeft: left };
}

/** Sets the last day of terms whose year was not published when they began; called when a program starts. */
export async function settleTerms(db: Database): Promise<void> {
  await withinScope(db, EVERYTHING, async (trx) => {
    const calendarOf = await localCalendars(trx, new Date());
    for (const table of ['supervision_finding', 'supervision_notice'] as const) {
      const { rows } = await sql<{
        due_from: Date;
        due_days: number;
        region_path: string;
      }>`SELECT DISTINCT due_from, due_days, region_path
        FROM ${sql.table(table)} WHERE due_from IS NOT NULL AND due_on IS NULL`.execute(trx);
      for (const { due_from, due_days, region_path } of rows) {
        const { due_on } = termOf(due_from, due_days, calendarOf(region_path));
        await sql`UPDATE ${sql.table(table)} SET due_on = ${due_on}
          WHERE due_from = ${due_from} AND due_days = ${due_days} AND region_path = ${region_path}
            AND due_on IS NULL`.execute(trx);
      }
    }
  });
}
