import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A program of ours that runs as a user would run it. */
export interface RunningProgram {
  readonly child: ChildProcess;
  /** everything it has printed so far */
  readonly output: () => string;
  /** the same apart, as bytes: results on the one, progress and faults on the other */
  readonly stdout: () => Buffer;
  readonly stderr: () => Buffer;
  /** exit code, 128 + n after signal n */
  readonly ended: Promise<number>;
}

export interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** Starts a command in a process group of its own, as a terminal does, so that Ctrl-C can be sent to all of it. */
export function startProgram(command: readonly string[], options: ProgramOptions): RunningProgram {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd: options.cwd ?? ROOT, env: options.env, detached: true });
  const printed: { readonly data: Buffer; readonly on: 'stdout' | 'stderr' }[] = [];
  child.stdout.on('data', (data: Buffer) => void printed.push({ data, on: 'stdout' }));
  child.stderr.on('data', (data: Buffer) => void printed.push({ data, on: 'stderr' }));
  const bytesOf = (on: 'stdout' | 'stderr'): Buffer =>
    Buffer.concat(printed.filter((each) => each.on === on).map(({ data }) => data));
  const ended = new Promise<number>((resolve) => {
    child.on('close', (code, signal) =>
      resolve(code ?? (signal === 'SIGKILL' ? 137 : signal === 'SIGTERM' ? 143 : 130)),
    );
  });
  return {
    child,
    output: () => Buffer.concat(printed.map(({ data }) => data)).toString('utf8'),
    stdout: () => bytesOf('stdout'),
    stderr: () => bytesOf('stderr'),
    ended,
  };
}

/** An environment with a data directory, and without what the npm around the tests has set. */
export function programEnvironment(data: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_ENV|NODE_OPTIONS|_?ZHENGDUN_|INIT_CWD)/i.test(name),
  );
  return { ...Object.fromEntries(inherited), ZHENGDUN_DATA: data, ...more };
}

/** Waits until the condition gives something. @throws Error with `what` after the time */
export async function until<T>(
  what: string | (() => string),
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  ms = 120_000,
): Promise<T> {
  const end = performance.now() + ms;
  // What takes long is looked at less often: each look at all processes takes from those that are waited for.
  for (let pause = 25; performance.now() < end; pause = Math.min(pause * 1.25, 250)) {
    const value = await condition();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`in ${ms} ms not seen: ${typeof what === 'string' ? what : what()}`);
}

export interface SeenProcess {
  readonly pid: number;
  readonly command: string;
}

/** Living processes that have a text in their command line or environment: those that belong to a data directory. */
export function processesOf(text: string): SeenProcess[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid && isAlive(pid))
    .map((pid) => ({
      pid,
      command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim(),
      all: read(`/proc/${pid}/environ`),
    }))
    .filter((each) => each.command.includes(text) || each.all.includes(text))
    .map(({ pid, command }) => ({ pid, command }));
}

export function isAlive(pid: number): boolean {
  return /^[^ZX]/.test(statOf(pid)[0] ?? 'X');
}

/** Process group of a process. */
export function groupOf(pid: number): number {
  return Number(statOf(pid)[2]);
}

/** Fields of /proc/<pid>/stat after the program's name: state, parent, group, … */
function statOf(pid: number): string[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
