import { availableParallelism } from 'node:os';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

const MEMORY = '400MB';

/** DuckDB over the files of an archive: in memory, nothing fetched, nothing written. */
export interface FileQueries extends AsyncDisposable {
  ask(sql: string, values: readonly (string | number | bigint)[]): Promise<Record<string, unknown>[]>;
}

/** @param folder the only one that may be read */
export async function openFileQueries(folder: string): Promise<FileQueries> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: MEMORY,
    threads: String(Math.min(4, availableParallelism())),
    max_temp_directory_size: '0MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'false',
  });
  const connection = await prepared(instance, folder).catch((error: unknown) => {
    instance.closeSync();
    throw error;
  });
  return {
    async ask(sql, values) {
      const reader = await connection.runAndReadAll(sql, [...values]);
      return reader.getRowObjectsJS();
    },
    async [Symbol.asyncDispose]() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function prepared(instance: DuckDBInstance, folder: string): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run("set timezone = 'Asia/Shanghai'");
  await connection.run('set parquet_metadata_cache = true');
  await connection.run(`set allowed_directories = [${sqlText(folder)}]`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
  return connection;
}

/** A text as it stands in SQL. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
