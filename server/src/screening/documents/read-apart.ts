import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Reading, unreadable } from './reading.ts';

const PROGRAM = fileURLToPath(new URL('./reader-process.ts', import.meta.url));
const MEMORY_MB = 600;
const LONGEST_MS = 60_000;
const MOST_OUTPUT = 400_000_000;

/**
 * Reads a document in a process of its own, without the environment and with a bound on memory and time: what a hostile
 * file does to a library ends there.
 */
export function readApart(bytes: Uint8Array): Promise<Reading> {
  const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY_MB}`, '--no-warnings', PROGRAM], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
  });
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let length = 0;
    let ended: Reading | undefined;
    const stop = (reading: Reading): void => {
      ended = reading;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(unreadable('took-too-long')), LONGEST_MS);
    child.stdout.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length > MOST_OUTPUT) stop(unreadable('too-much-inside'));
      else pieces.push(piece);
    });
    // A process that died does not read to the end: its own end says why.
    child.stdin.on('error', () => {});
    child.on('error', () => stop(unreadable('broken')));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (ended) resolve(ended);
      else if (code === 0) resolve(JSON.parse(Buffer.concat(pieces).toString('utf8')) as Reading);
      // V8 aborts where memory is used up.
      else resolve(unreadable(signal === 'SIGABRT' || code === 134 ? 'too-much-inside' : 'broken'));
    });
    child.stdin.end(bytes);
  });
}
