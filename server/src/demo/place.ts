import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { acquireLock } from '../../../bin/launcher/lock.cjs';
import type { Config } from '../kernel/config/index.ts';
import { embeddedConnection, holdDatabase, ROLES } from '../kernel/database/index.ts';
import { writeDurably } from '../kernel/durable-file.ts';
import { HouseError } from '../kernel/errors/index.ts';
import type { Log } from '../kernel/log.ts';

/** Edition of the city: another one is loaded anew. */
const EDITION = '2';
/** What belongs to a database and is worth nothing without it. */
const FOLDERS = ['ledger', 'objects', 'documents', 'secrets', 'logs'];

/**
 * The settings of the demonstration: a data directory of its own below the real one, with a database, a ledger and
 * secrets of its own, and this machine alone.
 *
 * @throws HouseError `demo-own-database`, `demo-loopback-only`
 */
export function demoConfig(config: Config): Config {
  if (config.databaseUrl) throw new HouseError('demo-own-database', {});
  if (!['127.0.0.1', '::1'].includes(config.listen)) throw new HouseError('demo-loopback-only', {});
  return { ...config, data: join(config.data, 'demo'), migratorUrl: undefined, hosts: [], proxies: [] };
}

function markOf({ data }: Pick<Config, 'data'>): string {
  return join(data, `city-${EDITION}`);
}

/** Whether the city was loaded to its end. */
export function cityIsLoaded(config: Pick<Config, 'data'>): boolean {
  return existsSync(markOf(config));
}

export async function markLoaded(config: Pick<Config, 'data'>): Promise<void> {
  await writeDurably(markOf(config), '', 0o600);
}

/**
 * Keeps other programs from loading the same city until the lock is released. What a killed loading, or one of another
 * edition, has left is removed: the city begins anew.
 */
export async function claimCity(
  { data }: Pick<Config, 'data'>,
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
): Promise<{ release(): void }> {
  const lock = await acquireLock(join(data, 'load.lock'), { signal });
  try {
    if (!cityIsLoaded({ data })) await removeCity({ data, log, signal });
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function removeCity(options: {
  readonly data: string;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const hold = await holdDatabase(options);
  const client = new pg.Client({
    ...embeddedConnection(hold, 'zhengdun serve --demo'),
    user: ROLES.owner,
    database: 'postgres',
  });
  try {
    await client.connect();
    await client.query('DROP DATABASE IF EXISTS zhengdun WITH (FORCE)');
  } finally {
    await client.end();
    hold.release();
  }
  for (const folder of FOLDERS) rmSync(join(options.data, folder), { recursive: true, force: true });
}
