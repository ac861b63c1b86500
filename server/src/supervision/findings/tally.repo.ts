import {
  ACTIVE_FINDING_STATES,
  chapterOf,
  type FindingFilter,
  type FindingPreset,
  type FindingState,
} from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../kernel/database/index.ts';
import { inScope, type Scope } from '../../kernel/tenancy/index.ts';
import { inPlace, type Place } from '../../registry/index.ts';

interface Kind {
  readonly state: FindingState;
  readonly verdict: 'unmet' | 'unknown';
  readonly retired: boolean;
}

/** What each number of a tally counts, in the order of `supervision_kind()` of 0027_finding_tally.sql. */
export const TALLIED: readonly Kind[] = (
  ['unassigned', 'mending', 'recheck', 'closed', 'upheld', 'excepted', 'attested'] as const
).flatMap((state) =>
  (['unmet', 'unknown'] as const).flatMap((verdict) =>
    [false, true].map((retired) => ({ state, verdict, retired })),
  ),
);

const isActive = ({ state, retired }: Kind): boolean =>
  !retired && (ACTIVE_FINDING_STATES as readonly string[]).includes(state);

/** How a tally names a part of the Regulation: all of it, a chapter, or an article. */
export function partOf({ chapter, article }: Pick<FindingFilter, 'chapter' | 'article'>): number {
  return article ? 100 + article : (chapter ?? 0);
}

/** How many there are of these kinds, over the rows `t` of tallies. */
function sumOf(which: (kind: Kind) => boolean): RawBuilder<number> {
  const places = TALLIED.flatMap((kind, index) =>
    which(kind) ? [sql`t.counts[${sql.lit(index + 1)}]`] : [],
  );
  return places.length === 0
    ? sql<number>`0`
    : sql<number>`coalesce(sum(${sql.join(places, sql` + `)}), 0)::int`;
}

/** How many are still to be settled, of one verdict. */
export function sumOfActive(verdict: 'unmet' | 'unknown'): RawBuilder<number> {
  return sumOf((kind) => isActive(kind) && kind.verdict === verdict);
}

/** Whether the kept numbers tell what a filter finds: they know no obligations, dates, applications or words. */
export function isTallied({
  application,
  obligation,
  since,
  search,
  chapter,
  article,
}: FindingFilter): boolean {
  if (application || obligation || since || search) return false;
  return !chapter || !article || chapterOf(article).number === chapter;
}

/** Of the presets those that the kept numbers tell. */
export type Tallied = Readonly<Record<Exclude<FindingPreset, 'mine' | 'overdue' | 'pleas'>, number>>;

/** Counts what a filter finds, of which `isTallied`, without going through findings. */
export async function countTallied(
  db: Database,
  scope: Scope,
  filter: FindingFilter & { readonly place: Place },
): Promise<Tallied> {
  const { unit, verdict, state, place } = filter;
  const sum = (which: (kind: Kind) => boolean) =>
    sumOf(
      (kind) =>
        which(kind) &&
        (!state || kind.state === state) &&
        // What a paper settles is neither unmet nor undetermined any more.
        (!verdict || (kind.verdict === verdict && kind.state !== 'attested')),
    );
  const { rows } = await sql<Tallied>`
    SELECT ${sum(isActive)} AS active, ${sum((kind) => isActive(kind) && kind.state === 'recheck')} AS recheck,
      ${sum((kind) => isActive(kind) && kind.verdict === 'unknown')} AS unknown, ${sum(() => true)} AS all
    FROM supervision_tally t
    WHERE t.part = ${partOf(filter)} AND ${inScope(scope, 't', 'unit_id')} AND ${inPlace('t', place)}
      ${unit ? sql`AND t.unit_id = ${unit}` : sql``}`.execute(db);
  return rows[0] ?? { active: 0, recheck: 0, unknown: 0, all: 0 };
}
