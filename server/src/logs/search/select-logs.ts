import { mkdir, realpath } from 'node:fs/promises';
import { HouseError } from '../../kernel/errors/index.ts';
import { LOG_KINDS, type LogKind } from '../event.ts';
import { placesOf } from '../manifest.ts';
import { type ColumnType, columnsOf } from '../rows/columns.ts';
import { openFileQueries, type SelectedRows } from './query-files.ts';
import { archiveShelf } from './shelf.ts';
import { sqlText } from './sql-text.ts';

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  ...{ text: 'VARCHAR', bytes: 'BLOB', int: 'INTEGER', long: 'BIGINT', time: 'TIMESTAMPTZ' },
};

/**
 * Answers one SELECT over the sealed logs of an archive, in which each kind is a view: `access`, `device` … Nothing outside of the
 * archive can be read, and nothing written.
 *
 * @param about.most rows that are given
 * @throws HouseError `logs-sql-select`, `logs-sql-wrong`, `logs-search-too-long`, `logs-not-readable`
 */
export async function selectLogs(
  folder: string,
  { sql, most }: { readonly sql: string; readonly most: number },
): Promise<SelectedRows> {
  const held = await archiveShelf(folder).held({});
  if (typeof held === 'string') throw new HouseError('logs-not-readable', { file: held });
  const { segments } = placesOf(folder);
  await mkdir(segments, { recursive: true });
  await using queries = await openFileQueries(await realpath(segments));
  for (const kind of LOG_KINDS) {
    const files = held.filter((file) => file.kind === kind).map(({ path }) => path);
    await queries.ask(`create view "${kind}" as ${files.length === 0 ? noRows(kind) : rowsOf(files)}`, []);
  }
  return await queries.select(sql, most);
}

const rowsOf = (files: readonly string[]) =>
  `select * from read_parquet([${files.map(sqlText).join(', ')}], union_by_name = true)`;

const noRows = (kind: LogKind) =>
  `select ${columnsOf(kind)
    .map(({ name, type }) => `null::${SQL_TYPES[type]} as "${name}"`)
    .join(', ')} where false`;
