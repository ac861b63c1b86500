import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { watchMemory } from './pictures/watch-memory.ts';
import { type Reading, unreadable } from './reading.ts';

const PROGRAM = fileURLToPath(new URL('./reader-process.ts', import.meta.url));
const HEAP_MB = 600;
const MOST_MEMORY = 1_500_000_000;
const LONGEST_MS = 60_000;
const LONGEST_WITH_PICTURES_MS = 600_000;
const MOST_OUTPUT = 400_000_000;

/**
 * Reads a document in a process of its own, without the environment and with a bound on memory and time: what a hostile
 * file does to a library ends there.
 *
 * @param pictures folder of the packages that read pictures, in another process; undefined: they are told as unread
 */
export function readApart(bytes: Uint8Array, pictures?: string): Promise<Reading> {
  const args = [`--max-old-space-size=${HEAP_MB}`, '--no-warnings', PROGRAM];
  const child = spawn(process.execPath, pictures === undefined ? args : [...args, pictures], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
    // A group of its own: with it ends what it has started.
    detached: true,
  });
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let length = 0;
    let ended: Reading | undefined;
    const stop = (reading: Reading): void => {
      ended ??= reading;
      killGroup(child.pid);
    };
    const longest = pictures === undefined ? LONGEST_MS : LONGEST_WITH_PICTURES_MS;
    const timer = setTimeout(() => stop(unreadable('took-too-long')), longest);
    const stopWatching = watchMemory(child.pid, MOST_MEMORY, () => stop(unreadable('too-much-inside')));
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
      stopWatching();
      killGroup(child.pid);
      if (ended) resolve(ended);
      else if (code === 0) resolve(JSON.parse(Buffer.concat(pieces).toString('utf8')) as Reading);
      // V8 aborts where memory is used up.
      else resolve(unreadable(signal === 'SIGABRT' || code === 134 ? 'too-much-inside' : 'broken'));
    });
    child.stdin.end(bytes);
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}
