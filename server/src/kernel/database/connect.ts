import pg from 'pg';
import { HouseError } from '../errors/index.ts';
import type { DatabaseServer, RoleName } from './server.ts';

/** The server is there but does not take connections yet, or is just being started again. */
const PASSING = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08006',
]);
/** How long a connection is waited for while the server comes back. */
const PATIENCE_MS = 15_000;

/**
 * Calls `connect` again while the server is only passing through a restart. Nothing was sent yet, so nothing can
 * be done twice.
 */
export async function withPatience<T>(connect: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  for (const end = performance.now() + patienceMs; ; ) {
    try {
      return await connect();
    } catch (error) {
      if (!isPassing(error) || performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Whether an error of `pg` says that the connection or the server was lost, not that the statement was wrong. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && PASSING.has(error.code)) return true;
  return /^Connection terminated/.test(error.message);
}

/** One connection outside any pool. @throws HouseError `database-unreachable` */
export async function connectOnce(server: DatabaseServer, role: RoleName): Promise<pg.Client> {
  const patience = server.kind === 'embedded' ? PATIENCE_MS : 0;
  try {
    return await withPatience(async () => {
      const client = new pg.Client(server.connection(role));
      client.on('error', () => {});
      await client.connect();
      return client;
    }, patience);
  } catch (error) {
    throw unreachable(server, role, error);
  }
}

function unreachable(server: DatabaseServer, role: RoleName, error: unknown): HouseError {
  const { host, database } = new pg.Client(server.connection(role));
  return new HouseError(
    'database-unreachable',
    {
      where: `${host}/${database}`,
      detail:
        error instanceof Error ? error.message || String((error as { code?: string }).code) : String(error),
      setting: role === 'migrator' ? 'ZHENGDUN_MIGRATOR_URL' : 'DATABASE_URL',
    },
    { cause: error },
  );
}
