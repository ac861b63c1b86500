import { CAPITALS, CHARACTERS } from '../parquet/capitals.ts';
import type { FileQueries } from './query-files.ts';
import { sqlText } from './sql-text.ts';

/** What files say of their columns in their footers. */
export interface KnownColumns {
  /** columns that hold nothing in any of the files: nobody need look there */
  readonly empty: ReadonlySet<string>;
  /** letters from A to Z that a column has as capitals in any of them; a column that is not known of all is left out */
  readonly capitals: ReadonlyMap<string, string>;
  /** characters that a column has in any of them (`capitals.ts`), likewise */
  readonly characters: ReadonlyMap<string, string>;
}

export const NOTHING_KNOWN: KnownColumns = { empty: new Set(), capitals: new Map(), characters: new Map() };

/** Of so many files it is remembered; all is read again then. */
const MOST_KNOWN = 20_000;

const known = new WeakMap<FileQueries, Map<string, KnownColumns>>();

/** A file never changes, so what was read of one stays as long as the queries do. */
export async function knownColumns(queries: FileQueries, files: readonly string[]): Promise<KnownColumns> {
  const own = known.get(queries) ?? new Map<string, KnownColumns>();
  known.set(queries, own);
  if (own.size > MOST_KNOWN) own.clear();
  const missing = files.filter((file) => !own.has(file));
  if (missing.length > 0) await readFooters(queries, missing, own);
  const [first = NOTHING_KNOWN, ...others] = files.map((file) => own.get(file) ?? NOTHING_KNOWN);
  return {
    empty: new Set([...first.empty].filter((name) => others.every(({ empty }) => empty.has(name)))),
    capitals: joinedAll('capitals', first, others),
    characters: joinedAll('characters', first, others),
  };
}

function joinedAll(
  which: 'capitals' | 'characters',
  first: KnownColumns,
  others: readonly KnownColumns[],
): Map<string, string> {
  const joint = new Map(first[which]);
  for (const [name, letters] of joint) {
    let all: string | undefined = letters;
    for (const other of others) all = joined(all, other[which].get(name));
    if (all === undefined) joint.delete(name);
    else joint.set(name, all);
  }
  return joint;
}

/** Undefined where either is not known. */
function joined(one: string | undefined, other: string | undefined): string | undefined {
  if (one === other || one === undefined || other === undefined) return one === other ? one : undefined;
  return [...new Set(one + other)].join('');
}

async function readFooters(
  queries: FileQueries,
  files: readonly string[],
  into: Map<string, KnownColumns>,
): Promise<void> {
  const rows = await queries.ask(
    `select file_name as file, path_in_schema as name, sum(num_values) = sum(stats_null_count) as is_empty,
       count(*) = count(letters) as is_told, string_agg(distinct letters, '') as letters,
       count(*) = count(characters) as is_spelt, string_agg(distinct characters, '') as characters from (
         select *, decode(key_value_metadata[${sqlText(CAPITALS)}::blob]) as letters,
           decode(key_value_metadata[${sqlText(CHARACTERS)}::blob]) as characters
         from parquet_metadata([${files.map(sqlText).join(', ')}]))
     group by all`,
    [],
  );
  const byFile = Map.groupBy(rows, ({ file }) => String(file));
  for (const file of files) {
    const own = byFile.get(file) ?? [];
    into.set(file, {
      empty: new Set(own.filter(({ is_empty }) => is_empty === true).map(({ name }) => String(name))),
      capitals: new Map(
        own
          .filter(({ is_told }) => is_told === true)
          // What stands behind the letters shows that there are none.
          .map(({ name, letters }) => [String(name), String(letters).replaceAll('.', '')]),
      ),
      characters: new Map(
        own
          .filter(({ is_spelt }) => is_spelt === true)
          .map(({ name, characters }) => [String(name), String(characters).replaceAll('Z', '')]),
      ),
    });
  }
}
