import { availableParallelism } from 'node:os';
import type { DuckDBInstance } from '@duckdb/node-api';
import { HouseError } from '../../kernel/errors/index.ts';
import { sqlText } from './sql-text.ts';

const MEMORY = '400MB';
/** A question that takes longer is broken off. */
const LONGEST_MS = 60_000;

/** DuckDB over the files of an archive: in memory, nothing fetched, nothing written. */
export interface FileQueries extends AsyncDisposable {
  /** Any number at a time. @throws HouseError `logs-search-too-long` */
  ask(sql: string, values: readonly (string | number | bigint)[]): Promise<Record<string, unknown>[]>;
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
  return {
    async ask(sql, values) {
      const connection = await instance.connect();
      let isOver = false;
      const timer = setTimeout(() => {
        isOver = true;
        connection.interrupt();
      }, LONGEST_MS);
      try {
        const reader = await connection.runAndReadAll(sql, [...values]);
        return reader.getRowObjectsJS();
      } catch (error) {
        if (!isOver) throw error;
        throw new HouseError('logs-search-too-long', { seconds: LONGEST_MS / 1_000 }, { cause: error });
      } finally {
        clearTimeout(timer);
        connection.closeSync();
      }
    },
    async [Symbol.asyncDispose]() {
      instance.closeSync();
    },
  };
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
