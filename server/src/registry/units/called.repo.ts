import { SEARCH_LISTED } from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../kernel/database/index.ts';
import { inScope, type Scope } from '../../kernel/tenancy/index.ts';

/** Whether an application `a` is called so, or its unit. @param words of a search, in lower case */
export function isCalled(scope: Scope, words: string): RawBuilder<boolean> {
  if (!isIndexed(scope, words)) return holdsName(scope, words);
  return sql<boolean>`(a.id = ANY (ARRAY(SELECT registry_applications_called(${words})))
    OR a.unit_id = ANY (ARRAY(${unitsCalled(scope, words)})))`;
}

/** The same by looking at each. */
export function holdsName(scope: Scope, words: string): RawBuilder<boolean> {
  return sql<boolean>`(${holdsWords(words)} OR a.unit_id IN (${unitsCalled(scope, words)}))`;
}

/**
 * Whether a row with an application and a unit belongs to what is called so. What is called so is looked for once, and
 * not for every row.
 *
 * @param words of a search, in lower case
 * @param table name or alias of a table with `application_id` and `unit_id`
 */
export function belongsToCalled(scope: Scope, words: string, table: string): RawBuilder<boolean> {
  const applications = isIndexed(scope, words)
    ? sql`SELECT registry_applications_called(${words})`
    : sql`SELECT a.id FROM registry_application a WHERE ${inScope(scope, 'a', 'unit_id')} AND ${holdsWords(words)}`;
  return sql<boolean>`(${sql.ref(`${table}.application_id`)} = ANY (ARRAY(${applications}))
    OR ${sql.ref(`${table}.unit_id`)} = ANY (ARRAY(${unitsCalled(scope, words)})))`;
}

/** The same by looking at each: for rows of which many belong to it, and few are wanted. */
export function belongsToNamed(scope: Scope, words: string, table: string): RawBuilder<boolean> {
  // Not EXISTS, of which a plan is made that goes through all applications first.
  return sql<boolean>`((SELECT ${holdsWords(words)} FROM registry_application a
      WHERE a.id = ${sql.ref(`${table}.application_id`)})
    OR ${sql.ref(`${table}.unit_id`)} IN (${unitsCalled(scope, words)}))`;
}

/**
 * Whether over everything more applications are called so, or belong to units that are, than a list shows: then a page is
 * found by going along its order, and not by collecting all of them.
 */
export async function isCommonName(db: Database, scope: Scope, words: string): Promise<boolean> {
  if (!isIndexed(scope, words)) return false;
  const { rows } = await sql<{ common: boolean }>`
    SELECT registry_is_common(${words}, ${SEARCH_LISTED}) OR (
      SELECT count(*) > ${SEARCH_LISTED} FROM (
        SELECT FROM registry_application a WHERE a.unit_id = ANY (ARRAY(${unitsCalled(scope, words)}))
        LIMIT ${SEARCH_LISTED + 1}) AS of_units) AS common`.execute(db);
  return rows[0]?.common ?? false;
}

/** Over everything an index of pairs of characters is used; in a part of it, its own applications are gone through. */
export function isIndexed(scope: Scope, words: string): boolean {
  return scope.regions.includes('') && [...words].length >= 2;
}

/** Whether the name or a host of an application `a` holds the words. Only letters have cases, only ASCII is in hosts. */
function holdsWords(words: string): RawBuilder<boolean> {
  const isAscii = /^[\x21-\x7e]+$/.test(words);
  const name = /[a-z]/.test(words) ? sql`lower(a.name)` : sql`a.name`;
  const inHosts = isAscii ? sql`OR strpos(array_to_string(a.hosts, ' '), ${words}) > 0` : sql``;
  return sql<boolean>`(strpos(${name}, ${words}) > 0 ${inHosts})`;
}

/** Their ids. @param words of a search, in lower case */
export function unitsCalled(scope: Scope, words: string): RawBuilder<unknown> {
  return sql`SELECT u.id FROM registry_unit u
    WHERE ${inScope(scope, 'u', 'id')} AND strpos(lower(u.name), ${words}) > 0`;
}
