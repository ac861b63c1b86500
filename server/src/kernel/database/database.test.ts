import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, useTestDatabase } from '../../../test/database.ts';
import { HouseError } from '../errors/index.ts';
import { silentLog } from '../log.ts';
import { checkAppRole } from './check-role.ts';
import {
  connectOnce,
  type DatabaseServer,
  migrate,
  openPool,
  type RoleName,
  readMigrations,
} from './index.ts';

const log = silentLog();

/** Runs SQL as a role, outside the pool. */
async function as(server: DatabaseServer, role: RoleName, statement: string): Promise<pg.QueryResult> {
  const client = await connectOnce(server, role);
  return client.query(statement).finally(() => client.end());
}

describe('the database of the program', () => {
  const database = useTestDatabase();

  it('is migrated and says by which files', async () => {
    const rows = await database.db
      .selectFrom('schema_migration')
      .select(['name', 'sha256'])
      .orderBy('name')
      .execute();
    expect(rows).toEqual(readMigrations().map(({ name, sha256 }) => ({ name, sha256 })));
  });

  it('lets the program read and write rows of later tables, and nothing more', async () => {
    await as(
      database.server,
      'migrator',
      'CREATE TABLE note (id bigserial PRIMARY KEY, day date, text text)',
    );
    await sql`INSERT INTO note (day, text) VALUES ('2026-11-23', '政盾')`.execute(database.db);
    const read = await sql<{ id: number; day: string }>`SELECT id, day FROM note`.execute(database.db);
    expect(read.rows).toEqual([{ id: 1, day: '2026-11-23' }]);
    await expect(sql`CREATE TABLE mine (id int)`.execute(database.db)).rejects.toThrow(/permission denied/);
    await expect(sql`DROP TABLE note`.execute(database.db)).rejects.toThrow(/must be owner/);
    await expect(sql`DELETE FROM schema_migration`.execute(database.db)).rejects.toThrow(/permission denied/);
    await expect(sql`SET ROLE zhengdun_migrator`.execute(database.db)).rejects.toThrow(/permission denied/);
  });

  it('holds the program to row-level security', async () => {
    await as(
      database.server,
      'migrator',
      `CREATE TABLE secret (unit text);
       ALTER TABLE secret ENABLE ROW LEVEL SECURITY;
       CREATE POLICY own ON secret USING (unit = current_setting('zhengdun.unit', true));
       INSERT INTO secret VALUES ('a'), ('b')`,
    );
    const all = await sql<{ unit: string }>`SELECT unit FROM secret`.execute(database.db);
    expect(all.rows).toEqual([]);
    const own = await database.db.transaction().execute(async (transaction) => {
      await sql`SET LOCAL zhengdun.unit = 'a'`.execute(transaction);
      return sql<{ unit: string }>`SELECT unit FROM secret`.execute(transaction);
    });
    expect(own.rows).toEqual([{ unit: 'a' }]);
  });

  it('refuses a bigint that JavaScript cannot hold exactly', async () => {
    await expect(sql`SELECT 9007199254740993::bigint`.execute(database.db)).rejects.toThrow(RangeError);
  });

  it('orders Chinese names by pinyin where asked', async () => {
    const { rows } = await sql<{ name: string }>`
      SELECT name FROM (VALUES ('赵'), ('钱'), ('安')) AS t (name) ORDER BY name COLLATE "zh-Hans-x-icu"`.execute(
      database.db,
    );
    expect(rows.map((row) => row.name)).toEqual(['安', '钱', '赵']);
  });

  it('does not wait for ever for a statement', async () => {
    const { rows } = await sql<{ statement_timeout: string }>`SHOW statement_timeout`.execute(database.db);
    expect(rows[0]?.statement_timeout).toBe('30s');
  });
});

