import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';
import { checkAppRole } from './check-role.ts';
import { withPatience } from './connect.ts';
import { migrate } from './migrate.ts';
import { type DatabaseServer, openServer, type ServerOptions } from './server.ts';
import type { Database, Tables } from './tables.ts';

/** A database that is ready for work. */
export interface OpenDatabase {
  readonly db: Database;
  readonly server: DatabaseServer;
  /** of the server: `18.4` */
  readonly version: string;
  /** waits for running statements, then closes the connections and lets go of the embedded server */
  close(): Promise<void>;
}

/** Connections of one program. PostgreSQL gives 100 to all together. */
const MAX_CONNECTIONS = 10;
const STATEMENT_MS = 30_000;
const IDLE_TRANSACTION_MS = 60_000;
/** A new connection is a new process that reads the catalogue anew: those of a list are kept through its pauses. */
const IDLE_CONNECTION_MS = 60_000;

/** Starts the server when it does not run, migrates, and opens the pool: what most programs need. */
export async function openDatabase(options: ServerOptions): Promise<OpenDatabase> {
  const server = await openServer(options);
  try {
    await migrate(server, options.log);
    return await openPool(server, options.log);
  } catch (error) {
    server.release();
    throw error;
  }
}

/**
 * Opens the pool of the app role on a migrated database.
 *
 * @throws HouseError when the role may do too much
 */
export async function openPool(server: DatabaseServer, log: Log): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    ...server.connection('app'),
    max: MAX_CONNECTIONS,
    idleTimeoutMillis: IDLE_CONNECTION_MS,
    types: TYPES,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    // Many ask at once, each for little: helpers of one statement are taken from the others.
    options: '-c max_parallel_workers_per_gather=0',
  });
  pool.on('error', (error) => log.warn({ error }, 'an idle database connection was lost'));
  // One that is lent out belongs to nobody's listener; whoever holds it learns of its loss by the next statement.
  pool.on('connect', (client) => client.on('error', () => {}));
  const patient = {
    options: pool.options,
    connect: () => withPatience(() => pool.connect()),
    end: () => pool.end(),
  };
  try {
    const client = await patient.connect();
    const version = await checkAppRole(client).finally(() => client.release());
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: patient }) });
    return {
      db,
      server,
      version,
      async close() {
        await db.destroy();
        // Kysely ends a pool that it has used only.
        if (!pool.ended) await pool.end();
        server.release();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** bigint as a number, where it is one exactly; date as text, for a day has no time zone. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.INT8) return safeInteger;
    if (oid === pg.types.builtins.DATE) return String;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint of the database is beyond 2^53');
  return value;
}
