import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { Readable, type Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { watchMemory } from './pictures/watch-memory.ts';
import { type Reading, unreadable } from './reading.ts';

const PROGRAM = fileURLToPath(new URL('./reader-process.ts', import.meta.url));
const HEAP_MB = 600;
const MOST_MEMORY = 1_500_000_000;
const LONGEST_MS = 60_000;
const LONGEST_WITH_PICTURES_MS = 600_000;
const MOST_OUTPUT = 400_000_000;

interface Apart {
  /** of the packages that read pictures, in another process; undefined: they are told as unread */
  readonly folder?: string | undefined;
  /** is called after each picture that was read */
  readonly onPicture?: (() => void) | undefined;
  /** ends the process */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a document in a process of its own, without the environment and with a bound on memory and time: what a hostile
 * file does to a library ends there.
 *
 * @throws the reason of the signal
 */
export function readApart(bytes: Uint8Array, { folder, onPicture, signal }: Apart = {}): Promise<Reading> {
  if (signal?.aborted) return Promise.reject(signal.reason);
  const args = [`--max-old-space-size=${HEAP_MB}`, '--no-warnings', PROGRAM];
  const child = spawn(process.execPath, folder === undefined ? args : [...args, folder], {
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
    env: {},
    // A group of its own: with it ends what it has started.
    detached: true,
  }) as ChildProcessByStdio<Writable, Readable, null>;
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let length = 0;
    let ended: Reading | undefined;
    const stop = (reading: Reading): void => {
      ended ??= reading;
      killGroup(child.pid);
    };
    const onAbort = (): void => killGroup(child.pid);
    signal?.addEventListener('abort', onAbort);
    const longest = folder === undefined ? LONGEST_MS : LONGEST_WITH_PICTURES_MS;
    const timer = setTimeout(() => stop(unreadable('took-too-long')), longest);
    const stopWatching = watchMemory(child.pid, MOST_MEMORY, () => stop(unreadable('too-much-inside')));
    child.stdout.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length > MOST_OUTPUT) stop(unreadable('too-much-inside'));
      else pieces.push(piece);
    });
    const [, , , told] = child.stdio;
    // A byte a picture.
    if (told instanceof Readable)
      told.on('data', (piece: Buffer) => {
        for (let read = 0; read < piece.length; read++) onPicture?.();
      });
    // A process that died does not read to the end: its own end says why.
    child.stdin.on('error', () => {});
    child.on('error', () => stop(unreadable('broken')));
    child.on('close', (code, killed) => {
      clearTimeout(timer);
      stopWatching();
      signal?.removeEventListener('abort', onAbort);
      killGroup(child.pid);
      if (signal?.aborted) reject(signal.reason);
      else if (ended) resolve(ended);
      else if (code === 0) resolve(JSON.parse(Buffer.concat(pieces).toString('utf8')) as Reading);
      // V8 aborts where memory is used up.
      else resolve(unreadable(killed === 'SIGABRT' || code === 134 ? 'too-much-inside' : 'broken'));
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