describe('the role of the program', () => {
  async function refusalAfter(change: string, undo: string): Promise<string | undefined> {
    await using database = await openTestDatabase();
    const owner = new pg.Client({ ...database.server.connection('app'), user: 'zhengdun_owner' });
    await owner.connect();
    try {
      await owner.query(change);
      const pool = await openPool(database.server, log);
      await pool.db.destroy();
      return undefined;
    } catch (error) {
      return error instanceof HouseError ? `${error.code} ${String(error.facts.why)}` : String(error);
    } finally {
      await owner.query(undo);
      await owner.end();
    }
  }

  it('is refused when it owns a table', async () => {
    const refusal = await refusalAfter(
      'CREATE TABLE mine (id int); ALTER TABLE mine OWNER TO zhengdun_app',
      'DROP TABLE mine',
    );
    expect(refusal).toBe('database-role-too-strong OWNER: mine');
  });

  it.each([
    ['superuser', 'rolsuper', 'SUPERUSER'],
    ['one that may bypass row-level security', 'rolbypassrls', 'BYPASSRLS'],
  ])('is refused when it is %s', async (_, _column, why) => {
    await using database = await openTestDatabase();
    const role = `strong_${why.toLowerCase()}`;
    const owner = new pg.Client({ ...database.server.connection('app'), user: 'zhengdun_owner' });
    await owner.connect();
    try {
      // Checked through SET ROLE: the shared roles must not be changed under other tests.
      await owner.query(`DROP ROLE IF EXISTS ${role}; CREATE ROLE ${role} ${why}; SET ROLE ${role}`);
      await expect(checkAppRole(owner)).rejects.toMatchObject({
        code: 'database-role-too-strong',
        facts: { why: expect.stringContaining(why) },
      });
    } finally {
      await owner.query(`RESET ROLE; DROP ROLE IF EXISTS ${role}`);
      await owner.end();
    }
  });
});

describe('migrations', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhengdun-migrations-'));
    for (const { name, sql: text } of readMigrations()) writeFileSync(join(folder, name), text);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const next = (name: string) => `${String(readMigrations().length + 1).padStart(4, '0')}_${name}.sql`;
  const first = () => readMigrations()[0]?.name ?? '';

  it('are applied once, in order, even when two programs start together', async () => {
    await using database = await openTestDatabase();
    writeFileSync(join(folder, next('thing')), 'CREATE TABLE thing (id int)');
    const done = await Promise.all([1, 2, 3].map(() => migrate(database.server, log, folder)));
    expect(done.flat()).toEqual([next('thing')]);
    expect(await migrate(database.server, log, folder)).toEqual([]);
  });

  it('leave the database as it was when one does not run', async () => {
    await using database = await openTestDatabase();
    writeFileSync(join(folder, next('thing')), 'CREATE TABLE thing (id int); SELECT nonsense;');
    await expect(migrate(database.server, log, folder)).rejects.toMatchObject({
      code: 'migration-failed',
      facts: { file: next('thing') },
    });
    const { rows } = await as(database.server, 'app', `SELECT to_regclass('thing') AS thing`);
    expect(rows).toEqual([{ thing: null }]);
  });

  it('are refused when an applied file was changed', async () => {
    await using database = await openTestDatabase();
    writeFileSync(join(folder, first()), '-- changed');
    await expect(migrate(database.server, log, folder)).rejects.toMatchObject({ code: 'migration-changed' });
  });

  it('are refused when the database is newer than the program', async () => {
    await using database = await openTestDatabase();
    writeFileSync(join(folder, next('thing')), 'CREATE TABLE thing (id int)');
    await migrate(database.server, log, folder);
    await expect(migrate(database.server, log)).rejects.toMatchObject({
      code: 'migration-ahead',
      facts: { file: next('thing') },
    });
  });

  it('need a role that may create, and say so', async () => {
    await using database = await openTestDatabase();
    writeFileSync(join(folder, next('thing')), 'CREATE TABLE thing (id int)');
    const server = { ...database.server, canMigrate: false };
    await expect(migrate(server, log, folder)).rejects.toMatchObject({ code: 'database-cannot-migrate' });
  });

  it('are numbered without gaps', () => {
    expect(readMigrations().length).toBeGreaterThan(0);
    writeFileSync(join(folder, '0099_later.sql'), '');
    expect(() => readMigrations(folder)).toThrow(/numbered/);
  });
});
