/**
 * The keeper of the embedded database: a small process of its own that starts PostgreSQL, restarts it when it
 * dies, and stops it when nobody needs it any more. Every program that needs the database keeps a connection to
 * the keeper's socket open; the kernel closes it even when that program is killed outright.
 *
 *   node keeper.ts <data directory> <folder of the programs> <grace in ms>
 *
 * It imports nothing from npm: it is always in memory, and must not mind what `npm ci` does meanwhile.
 */
import { mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { type Lock, tryLock } from '../../../../bin/launcher/lock.cjs';
import { databaseAccount } from './account.ts';
import { openAudience } from './audience.ts';
import { prepareCluster } from './cluster.ts';
import { KeeperError } from './keeper-error.ts';
import { EX_ANOTHER } from './keeper-state.ts';
import { KEEPER_BEGINS, startFailed } from './last-words.ts';
import { controlSocket, type DatabasePaths, databasePaths } from './paths.ts';
import {
  findPostmaster,
  type Installation,
  isAlive,
  type Postmaster,
  startPostmaster,
  stopPostmaster,
  wait,
} from './postmaster.ts';

/** How often the keeper looks whether PostgreSQL lives. */
const WATCH_MS = 250;
/** A server that dies this often within a minute is not started again. */
const MAX_RESTARTS = 5;

const MAX_LOG_BYTES = 1024 * 1024;

async function main(): Promise<number> {
  const [data = '', programs = '', grace] = process.argv.slice(2);
  const paths = databasePaths(data);
  mkdirSync(paths.keeper, { recursive: true, mode: 0o700 });
  const lock = await takeLock(paths);
  if (!lock) return EX_ANOTHER;
  try {
    return await keep(paths, programs, Number(grace));
  } finally {
    lock.release();
  }
}

/** Takes the lock, waiting for a keeper that is about to end; undefined when another one serves. */
async function takeLock(paths: DatabasePaths): Promise<Lock | undefined> {
  for (;;) {
    const attempt = tryLock(`${paths.keeper}/lock`);
    if (!('holder' in attempt)) return attempt;
    if (await answers(controlSocket(paths))) return undefined;
    await wait(50 + Math.random() * 50);
  }
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** Serves until nobody needs the database any more. */
async function keep(paths: DatabasePaths, programs: string, graceMs: number): Promise<number> {
  const audience = await openAudience(controlSocket(paths), graceMs);
  let told = false;
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => (told = true));
  try {
    const at = installation(paths, programs);
    await prepareCluster(at);
    let server = await serve(at);
    audience.say({ state: 'ready', postmaster: server.pid });
    for (const restarts: number[] = []; !told && audience.isWanted(); await wait(WATCH_MS)) {
      if (isAlive(server)) continue;
      audience.say({ state: 'starting' });
      countRestart(restarts, paths);
      server = await serve(at);
      audience.say({ state: 'ready', postmaster: server.pid });
    }
    audience.close();
    await stopPostmaster(server);
    return 0;
  } catch (error) {
    if (!(error instanceof KeeperError)) throw error;
    // Whoever started this keeper shall hear why, even when it has not connected yet.
    for (const end = performance.now() + graceMs; performance.now() < end && !audience.isPresent(); )
      await wait(25);
    audience.close({ state: 'failed', code: error.code, facts: error.facts });
    return 1;
  }
}

function installation(paths: DatabasePaths, programs: string): Installation {
  const account = databaseAccount();
  if ((statSync(paths.keeperLog, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES)
    rmSync(paths.keeperLog);
  const output = openSync(paths.keeperLog, 'a', 0o600);
  writeSync(output, `${KEEPER_BEGINS} ${process.pid} ${new Date().toISOString()}\n`);
  return { programs, paths, account, output };
}

/** Takes over the server that is there, or starts one. */
async function serve(at: Installation): Promise<Postmaster> {
  // The shared memory of a killed server may be held for a moment longer.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const server = (await findPostmaster(at)) ?? (await startPostmaster(at));
    if (server) return server;
    await wait(300 * attempt);
  }
  throw startFailed(at.paths);
}

function countRestart(restarts: number[], paths: DatabasePaths): void {
  const now = performance.now();
  restarts.push(now);
  while (now - (restarts[0] ?? now) > 60_000) restarts.shift();
  if (restarts.length <= MAX_RESTARTS) return;
  throw startFailed(paths);
}

process.exit(await main());
