import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { processMark } from '../../../../bin/launcher/lock.cjs';
import type { Account } from './account.ts';
import { type DatabasePaths, SOCKET_PORT } from './paths.ts';

/** What is needed to run PostgreSQL's programs. */
export interface Installation {
  /** folder of the programs, as `installPrograms` gives it */
  readonly programs: string;
  readonly paths: DatabasePaths;
  readonly account: Account;
  /** file descriptor for what the programs say before PostgreSQL's own log is open */
  readonly output: number;
}

/** A running PostgreSQL: a child of ours, or one that an earlier keeper left behind. */
export interface Postmaster {
  readonly pid: number;
  /** name of the process that is never used twice */
  readonly mark: string;
}

const POLL_MS = 50;

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Runs one of PostgreSQL's programs as its own user; what it says goes to the keeper's log. */
export function spawnProgram(
  at: Installation,
  name: 'postgres' | 'initdb',
  args: readonly string[],
): ChildProcess {
  const asAnother = process.getuid?.() === 0 ? { uid: at.account.uid, gid: at.account.gid } : {};
  return spawn(join(at.programs, 'bin', name), args, {
    ...asAnother,
    cwd: '/',
    env: { LC_ALL: 'C.UTF-8', PATH: '/usr/bin:/bin', TZ: 'UTC' },
    stdio: ['ignore', at.output, at.output],
  });
}

/** Settings of the server. They are given on the command line, so that those of this version always hold. */
const SETTINGS = {
  // Programs of this machine only: no port, and a socket in a folder that nobody else may enter. The folder is
  // named from the cluster, because the path of a socket must be short.
  listen_addresses: '',
  unix_socket_directories: '../sockets',
  unix_socket_permissions: '0700',
  max_connections: '100',
  max_logical_replication_workers: '0',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: '../log',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  cluster_name: 'zhengdun',
};

/**
 * Starts PostgreSQL and waits until it takes connections.
 *
 * @returns the server, or undefined when it ended instead; the keeper's log then tells why
 */
export async function startPostmaster(at: Installation): Promise<Postmaster | undefined> {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawnProgram(at, 'postgres', ['-D', at.paths.cluster, ...settings]);
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', () => {
    ended = true;
  });
  while (!ended) {
    const found = readPidFile(at.paths.cluster);
    const mark = found?.pid === child.pid ? processMark(child.pid ?? 0) : undefined;
    if (found?.ready && mark) return { pid: found.pid, mark };
    await wait(POLL_MS);
  }
  return undefined;
}

export function isAlive(server: Postmaster): boolean {
  return processMark(server.pid) === server.mark;
}

/** Waits until the server is gone; gives false when it is not within the time. */
async function waitForEnd(server: Postmaster, ms: number): Promise<boolean> {
  for (const end = performance.now() + ms; performance.now() < end; await wait(POLL_MS)) {
    if (!isAlive(server)) return true;
  }
  return !isAlive(server);
}

/** Stops the server: connections are cut, what was acknowledged is on disk. Crash-safe haste after a minute. */
export async function stopPostmaster(server: Postmaster): Promise<void> {
  signal(server, 'SIGINT');
  if (await waitForEnd(server, 60_000)) return;
  signal(server, 'SIGQUIT');
  if (await waitForEnd(server, 15_000)) return;
  signal(server, 'SIGKILL');
  await waitForEnd(server, 15_000);
}

function signal(server: Postmaster, name: NodeJS.Signals): void {
  try {
    if (isAlive(server)) process.kill(server.pid, name);
  } catch {
    // It ended in this very moment.
  }
}

/**
 * Looks for a PostgreSQL that an earlier keeper left behind, and clears away what a dead one left.
 *
 * @returns the server when it is ours and its programs are of this version: it can be taken over. Others of ours
 *   are stopped first. A pid file that names anything else that is still listed is removed.
 */
export async function findPostmaster(at: Installation): Promise<Postmaster | undefined> {
  const found = readPidFile(at.paths.cluster);
  const mark = found ? processMark(found.pid) : undefined;
  if (found && mark && servesCluster(found.pid, at.paths.cluster)) {
    const server = { pid: found.pid, mark };
    if (
      programOf(found.pid) === realpathSync(join(at.programs, 'bin', 'postgres')) &&
      (await becomesReady(server, at.paths.cluster))
    ) {
      return server;
    }
    await stopPostmaster(server);
  }
  const alone = await areAllGone(at.paths.cluster);
  // Of a pid that is gone PostgreSQL itself knows what to do. One that is taken it believes to be a server: a
  // stranger who was given the same number, or a dead server that its parent has not yet fetched.
  if (found && alone && existsSync(`/proc/${found.pid}`)) {
    rmSync(join(at.paths.cluster, 'postmaster.pid'));
    rmSync(join(at.paths.sockets, `.s.PGSQL.${SOCKET_PORT}.lock`), { force: true });
  }
  return undefined;
}

/** Processes of a killed server end by themselves within a moment; a new one must not meet them. */
async function areAllGone(cluster: string): Promise<boolean> {
  for (const end = performance.now() + 10_000; performance.now() < end; await wait(POLL_MS)) {
    if (!processIds().some((pid) => servesCluster(pid, cluster))) return true;
  }
  return false;
}

async function becomesReady(server: Postmaster, cluster: string): Promise<boolean> {
  for (
    const end = performance.now() + 60_000;
    performance.now() < end && isAlive(server);
    await wait(POLL_MS)
  ) {
    if (readPidFile(cluster)?.ready) return true;
  }
  return false;
}

/** Lines of postmaster.pid: 1 pid, 2 data directory, … 8 status. */
function readPidFile(cluster: string): { pid: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 1 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a process is a PostgreSQL of ours, of whatever version, at work on this cluster. */
function servesCluster(pid: number, cluster: string): boolean {
  const programs = join(dirname(realpathSync(cluster)), 'programs');
  if (processMark(pid) === undefined || !programOf(pid)?.startsWith(`${programs}/`)) return false;
  return linkOf(pid, 'cwd') === realpathSync(cluster);
}

function programOf(pid: number): string | undefined {
  return linkOf(pid, 'exe')?.replace(/ \(deleted\)$/, '');
}

function linkOf(pid: number, name: 'exe' | 'cwd'): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/${name}`);
  } catch {
    return undefined;
  }
}

function processIds(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}
