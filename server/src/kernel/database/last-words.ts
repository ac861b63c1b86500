import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { KeeperError } from './keeper-error.ts';
import type { DatabasePaths } from './paths.ts';

const TAIL_BYTES = 16 * 1024;
const GRAVE = /\b(FATAL|PANIC|ERROR|error while loading|cannot|not found)\b/;

/** Why PostgreSQL did not start, from what it and its programs wrote last: at most three lines. */
export function lastWords(paths: DatabasePaths): string {
  const lines = [paths.keeperLog, newestFile(paths.log)].flatMap((file) => (file ? tail(file) : []));
  const grave = lines.filter((each) => GRAVE.test(each));
  return (grave.length > 0 ? grave : lines).slice(-3).join('\n');
}

/** The error of a PostgreSQL, or an initdb, that ended instead of starting. */
export function startFailed(paths: DatabasePaths): KeeperError {
  return new KeeperError('database-start-failed', { detail: lastWords(paths), log: paths.keeperLog });
}

function newestFile(folder: string): string | undefined {
  try {
    return readdirSync(folder)
      .map((name) => join(folder, name))
      .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  } catch {
    return undefined;
  }
}

function tail(file: string): string[] {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const size = fstatSync(descriptor).size;
      const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
      readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
      return buffer.toString('utf8').split('\n').filter(Boolean);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return [];
  }
}
