import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { KeeperError } from './keeper-error.ts';
import type { DatabasePaths } from './paths.ts';

const TAIL_BYTES = 16 * 1024;
const GRAVE = /\b(FATAL|PANIC|ERROR|error while loading|cannot|not found)\b/;

/** Begins the keeper's part of its log: what stands above it is of earlier runs. */
export const KEEPER_BEGINS = '---- keeper';

/** Why PostgreSQL did not start, from what it and its programs wrote last: at most three lines. */
export function lastWords(paths: DatabasePaths): string {
  const all = tail(paths.keeperLog);
  const ours = all.slice(all.findLastIndex((line) => line.startsWith(KEEPER_BEGINS)) + 1);
  const own = newestFile(paths.log);
  const lines = [ours, own ? tail(own) : []].map((each) => each.filter((line) => GRAVE.test(line)));
  return (lines.find((each) => each.length > 0) ?? ours).slice(-3).join('\n');
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
