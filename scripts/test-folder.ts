import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const PREFIX = 'zhengdun-';
const GIB = 1024 ** 3;
/** What a whole run has lying about at once is 1.3 GiB. */
const ROOM = 3 * GIB;
/** Beside what lies about, the tests' own programs want memory. */
const FREE = ROOM + 4 * GIB;

/** A folder for what tests write, and how to be rid of it. */
export interface TestFolder extends Disposable {
  readonly path: string;
}

/**
 * Makes a folder in memory. Tests make and delete tens of thousands of files – databases, checkouts, browsers –, which
 * costs a disk a third of their time. @returns undefined where memory is short, or runs no programs
 */
export function memoryFolder(): TestFolder | undefined {
  try {
    removeLeftOvers();
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < ROOM || freemem() < FREE) return undefined;
    const path = join(MEMORY, `${PREFIX}${process.pid}`);
    mkdirSync(path);
    const folder = { path, [Symbol.dispose]: () => remove(path) };
    // Databases and browsers run as users of their own, and have their own files there.
    chmodSync(path, 0o1777);
    if (runsPrograms(path)) return folder;
    folder[Symbol.dispose]();
    return undefined;
  } catch {
    return undefined;
  }
}

/** Of runs that were killed. */
function removeLeftOvers(): void {
  for (const name of readdirSync(MEMORY)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN;
    if (Number.isInteger(pid) && !existsSync(`/proc/${pid}`)) remove(join(MEMORY, name));
  }
}

/** Containers often forbid it there. */
function runsPrograms(folder: string): boolean {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 0;
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}
