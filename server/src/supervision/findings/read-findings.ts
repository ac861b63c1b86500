import {
  type CheckVerdict,
  FINDING_FILE_ROWS,
  type FindingFilter,
  type FindingList,
  type FindingQuery,
  type FindingRow,
  type Lang,
} from '@zhengdun/contract';
import { OBLIGATIONS } from '@zhengdun/rulebook';
import { localCalendars } from '../../calendar/index.ts';
import { factsOf } from '../../inspection/index.ts';
import { dayOf } from '../../kernel/clock/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { type Actor, type Scope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { narrowedBy, placeOf } from '../../registry/index.ts';
import { type FindingSearch, type NamedFinding, readFindingPage, readWholePage } from './finding.repo.ts';
import { findingRow } from './finding.ts';
import { problemOf } from './finding-words.ts';

/** Who reads, in which language, and when. */
export interface Reading {
  readonly actor: Actor;
  readonly lang: Lang;
  readonly now: Date;
}

/** One page of the findings that the reader sees. @throws HouseError `region-unknown`, `unit-unknown` */
export async function readFindings(
  db: Database,
  reading: Reading,
  { sort, page, size, ...filter }: FindingQuery,
): Promise<FindingList> {
  const scope = scopeOf(reading.actor, 'finding.read');
  return withinScope(db, scope, async (trx) => {
    const search = await searchOf(trx, reading, filter);
    const about = { search, sort, page: { offset: (page - 1) * size, limit: size } };
    const { records, counts, more } = await readFindingPage(trx, scope, about);
    return {
      rows: await rowsOf(trx, reading, records),
      total: counts[filter.preset] ?? 0,
      more,
      counts,
      narrowed: await narrowedBy(trx, filter),
      asOf: reading.now.toISOString(),
    };
  });
}

/** A finding as files tell of it. */
export interface FiledFinding {
  readonly row: FindingRow;
  readonly record: NamedFinding;
  readonly facts: CheckVerdict['facts'] | undefined;
}

/**
 * The findings of a filter in the order of their dates, for files: all of them, up to the limit. `total` tells how many
 * there are.
 *
 * @throws HouseError `region-unknown`, `unit-unknown`
 */
export async function readAllFindings(
  trx: Transaction,
  scope: Scope,
  {
    filter,
    limit = FINDING_FILE_ROWS,
    ...reading
  }: Reading & { readonly filter: FindingFilter; readonly limit?: number },
): Promise<{ readonly found: readonly FiledFinding[]; readonly total: number }> {
  const search = await searchOf(trx, reading, filter);
  const about = { search, sort: 'due', page: { offset: 0, limit } } as const;
  const { records, counts } = await readWholePage(trx, scope, about);
  return { found: await filedOf(trx, reading, records), total: counts[filter.preset] };
}

/** @throws HouseError `region-unknown`, `unit-unknown` */
export async function searchOf(
  trx: Transaction,
  { actor, lang, now }: Reading,
  filter: FindingFilter,
): Promise<FindingSearch> {
  const words = filter.search?.toLowerCase();
  const named = words ? OBLIGATIONS.filter(({ title }) => title[lang].toLowerCase().includes(words)) : [];
  return {
    ...filter,
    place: await placeOf(trx, filter),
    obligations: named.map(({ id }) => id),
    me: actor.id,
    today: dayOf(now),
  };
}

/** Findings in words. */
export async function rowsOf(
  trx: Transaction,
  reading: Pick<Reading, 'lang' | 'now'>,
  records: readonly NamedFinding[],
): Promise<FindingRow[]> {
  return (await filedOf(trx, reading, records)).map(({ row }) => row);
}

/** Findings as files tell of them. */
export async function filedOf(
  trx: Transaction,
  { lang, now }: Pick<Reading, 'lang' | 'now'>,
  records: readonly NamedFinding[],
): Promise<FiledFinding[]> {
  const known = await factsOf(
    trx,
    records.map(({ seen_check, rule }) => ({ checkId: seen_check, rule })),
  );
  const calendarOf = await localCalendars(trx, now);
  return records.map((record) => {
    const facts = known.get(`${record.seen_check}/${record.rule}`);
    const calendar = calendarOf(record.region_path);
    const problem = problemOf(record, facts, lang);
    return { record, facts, row: findingRow(record, { problem, lang, now, calendar }) };
  });
}
