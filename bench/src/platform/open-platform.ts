import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { buildHttp, openHouse } from '../../../server/src/app.ts';
import { loadConfig } from '../../../server/src/kernel/config/index.ts';
import {
  type Database,
  type OpenDatabase,
  openDatabase,
  ROLES,
} from '../../../server/src/kernel/database/index.ts';
import type { Http } from '../../../server/src/kernel/http/index.ts';
import { openLog } from '../../../server/src/kernel/log.ts';
import { type Amount, fillPlatform } from './fill-platform.ts';
import { CAST, fillCast } from './users.ts';

/** A filled platform with its HTTP side, as `serve` has it. */
export interface Platform {
  readonly db: Database;
  readonly http: Http;
  readonly rows: Readonly<Record<string, number>>;
  /** undefined: it was filled by an earlier run */
  readonly filledIn: number | undefined;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * @param kept folder in which the databases of all sizes are kept and found again; without it nothing stays
 */
export async function openPlatform(amount: Amount, kept: string | undefined): Promise<Platform> {
  const data = kept
    ? join(kept, String(amount.applications))
    : await mkdtemp(join(tmpdir(), 'zhengdun-bench-'));
  await mkdir(data, { recursive: true });
  // As root, PostgreSQL runs as another user.
  await chmod(data, 0o711);
  const config = loadConfig({ ...process.env, ZHENGDUN_DATA: data });
  const log = openLog({ data, program: 'bench', debug: false });
  const signal = new AbortController().signal;
  const database = await openDatabase({ config, program: 'bench', log, signal });
  // The cast enters without passwords, as in the demonstration.
  const house = await openHouse({ config, database, log, version: 'bench', demo: CAST });
  const mark = join(data, 'filled.json');
  const before = await readFile(mark, 'utf8').catch(() => undefined);
  let rows: Record<string, number> = before === undefined ? {} : JSON.parse(before);
  const begin = performance.now();
  if (before === undefined) {
    try {
      rows = await asOwner(database, async (db) => {
        const filled = await fillPlatform(db, amount);
        await fillCast(db);
        return filled;
      });
      await writeFile(mark, JSON.stringify(rows));
    } catch (error) {
      // A part of it is worth nothing to the next run.
      await house.close();
      await rm(data, { recursive: true, force: true, maxRetries: 10 });
      throw error;
    }
  } else {
    // A version that keeps more than the one which filled it has just made that: nobody has looked at it yet.
    await asOwner(database, (db) => sql`VACUUM ANALYZE`.execute(db));
  }
  const http = await buildHttp(house);
  return {
    db: database.db,
    http,
    rows,
    filledIn: before === undefined ? (performance.now() - begin) / 1000 : undefined,
    async [Symbol.asyncDispose]() {
      await http.close();
      await house.close();
      if (!kept) await rm(data, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Works as the owner of the cluster, with triggers and foreign keys off: only the filling of an empty database may. */
async function asOwner<T>({ server }: OpenDatabase, work: (db: Database) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({
    ...server.connection('migrator'),
    user: ROLES.owner,
    max: 1,
    options:
      '-c session_replication_role=replica -c synchronous_commit=off -c maintenance_work_mem=512MB -c work_mem=256MB',
  });
  const db: Database = new Kysely({ dialect: new PostgresDialect({ pool }) });
  try {
    const done = await work(db);
    await sql`CHECKPOINT`.execute(db);
    return done;
  } finally {
    await db.destroy();
  }
}
