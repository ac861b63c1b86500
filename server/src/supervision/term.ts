import type { Term } from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterWorkingDays, calendarWith, momentOf, workingDaysUntil } from '../kernel/clock/index.ts';
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
  return row.due_from === null ? {} : { term: termAt({ ...row, due_from: row.due_from }, now) };
}

/** The same for what always has one. */
export function termAt(
  row: { readonly due_from: Date; readonly due_days: number | null; readonly due_on: string | null },
  now: Date,
): Term {
  return {
    from: row.due_from.toISOString(),
    ...(row.due_days !== null && { days: row.due_days }),
    ...(row.due_on !== null && { dueOn: row.due_on, ...leftOf(row.due_on, now) }),
  };
}

/**
 * A term with so many working days more: they go on being counted from where the term began, or from the date that
 * somebody gave.
 */
export function delayedTerm(
  { due_from, due_days, due_on }: Pick<TermColumns, 'due_from' | 'due_on'> & { due_days: number | null },
  days: number,
): TermColumns {
  if (due_days !== null) return termOf(due_from, due_days + days);
  return termOf(due_on === null ? due_from : momentOf(due_on, '12:00'), days);
}

function leftOf(dueOn: string, now: Date): Pick<Term, 'workingDaysLeft'> {
  const left = workingDaysUntil(dueOn, now, calendarWith());
  return left === undefined ? {} : { workingDaysLeft: left };
}

/** Sets the last day of terms whose year was not published when they began; called when a program starts. */
export async function settleTerms(db: Database): Promise<void> {
  await withinScope(db, EVERYTHING, async (trx) => {
    for (const table of ['supervision_finding', 'supervision_notice'] as const) {
      const { rows } = await sql<{ due_from: Date; due_days: number }>`SELECT DISTINCT due_from, due_days
        FROM ${sql.table(table)} WHERE due_from IS NOT NULL AND due_on IS NULL`.execute(trx);
      for (const { due_from, due_days } of rows) {
        const { due_on } = termOf(due_from, due_days);
        await sql`UPDATE ${sql.table(table)} SET due_on = ${due_on}
          WHERE due_from = ${due_from} AND due_days = ${due_days} AND due_on IS NULL`.execute(trx);
      }
    }
  });
}
