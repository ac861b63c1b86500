import { type RawBuilder, sql } from 'kysely';
import type { Scope } from './scope.ts';

/**
 * The scope once more, as ranges of the paths. Row-level security decides; but its policy is one expression for every
 * scope and cannot use an index, while a range of the C collation can: comparing text is leakproof.
 *
 * @param table name or alias of a table with the two paths
 * @param unit column that names the unit: `id` in the table of units, `unit_id` elsewhere
 */
export function inScope(scope: Scope, table: string, unit: 'id' | 'unit_id'): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  if (scope.regions.includes('') || scope.sectors.includes('')) return sql<boolean>`true`;
  const parts = [
    ...scope.regions.map((prefix) => beginsWith(column('region_path'), prefix)),
    ...scope.sectors.map((prefix) => beginsWith(column('sector_path'), prefix)),
    ...(scope.units.length > 0 ? [sql<boolean>`${column(unit)} = ANY (${[...scope.units]}::uuid[])`] : []),
  ];
  if (parts.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(parts, sql` OR `)})`;
}

/** Whether a path begins with a prefix that ends with '/': the next sign after '/' ends the range. */
export function beginsWith(column: RawBuilder<unknown>, prefix: string): RawBuilder<boolean> {
  return sql<boolean>`(${column} >= ${prefix} AND ${column} < ${`${prefix.slice(0, -1)}0`})`;
}
