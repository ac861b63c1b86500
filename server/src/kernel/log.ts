import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { makeDataDirectory } from '../../../bin/launcher/data-directory.cjs';
import { DAY_MS } from './durations.ts';

/** A log of JSON lines. Messages are constant strings; what varies goes into fields. No personal data, no secrets. */
export type Log = Logger;

const KEPT_DAYS = 30;
const FILE_NAME = /^zhengdun-\d{4}-\d{2}-\d{2}\.log$/;

/** The folder of the program's own log. */
export function logDirectory(data: string): string {
  return join(data, 'log');
}

/**
 * Opens the log of this process: `<data>/log/zhengdun-<day>.log`, shared with other processes, files older than
 * 30 days removed. With `debug` everything also goes to stderr.
 */
export function openLog(options: { data: string; program: string; debug: boolean }): Log {
  const directory = logDirectory(options.data);
  makeDataDirectory(options.data);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  removeOldFiles(directory);
  const file = join(directory, `zhengdun-${new Date().toISOString().slice(0, 10)}.log`);
  const level = options.debug ? 'debug' : 'info';
  const streams = [
    { level, stream: pino.destination({ dest: file, append: true, sync: true, mode: 0o600 }) },
  ];
  if (options.debug) streams.push({ level, stream: pino.destination({ dest: 2, sync: true }) });
  return pino(
    {
      level,
      base: { program: options.program, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: pino.stdSerializers.err },
    },
    pino.multistream(streams),
  );
}

/** A log that keeps nothing, for tests and for programs without a data directory. */
export function silentLog(): Log {
  return pino({ level: 'silent' });
}

function removeOldFiles(directory: string): void {
  const oldest = Date.now() - KEPT_DAYS * DAY_MS;
  for (const name of readdirSync(directory)) {
    const file = join(directory, name);
    if (FILE_NAME.test(name) && statSync(file).mtimeMs < oldest) rmSync(file, { force: true });
  }
}
