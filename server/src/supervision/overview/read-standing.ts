import type { OverviewFocus, Standing, Trend } from '@zhengdun/contract';
import { dayOf } from '../../kernel/clock/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { type Scope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import type { Place } from '../../registry/index.ts';
import type { Reading } from '../findings/read-findings.ts';
import { areasOf, standingAt } from './focus.ts';
import { countMonths, countQuiet, countUnits } from './overview.repo.ts';
import { overviewScope } from './overview-scope.ts';

const MONTHS = 12;

/**
 * Twelve months of unmet and undetermined where the reader stands, the present one as it is now.
 *
 * @throws HouseError `overview-outside`, `region-unknown`, `unit-unknown`
 */
export async function readTrend(
  db: Database,
  { actor, lang, now }: Reading,
  focus: OverviewFocus,
): Promise<Trend['months']> {
  const scope = overviewScope(actor);
  return withinScope(db, scope, async (trx) => {
    const standing = await standingAt(trx, await areasOf(trx, scope, lang), focus);
    const about = { scope, place: standing?.place ?? {}, chapter: focus.chapter };
    return (await trendOf(trx, { ...about, now })).trend;
  });
}

/** What somebody's own scope looks like as a whole, now and at the end of the last month. */
export interface ScopeStanding {
  readonly now: Standing;
  readonly before: Standing | undefined;
  readonly trend: Trend['months'];
  readonly checkedAt: Date | undefined;
}

/** Of whatever the reader sees findings. */
export async function readStanding(db: Database, { actor, now }: Reading): Promise<ScopeStanding> {
  const scope = scopeOf(actor, 'finding.read');
  return withinScope(db, scope, async (trx) => {
    const about = { scope, place: {}, chapter: undefined };
    const quiet = await countQuiet(trx, about);
    const { kept, present, trend } = await trendOf(trx, { ...about, now });
    const [last] = monthsUntil(now, 2);
    const before = kept.find(({ month }) => month === last);
    return {
      now: { ...present, met: quiet.met, notApplicable: quiet.notApplicable },
      before: before && {
        unmet: before.unmet,
        unknown: before.unknown,
        met: before.met,
        notApplicable: before.not_applicable,
      },
      trend,
      checkedAt: quiet.checkedAt ?? undefined,
    };
  });
}

interface About {
  readonly scope: Scope;
  readonly place: Place;
  readonly chapter: number | undefined;
}

/** The months that were kept, what it is now, and both as the lines of twelve months. */
async function trendOf(trx: Transaction, { now, ...about }: About & { now: Date }) {
  const months = monthsUntil(now, MONTHS);
  const since = `${months[0]}-01`;
  const kept = await countMonths(trx, about, { since, chapter: about.chapter });
  const present = await countNow(trx, about);
  const trend: Trend['months'] = months.map((month) => {
    const { unmet, unknown } = (month === months.at(-1)
      ? present
      : kept.find((each) => each.month === month)) ?? {
      unmet: null,
      unknown: null,
    };
    return { month, unmet, unknown };
  });
  return { kept, present, trend };
}

async function countNow(trx: Transaction, about: About): Promise<{ unmet: number; unknown: number }> {
  const rows = await countUnits(trx, { ...about, rows: 'whole' });
  const total = (numbers: readonly number[]): number =>
    numbers.reduce(
      (all, each, index) => (about.chapter === undefined || about.chapter === index + 1 ? all + each : all),
      0,
    );
  return {
    unmet: rows.reduce((all, { unmet }) => all + total(unmet), 0),
    unknown: rows.reduce((all, { unknown }) => all + total(unknown), 0),
  };
}

/** Months of Beijing time up to the present one, the oldest first: `2026-11`. */
export function monthsUntil(now: Date, count: number): string[] {
  const [year = 0, month = 0] = dayOf(now).split('-').map(Number);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - count + index, 1)).toISOString().slice(0, 7),
  );
}
