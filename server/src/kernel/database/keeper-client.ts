import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDataDirectory } from '../../../../bin/launcher/data-directory.cjs';
import { HouseError } from '../errors/index.ts';
import type { Log } from '../log.ts';
import { EX_ANOTHER, type KeeperState } from './keeper-state.ts';
import { lastWords } from './last-words.ts';
import { controlSocket, type DatabasePaths, databasePaths, serverSocketFolder } from './paths.ts';
import { wait } from './postmaster.ts';
import { installPrograms } from './programs.ts';

/** A hold on the embedded database: it runs as long as anybody has one. */
export interface DatabaseHold {
  /** folder of PostgreSQL's socket, as a client names it */
  readonly socketFolder: string;
  /** pid of the PostgreSQL server as last told; it changes when the server is restarted */
  postmaster(): number;
  /** lets go; the database stops soon after the last one */
  release(): void;
}

interface HoldOptions {
  readonly data: string;
  readonly log: Log;
  readonly signal?: AbortSignal;
  /** how long the database goes on after the last hold is released, in ms; only the first hold's wish counts */
  readonly graceMs?: number;
}

const KEEPER = fileURLToPath(new URL('keeper.ts', import.meta.url));
/** The next program often starts right after the last one: `check` again and again, a server that is restarted. */
const GRACE_MS = 2000;
/** initdb on a slow disk, or recovery after a crash. */
const START_MS = 120_000;

/**
 * Holds the embedded database, starting its keeper when none runs, and starting another one should it die.
 *
 * @throws HouseError when the database cannot be started; the signal's reason when it fires first
 */
export async function holdDatabase(options: HoldOptions): Promise<DatabaseHold> {
  const paths = preparePaths(options.data);
  let held = await reachKeeper(paths, options);
  let released = false;
  void keepHolding();
  return {
    socketFolder: serverSocketFolder(paths),
    postmaster: () => held.postmaster,
    release() {
      released = true;
      held.socket.destroy();
    },
  };

  /** Each time the connection is lost, gets another. */
  async function keepHolding(): Promise<void> {
    for (;;) {
      await held.lost;
      if (released) return;
      options.log.warn('the keeper of the database is gone; starting another');
      held = await reachAgain();
      if (released) held.socket.destroy();
    }
  }

  async function reachAgain(): Promise<Held> {
    for (let pause = 200; ; pause = Math.min(pause * 2, 10_000)) {
      try {
        return await reachKeeper(paths, { ...options, signal: undefined });
      } catch (error) {
        options.log.error({ error }, 'the database could not be started again');
        await wait(pause);
      }
    }
  }
}

interface Held {
  readonly socket: Socket;
  postmaster: number;
  readonly lost: Promise<void>;
}

/** Connects to the keeper and waits until PostgreSQL is ready. */
async function reachKeeper(paths: DatabasePaths, options: Omit<HoldOptions, 'data'>): Promise<Held> {
  let starting: Starting | undefined;
  for (const end = performance.now() + START_MS; performance.now() < end; await wait(25)) {
    options.signal?.throwIfAborted();
    const held = await connectToKeeper(paths, options.signal);
    if (held) return held;
    if (starting === undefined || starting.exitCode === 0 || starting.exitCode === EX_ANOTHER) {
      starting = spawnKeeper(paths, options.graceMs ?? GRACE_MS);
    } else if (starting.exitCode !== undefined) break;
  }
  throw new HouseError('database-keeper-failed', { detail: lastWords(paths), log: paths.keeperLog });
}

interface Starting {
  /** undefined while it runs */
  exitCode: number | undefined;
}

function spawnKeeper(paths: DatabasePaths, graceMs: number): Starting {
  const programs = installPrograms(paths.programs);
  const output = openSync(paths.keeperLog, 'a', 0o600);
  const child = spawn(process.execPath, [KEEPER, dirname(paths.root), programs, String(graceMs)], {
    detached: true,
    cwd: '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.unref();
  const starting: Starting = { exitCode: undefined };
  child.on('error', () => {
    starting.exitCode = 1;
  });
  child.on('exit', (code) => {
    starting.exitCode = code ?? 1;
  });
  return starting;
}

/**
 * Gives a hold once PostgreSQL is ready; undefined when no keeper answers, or it ends first.
 *
 * @throws HouseError with what the keeper says went wrong
 */
function connectToKeeper(paths: DatabasePaths, signal: AbortSignal | undefined): Promise<Held | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(controlSocket(paths));
    const lost = new Promise<void>((done) => socket.on('close', () => done()));
    const giveUp = () => socket.destroy();
    signal?.addEventListener('abort', giveUp, { once: true });
    let held: Held | undefined;
    // Every refusal shows as a close: a socket without a keeper, a keeper that is about to end.
    socket.on('error', giveUp);
    socket.on('close', () => resolve(undefined));
    readStates(socket, (state) => {
      if (state.state === 'failed') {
        socket.destroy();
        reject(new HouseError(state.code, state.facts as never));
      } else if (state.state === 'ready' && held) {
        held.postmaster = state.postmaster;
      } else if (state.state === 'ready') {
        signal?.removeEventListener('abort', giveUp);
        // The connection lasts as long as the process, and does not keep it from ending.
        socket.unref();
        held = { socket, postmaster: state.postmaster, lost };
        resolve(held);
      }
    });
  });
}

/** The keeper is our own program, started by the same user: its lines are taken as they are. */
function readStates(socket: Socket, onState: (state: KeeperState) => void): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onState(JSON.parse(line) as KeeperState);
  });
}

/** Makes the folders. As root, PostgreSQL's own user must be able to pass through those above its own. */
function preparePaths(data: string): DatabasePaths {
  const paths = databasePaths(data);
  try {
    for (const folder of [data, paths.root, paths.programs]) makeDataDirectory(folder);
    mkdirSync(paths.keeper, { recursive: true, mode: 0o700 });
    return paths;
  } catch (error) {
    throw new HouseError('data-not-writable', { path: data, detail: codeOf(error) }, { cause: error });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
