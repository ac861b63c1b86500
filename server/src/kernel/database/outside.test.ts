import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, outsideUrl, type TestDatabase } from '../../../test/database.ts';
import { silentLog } from '../log.ts';
import { openDatabase } from './index.ts';

const log = silentLog();

// The embedded server stands in for one that the user runs: it is reached through DATABASE_URL like any other.
let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await openTestDatabase();
  owner = new pg.Client({ ...database.server.connection('app'), user: 'zhengdun_owner' });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

const urlAs = (role: string, name?: string): string => outsideUrl(database.server, role, name);

function open(databaseUrl: string, migratorUrl?: string) {
  return openDatabase({ config: { data: '/nowhere', databaseUrl, migratorUrl }, program: 'test', log });
}

/** An empty database of its own, dropped afterwards. */
async function withEmptyDatabase(work: (name: string) => Promise<void>): Promise<void> {
  const name = `outside_${Date.now()}`;
  await owner.query(`CREATE DATABASE ${name} OWNER zhengdun_migrator`);
  await work(name).finally(() => owner.query(`DROP DATABASE ${name} WITH (FORCE)`));
}

describe('a PostgreSQL outside', () => {
  it('is used as it is when it is migrated, with the role of the program alone', async () => {
    const opened = await open(urlAs('zhengdun_app'));
    expect(opened.server).toMatchObject({ kind: 'outside', canMigrate: false });
    expect(opened.version).toMatch(/^18/);
    await opened.close();
  });

  it('is migrated by the role that is named for it', async () => {
    await withEmptyDatabase(async (name) => {
      const opened = await open(urlAs('zhengdun_app', name), urlAs('zhengdun_migrator', name));
      const { migrations } = await opened.db
        .selectFrom('schema_migration')
        .select(({ fn }) => fn.countAll<number>().as('migrations'))
        .executeTakeFirstOrThrow();
      expect(migrations).toBeGreaterThan(0);
      await opened.close();
    });
  });

  it('is refused with the cure when it must be migrated and nobody is named who may', async () => {
    await withEmptyDatabase(async (name) => {
      await expect(open(urlAs('zhengdun_app', name))).rejects.toMatchObject({
        code: 'database-cannot-migrate',
      });
    });
  });

  it('is refused when the program would work as the owner of the tables, or as a superuser', async () => {
    const migrator = urlAs('zhengdun_migrator');
    await expect(open(migrator, migrator)).rejects.toMatchObject({ code: 'database-role-too-strong' });
    await expect(open(migrator)).rejects.toMatchObject({ code: 'database-role-too-strong' });
    await expect(open(urlAs('zhengdun_owner'))).rejects.toMatchObject({
      code: 'database-role-too-strong',
      facts: { why: expect.stringContaining('SUPERUSER') },
    });
  });

  it('is told when it cannot be reached, without the password', async () => {
    const error = await open('postgresql://zhengdun_app:hunter2@127.0.0.1:1/zhengdun').catch(
      (thrown) => thrown,
    );
    expect(error).toMatchObject({
      code: 'database-unreachable',
      facts: { where: '127.0.0.1/zhengdun', setting: 'DATABASE_URL' },
    });
    expect(error.words('zh')).not.toContain('hunter2');
  });
});
