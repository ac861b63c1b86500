import type { FileQueries } from './query-files.ts';
import { sqlText } from './sql-text.ts';

/** Of so many files it is remembered; all is read again then. */
const MOST_KNOWN = 20_000;

const known = new WeakMap<FileQueries, Map<string, ReadonlySet<string>>>();

/**
 * Columns that hold nothing in any of the files, by their footers: nobody need look there. A file never changes, so what was read of
 * one stays as long as the queries do.
 */
export async function emptyColumns(
  queries: FileQueries,
  files: readonly string[],
): Promise<ReadonlySet<string>> {
  const own = known.get(queries) ?? new Map<string, ReadonlySet<string>>();
  known.set(queries, own);
  if (own.size > MOST_KNOWN) own.clear();
  const missing = files.filter((file) => !own.has(file));
  if (missing.length > 0) await readFooters(queries, missing, own);
  const [first, ...others] = files.map((file) => own.get(file) ?? new Set<string>());
  return new Set([...(first ?? [])].filter((name) => others.every((each) => each.has(name))));
}

async function readFooters(
  queries: FileQueries,
  files: readonly string[],
  into: Map<string, ReadonlySet<string>>,
): Promise<void> {
  const rows = await queries.ask(
    `select file_name as file, list(path) as columns from (
       select file_name, path_in_schema as path from parquet_metadata([${files.map(sqlText).join(', ')}])
       group by all having sum(num_values) = sum(stats_null_count))
     group by 1`,
    [],
  );
  for (const file of files) into.set(file, new Set());
  for (const { file, columns } of rows)
    if (Array.isArray(columns)) into.set(String(file), new Set(columns.map(String)));
}
