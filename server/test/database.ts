import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import {
  type Database,
  type DatabaseServer,
  embeddedConnection,
  embeddedServer,
  holdDatabase,
  migrate,
  openPool,
  prepareRoles,
  ROLES,
  readMigrations,
} from '../src/kernel/database/index.ts';
import { silentLog } from '../src/kernel/log.ts';

/** A migrated database that belongs to one test. */
export interface TestDatabase extends AsyncDisposable {
  readonly db: Database;
  readonly server: DatabaseServer;
  close(): Promise<void>;
}

const log = silentLog();
/** Any number that nobody else uses: test files run side by side. */
const LOCK = 0x5a44_0003;

/**
 * Opens a database of its own, copied from a migrated template on the embedded server that all test files share.
 * Works as root and as an ordinary user.
 *
 * @example
 * await using database = await openTestDatabase();
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const hold = await holdDatabase({ data: inject('testData'), log });
  const owner = { ...embeddedConnection(hold, 'test'), user: ROLES.owner, database: 'postgres' };
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(owner, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const template = `template_${readMigrations().at(-1)?.sha256.slice(0, 16)}`;
    await prepareRoles(owner, template);
    await migrate(embeddedServer(hold, { program: 'test', database: template }), log);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${ROLES.migrator}`);
  });
  // The hold outlives the pool: the database is dropped after that is closed.
  const server = { ...embeddedServer(hold, { program: 'test', database: name }), release() {} };
  const pool = await openPool(server, log);
  async function close(): Promise<void> {
    await pool.close();
    await asOwner(owner, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    hold.release();
  }
  return { db: pool.db, server, close, [Symbol.asyncDispose]: close };
}

/** One database for all tests of a file. Read `db` inside tests only: it is there from `beforeAll` on. */
export function useTestDatabase(): { readonly db: Database; readonly server: DatabaseServer } {
  let opened: TestDatabase | undefined;
  beforeAll(async () => {
    opened = await openTestDatabase();
  }, 60_000);
  afterAll(() => opened?.close());
  const ready = (): TestDatabase => {
    if (!opened) throw new Error('the test database is there inside tests only');
    return opened;
  };
  return {
    get db() {
      return ready().db;
    },
    get server() {
      return ready().server;
    },
  };
}

/** Address of a database of the embedded server as that of one outside. @param name another database of it */
export function outsideUrl(server: DatabaseServer, role: string, name?: string): string {
  const { host, port, database } = server.connection('app');
  const socket = encodeURIComponent(String(host));
  return `postgresql://${role}@localhost/${name ?? database}?host=${socket}&port=${port}`;
}

async function asOwner(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
