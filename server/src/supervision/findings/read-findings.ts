import type { FindingFilter, FindingList, FindingQuery, FindingRow, Lang } from '@zhengdun/contract';
import { OBLIGATIONS } from '@zhengdun/rulebook';
import { factsOf } from '../../inspection/index.ts';
import { dayOf } from '../../kernel/clock/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { type Actor, type Scope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { placeOf } from '../../registry/index.ts';
import { countFindings, type FindingSearch, listFindings, type NamedFinding } from './finding.repo.ts';
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
    const counts = await countFindings(trx, scope, search);
    return {
      rows: await rowsOf(trx, reading, await listFindings(trx, scope, about)),
      total: counts[filter.preset],
      counts,
      asOf: reading.now.toISOString(),
    };
  });
}

/** Every finding of a filter, in the order of its dates, for files. @throws HouseError `region-unknown`, `unit-unknown` */
export async function readAllFindings(
  trx: Transaction,
  scope: Scope,
  { filter, ...reading }: Reading & { readonly filter: FindingFilter },
): Promise<{ readonly row: FindingRow; readonly record: NamedFinding }[]> {
  const search = await searchOf(trx, reading, filter);
  const records = await listFindings(trx, scope, { search, sort: 'due' });
  const rows = await rowsOf(trx, reading, records);
  return rows.flatMap((row, index) => {
    const record = records[index];
    return record ? [{ row, record }] : [];
  });
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
  { lang, now }: Pick<Reading, 'lang' | 'now'>,
  records: readonly NamedFinding[],
): Promise<FindingRow[]> {
  const facts = await factsOf(
    trx,
    records.map(({ seen_check, rule }) => ({ checkId: seen_check, rule })),
  );
  return records.map((record) => {
    const problem = problemOf(record, facts.get(`${record.seen_check}/${record.rule}`), lang);
    return findingRow(record, { problem, lang, now });
  });
}
