import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CanvasModule, Picture, PictureReader, ReadPicture } from './picture.ts';
import { watchMemory } from './watch-memory.ts';

const PROGRAM = fileURLToPath(new URL('./ocr-process.ts', import.meta.url));
const HEAP_MB = 700;
const MOST_MEMORY = 1_700_000_000;
/** For one picture: a dense page takes four to nine seconds on two idle processors. */
const LONGEST_MS = 120_000;
/** For all pictures of a document. */
const LONGEST_ALL_MS = 480_000;
const MOST_PICTURES = 200;
/** After so many a new process is started: the libraries do not give all memory back. */
const PICTURES_A_PROCESS = 15;

/**
 * Opens a reader whose work is done in processes of their own.
 *
 * @param folder where the packages lie
 * @param onRead is called after each picture
 */
export function openPictureReader(folder: string, onRead: () => void): PictureReader {
  const until = performance.now() + LONGEST_ALL_MS;
  let child: ChildProcess | undefined;
  let left = MOST_PICTURES;
  let inProcess = 0;
  const close = (): void => {
    child?.kill('SIGKILL');
    child = undefined;
    inProcess = 0;
  };
  const read = async (picture: Picture): Promise<ReadPicture | undefined> => {
    const time = Math.min(LONGEST_MS, until - performance.now());
    left -= 1;
    if (left < 0 || time <= 0) return undefined;
    if (inProcess >= PICTURES_A_PROCESS) close();
    child ??= start(folder);
    inProcess += 1;
    const answer = await ask(child, picture, time);
    onRead();
    // What has died, hangs or holds too much is not asked again.
    if (answer === 'none') close();
    return answer === 'none' ? undefined : answer;
  };
  const canvas = createRequire(join(folder, 'package.json'))('@napi-rs/canvas') as CanvasModule;
  return { read, canvas, close };
}

function start(folder: string): ChildProcess {
  const args = [`--max-old-space-size=${HEAP_MB}`, '--no-warnings', PROGRAM, folder];
  return spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: {},
  });
}

function ask(child: ChildProcess, picture: Picture, time: number): Promise<ReadPicture | undefined | 'none'> {
  return new Promise((resolve) => {
    const end = (answer: ReadPicture | undefined | 'none'): void => {
      clearTimeout(timer);
      stopWatching();
      child.off('message', onMessage);
      child.off('close', onEnd);
      child.off('error', onEnd);
      resolve(answer);
    };
    const onMessage = (message: unknown): void => end((message as { read: ReadPicture | undefined }).read);
    const onEnd = (): void => end('none');
    const timer = setTimeout(onEnd, time);
    const stopWatching = watchMemory(child.pid, MOST_MEMORY, onEnd);
    child.on('message', onMessage);
    child.on('close', onEnd);
    child.on('error', onEnd);
    if (child.connected) child.send(picture, (error) => void (error && onEnd()));
    else onEnd();
  });
}
