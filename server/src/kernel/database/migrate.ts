import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { HouseError } from '../errors/index.ts';
import type { Log } from '../log.ts';
import { checkAppRole } from './check-role.ts';
import { connectOnce } from './connect.ts';
import type { DatabaseServer } from './server.ts';

const FOLDER = fileURLToPath(new URL('../../../migrations/', import.meta.url));
const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;
/** Any number that nobody else uses: two programs may start in the same moment. */
const LOCK = 0x5a44_0002;

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** lower-case hex */
  readonly sha256: string;
}

/**
 * Brings the tables to the state that this version of the program needs: the files of server/migrations in the
 * order of their numbers, forward only, each in a transaction of its own.
 *
 * A migration finds the role that the program works as in `current_setting('zhengdun.app_role')`.
 *
 * @param folder other files, for tests
 * @returns names of the files that were applied
 * @throws HouseError when an applied file was changed, the database is newer than the program, a file does not
 *   run, or the role of the program may do too much
 */
export async function migrate(server: DatabaseServer, log: Log, folder = FOLDER): Promise<readonly string[]> {
  const files = readMigrations(folder);
  const app = await connectOnce(server, 'app');
  try {
    if (await isCurrent(app, files)) return [];
    await checkAppRole(app);
    const role = app.user ?? '';
    if (server.canMigrate) return await apply(server, { files, appRole: role, log });
    throw new HouseError('database-cannot-migrate', {
      pending: files.map((file) => file.name).join(', '),
      role,
    });
  } finally {
    await app.end();
  }
}

/** The files in the order of their numbers. @throws Error when two have the same number, or a name is irregular */
export function readMigrations(folder = FOLDER): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const numbers = names.map((name) => FILE_NAME.exec(name)?.[1]);
  const wrong = names.filter((_, index) => numbers[index] !== String(index + 1).padStart(4, '0'));
  if (wrong.length > 0)
    throw new Error(`migrations are numbered 0001_name.sql, 0002_…, without gaps: ${wrong.join(', ')}`);
  return names.map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8');
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

/** Whether nothing is to be done. @throws HouseError when what was applied is not what the files say */
async function isCurrent(client: pg.Client, files: readonly Migration[]): Promise<boolean> {
  const there = await client.query(`SELECT to_regclass('schema_migration') IS NOT NULL AS yes`);
  if (!there.rows[0]?.yes) return false;
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM schema_migration ORDER BY name',
  );
  for (const [index, applied] of rows.entries()) {
    const file = files[index];
    if (!file || file.name.slice(0, 4) !== applied.name.slice(0, 4))
      throw new HouseError('migration-ahead', { file: applied.name });
    if (file.sha256 !== applied.sha256 || file.name !== applied.name) {
      throw new HouseError('migration-changed', { file: file.name });
    }
  }
  return rows.length === files.length;
}

async function apply(
  server: DatabaseServer,
  job: { files: readonly Migration[]; appRole: string; log: Log },
): Promise<readonly string[]> {
  const client = await connectOnce(server, 'migrator');
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(`SELECT set_config('zhengdun.app_role', $1, false)`, [job.appRole]);
    await makeRegister(client, job.appRole);
    // Another program may have done it while we waited for the lock.
    if (await isCurrent(client, job.files)) return [];
    const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migration');
    const pending = job.files.filter((file) => !rows.some((row) => row.name === file.name));
    for (const file of pending) {
      await applyOne(client, file);
      job.log.info({ migration: file.name }, 'migration applied');
    }
    return pending.map((file) => file.name);
  } finally {
    await client.end();
  }
}

async function makeRegister(client: pg.Client, appRole: string): Promise<void> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS schema_migration (
      name text PRIMARY KEY,
      sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
  await client.query(`GRANT SELECT ON schema_migration TO ${pg.escapeIdentifier(appRole)}`);
}

async function applyOne(client: pg.Client, file: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(file.sql);
    await client.query('INSERT INTO schema_migration (name, sha256) VALUES ($1, $2)', [
      file.name,
      file.sha256,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    const detail = error instanceof Error ? error.message : String(error);
    throw new HouseError('migration-failed', { file: file.name, detail }, { cause: error });
  }
}
