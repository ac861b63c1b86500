import type { ClientConfig } from 'pg';
import type { Config } from '../config/index.ts';
import { HouseError } from '../errors/index.ts';
import type { Log } from '../log.ts';
import { type DatabaseHold, holdDatabase } from './keeper-client.ts';
import { SOCKET_PORT } from './paths.ts';
import { prepareRoles } from './prepare-roles.ts';
import { ROLES } from './roles.ts';

/** Whom a connection works as: `app` reads and writes rows, `migrator` owns the tables. */
export type RoleName = 'app' | 'migrator';

/** A PostgreSQL that can be connected to. */
export interface DatabaseServer {
  readonly kind: 'embedded' | 'outside';
  /** false: an outside server for which no migrator was named */
  readonly canMigrate: boolean;
  /** how to connect, for `pg` and for what is built on it */
  connection(role: RoleName): ClientConfig;
  /** lets go of the embedded server; it stops when nobody else needs it */
  release(): void;
}

export interface ServerOptions {
  readonly config: Pick<Config, 'data' | 'databaseUrl' | 'migratorUrl'>;
  /** shown by PostgreSQL beside each connection: `zhengdun serve` */
  readonly program: string;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

/** Name of the database in the embedded server. */
const DATABASE = 'zhengdun';

/**
 * Makes a PostgreSQL available: the one of DATABASE_URL, else the embedded one, which is started when it does not
 * run. Its roles and its database are there afterwards; tables are the affair of `migrate`.
 *
 * @throws HouseError with what is missing and the cure; the signal's reason when it fires first
 */
export async function openServer(options: ServerOptions): Promise<DatabaseServer> {
  const { config } = options;
  if (config.databaseUrl) return outsideServer(config.databaseUrl, options);
  const hold = await holdDatabase({ data: config.data, log: options.log, signal: options.signal });
  await prepareRoles({ ...embeddedConnection(hold, options.program), user: ROLES.owner }, DATABASE);
  return embeddedServer(hold, { program: options.program, database: DATABASE });
}

/** A database of the embedded server, by name; used by tests, which have one each. */
export function embeddedServer(
  hold: DatabaseHold,
  options: { program: string; database: string },
): DatabaseServer {
  const base = { ...embeddedConnection(hold, options.program), database: options.database };
  return {
    kind: 'embedded',
    canMigrate: true,
    connection: (role) => ({ ...base, user: ROLES[role] }),
    release: () => hold.release(),
  };
}

/** The kernel tells the server who we are (peer): there is no password. */
export function embeddedConnection(hold: DatabaseHold, program: string): ClientConfig {
  return { host: hold.socketFolder, port: SOCKET_PORT, ssl: false, application_name: program };
}

function outsideServer(url: string, options: ServerOptions): DatabaseServer {
  const { migratorUrl } = options.config;
  const role = userOf(url);
  if (migratorUrl && userOf(migratorUrl) === role) {
    const why = 'DATABASE_URL = ZHENGDUN_MIGRATOR_URL';
    throw new HouseError('database-role-too-strong', { role, why, database: new URL(url).pathname.slice(1) });
  }
  const connectionOf = (connectionString: string) => ({
    connectionString,
    application_name: options.program,
    connectionTimeoutMillis: 10_000,
  });
  return {
    kind: 'outside',
    canMigrate: migratorUrl !== undefined,
    connection: (name) => connectionOf(name === 'migrator' ? (migratorUrl ?? url) : url),
    release() {},
  };
}

function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}
