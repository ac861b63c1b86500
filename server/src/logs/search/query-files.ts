import { availableParallelism } from 'node:os';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { sqlText } from './sql-text.ts';

/** Beside it the process has its own, and what DuckDB does not count: docs/logs.md has the peaks. */
const MEMORY = '256MB';
/** Characters of what DuckDB says is wrong. */
const MOST_DETAIL = 500;
/** A question that takes longer is broken off. */
const LONGEST_MS = 60_000;

/** DuckDB over the files of an archive: in memory, nothing fetched, nothing written. */
export interface FileQueries extends AsyncDisposable {
  /** Any number at a time. @throws HouseError `logs-search-too-long` */
  ask(sql: string, values: readonly (string | number | bigint)[]): Promise<Record<string, unknown>[]>;
  /**
   * Somebody else's question: one SELECT, and nothing else.
   *
   * @param most rows that are given
   * @throws HouseError `logs-sql-select`, `logs-sql-wrong`, `logs-search-too-long`
   */
  select(sql: string, most: number): Promise<SelectedRows>;
}

export interface SelectedRows {
  readonly columns: readonly string[];
  /** as JSON has them: large numbers and times are texts */
  readonly rows: readonly (readonly unknown[])[];
  /** there were more */
  readonly isCut: boolean;
}

/** @param folder the only one that may be read */
export async function openFileQueries(folder: string): Promise<FileQueries> {
  // Two hundred modules that a start would read, for the few programs that search.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: MEMORY,
    threads: String(Math.min(4, availableParallelism())),
    max_temp_directory_size: '0MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'false',
  });
  try {
    await prepare(instance, folder);
  } catch (error) {
    instance.closeSync();
    throw error;
  }

  /** Breaks off what takes too long. */
  async function inTime<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await instance.connect();
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      connection.interrupt();
    }, LONGEST_MS);
    try {
      return await work(connection);
    } catch (error) {
      if (!isOver) throw error;
      throw new HouseError('logs-search-too-long', { seconds: LONGEST_MS / 1_000 }, { cause: error });
    } finally {
      clearTimeout(timer);
      connection.closeSync();
    }
  }

  return {
    ask: (sql, values) =>
      inTime(async (connection) => (await connection.runAndReadAll(sql, [...values])).getRowObjectsJS()),
    select: (sql, most) =>
      inTime((connection) => selectOnce(connection, sql, most)).catch((error: unknown) => {
        if (error instanceof HouseError) throw error;
        const detail = plainText(error instanceof Error ? error.message : String(error), MOST_DETAIL);
        throw new HouseError('logs-sql-wrong', { detail }, { cause: error });
      }),
    async [Symbol.asyncDispose]() {
      instance.closeSync();
    },
  };
}

async function selectOnce(connection: DuckDBConnection, sql: string, most: number): Promise<SelectedRows> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new HouseError('logs-sql-select', {});
  const prepared = await statements.prepare(0);
  const { StatementType } = await import('@duckdb/node-api');
  if (prepared.statementType !== StatementType.SELECT) throw new HouseError('logs-sql-select', {});
  const reader = await prepared.streamAndReadUntil(most + 1);
  const rows = reader.getRowsJson();
  return { columns: reader.columnNames(), rows: rows.slice(0, most), isCut: rows.length > most };
}

async function prepare(instance: DuckDBInstance, folder: string): Promise<void> {
  const connection = await instance.connect();
  try {
    for (const setting of [
      "set global timezone = 'Asia/Shanghai'",
      'set global parquet_metadata_cache = true',
      `set global allowed_directories = [${sqlText(folder)}]`,
      'set global enable_external_access = false',
      'set global lock_configuration = true',
    ])
      await connection.run(setting);
  } finally {
    connection.closeSync();
  }
}
