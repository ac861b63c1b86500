import { sql } from 'kysely';
import type { Database } from '../../../server/src/kernel/database/index.ts';
import { cpuOfTree, parentOf } from '../process-tree.ts';

/** Milliseconds of processors that were used. */
export interface ProcessorTime {
  readonly node: number;
  readonly database: number;
}

/**
 * Tells what this process and its PostgreSQL have used so far. On a machine that others use as well it says what a call
 * costs, which the clock does not. PostgreSQL's share is known on Linux only, and is 0 elsewhere.
 */
export async function processorTimer(db: Database): Promise<() => ProcessorTime> {
  const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(db);
  const server = parentOf(rows[0]?.pid ?? 0);
  return () => {
    const { user, system } = process.cpuUsage();
    return { node: (user + system) / 1_000, database: server === undefined ? 0 : cpuOfTree(server) };
  };
}
