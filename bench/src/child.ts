import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuOfTree, meterOf, type TreeUse } from './process-tree.ts';

export interface Measured<Result> {
  readonly result: Result;
  /** wall time between the child's word that it begins and its result, ms */
  readonly ms: number;
  /** processor time in that time, ms */
  readonly cpu: number;
  readonly peak: number;
  /** memory after the first fifth of the work, and at its end: what grows with the number of sites shows here */
  readonly early: number;
  readonly late: number;
}

/** A process that stays: its first message holds what others need to know of it. */
export interface Service<Result> extends Disposable {
  readonly result: Result;
  /** processor time so far, ms */
  cpu(): number;
}

export async function start<Result>(file: URL, task: unknown): Promise<Service<Result>> {
  const child = fork(fileURLToPath(file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(task as object);
  const result = await new Promise<Result>((resolve, reject) => {
    child.once('message', (message: { result: Result }) => resolve(message.result));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${file.pathname} ended with ${code}`)));
  });
  return { result, cpu: () => cpuOfTree(child.pid ?? 0), [Symbol.dispose]: () => child.kill() };
}

/** To add up the memory of all processes costs tens of milliseconds, which those that are measured do not get. */
const SAMPLE_MS = 1_000;

/**
 * Runs a file in a process of its own and measures that process with its children. The child sends `begin`, then
 * `progress` (0 to 1), then `{ result }`.
 */
export async function measure<Result>(file: URL, task: unknown): Promise<Measured<Result>> {
  const child = fork(fileURLToPath(file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const pid = child.pid ?? 0;
  const useNow = meterOf(pid);
  let before: TreeUse | undefined;
  let startedAt = 0;
  let peak = 0;
  let early = 0;
  let late = 0;
  let progress = 0;
  const sample = (): void => {
    if (!before) return;
    const { memory } = useNow();
    peak = Math.max(peak, memory);
    if (progress >= 0.2 && early === 0) early = memory;
    late = memory;
  };
  const timer = setInterval(sample, SAMPLE_MS);
  try {
    return await new Promise<Measured<Result>>((resolve, reject) => {
      child.on('message', (message: 'begin' | { progress: number } | { result: Result }) => {
        if (message === 'begin') {
          before = useNow();
          startedAt = performance.now();
        } else if ('progress' in message) {
          progress = message.progress;
        } else {
          const ms = performance.now() - startedAt;
          sample();
          const cpu = useNow().cpu - (before?.cpu ?? 0);
          resolve({ result: message.result, ms, cpu, peak, early, late });
        }
      });
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`${file.pathname} ended with ${code}`)));
      child.send(task as object);
    });
  } finally {
    clearInterval(timer);
    child.kill();
  }
}

/** The other side, in the child: takes the task and reports. */
export function work<Task, Result>(
  run: (task: Task, report: { begin(): void; progress(share: number): void }) => Promise<Result>,
): void {
  const send = (message: unknown): Promise<void> =>
    new Promise((resolve) => process.send?.(message, () => resolve()));
  process.once('message', async (task) => {
    const result = await run(task as Task, {
      begin: () => void send('begin'),
      progress: (share) => void send({ progress: share }),
    });
    await send({ result });
  });
  process.on('disconnect', () => process.exit(0));
}
