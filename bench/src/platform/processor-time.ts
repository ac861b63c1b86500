import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Database } from '../../../server/src/kernel/database/index.ts';

const TICK_MS = 10;

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
  const server = statOf(rows[0]?.pid ?? 0)?.parent;
  return () => {
    const { user, system } = process.cpuUsage();
    return { node: (user + system) / 1_000, database: server === undefined ? 0 : serverTime(server) };
  };
}

/** Of the children that run, and of those that have ended. */
function serverTime(server: number): number {
  const running = processes()
    .map(statOf)
    .filter((stat) => stat?.parent === server)
    .reduce((total, stat) => total + (stat?.own ?? 0), 0);
  return (running + (statOf(server)?.ended ?? 0)) * TICK_MS;
}

/** In ticks. */
function statOf(pid: number): { parent: number; own: number; ended: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [1, 11, 12, 13, 14].map(
      (at) => fields[at],
    );
    return { parent, own: utime + stime, ended: cutime + cstime };
  } catch {
    return undefined;
  }
}

function processes(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Boolean);
  } catch {
    return [];
  }
}
