import type { DuckDBConnection } from '@duckdb/node-api';
import type { LogKind } from '../event.ts';
import { sqlText } from '../search/sql-text.ts';

/** What does not fit is put on the disk. */
const MEMORY = '300MB';
/** Rows that one statistics and one dictionary are of; fewer where the lines are long. */
const GROUP_ROWS = 250_000;
/** A dictionary is written where so many of the values are distinct at most: what differs in nearly every row is none. */
const MOST_DISTINCT = 0.6;
const LEAST_GROUP_ROWS = 2_048;
const GROUP_BYTES = 16 * 1024 * 1024;

/** What is looked for together stands together. Measured for access: docs/decisions/0017. */
const ORDERS: Readonly<Record<LogKind, string>> = {
  access: 'client, sequence',
  database: 'client, "user", sequence',
  device: 'coalesce(client, src), source, app, sequence',
  mail: 'coalesce(client, src), source, app, sequence',
  audit: 'coalesce(client, src), source, app, sequence',
};

export interface SortedRows {
  readonly received: { readonly from: number; readonly to: number };
  readonly happened?: { readonly from: number; readonly to: number };
  readonly sources: Readonly<Record<string, number>>;
}

/**
 * Writes the rows of several files of a kind into one, sorted for searching, by DuckDB.
 *
 * @param about.room a folder for what does not fit into memory
 * @param about.size rows and bytes of the files together
 */
export async function sortRows(about: {
  readonly kind: LogKind;
  readonly files: readonly string[];
  readonly size: { readonly rows: number; readonly bytes: number };
  readonly into: string;
  readonly room: string;
}): Promise<SortedRows> {
  const { kind, files, size, into, room } = about;
  const group = groupRows(size);
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: MEMORY,
    threads: '1',
    temp_directory: room,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const connection = await instance.connect();
    try {
      await connection.run("set timezone = 'UTC'");
      await connection.run(
        `copy (select * from read_parquet([${files.map(sqlText).join(', ')}], union_by_name = true) order by ${ORDERS[kind]})
         to ${sqlText(into)} (format parquet, compression zstd, compression_level 9, parquet_version V2,
           row_group_size ${group}, dictionary_size_limit ${Math.floor(group * MOST_DISTINCT)},
           string_dictionary_page_size_limit ${GROUP_BYTES * 4})`,
      );
      return await spanOf(connection, into);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

function groupRows({ rows, bytes }: { readonly rows: number; readonly bytes: number }): number {
  const fitting = Math.floor(GROUP_BYTES / Math.max(bytes / rows, 1));
  return Math.max(LEAST_GROUP_ROWS, Math.min(GROUP_ROWS, fitting));
}

async function spanOf(connection: DuckDBConnection, file: string): Promise<SortedRows> {
  const read = `read_parquet(${sqlText(file)})`;
  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
  const [span] = await ask(
    `select epoch_ms(min(received)) as a, epoch_ms(max(received)) as b, epoch_ms(min(happened)) as c,
       epoch_ms(max(happened)) as d from ${read}`,
  );
  const counts = await ask(`select source, count(*) as count from ${read} group by 1 order by 1`);
  const range = (from: unknown, to: unknown) => ({ from: Number(from), to: Number(to) });
  return {
    received: range(span?.a, span?.b),
    ...(span?.c !== null && { happened: range(span?.c, span?.d) }),
    sources: Object.fromEntries(counts.map(({ source, count }) => [String(source), Number(count)])),
  };
}
