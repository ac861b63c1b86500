import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../kernel/config/index.ts';
import type { Log } from '../../kernel/log.ts';
import { pause } from '../../kernel/pause.ts';
import { placeOf } from '../../logs/index.ts';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
/** After it has ended by itself it is begun again. */
const AGAIN_MS = 3_000;

/**
 * Arguments of Node for it: a server has room for young objects by the tens of megabytes, so that it starts quickly. Whoever receives
 * lines fills that room in each of its threads with buffers that are used up, and takes twice the memory.
 */
export function receivingArguments(own: readonly string[]): string[] {
  return own.filter((each) => !each.includes('semi-space-size'));
}

/** Receives logs in a process of its own, so that whoever is at a page does not wait for lines, nor lines for a page. */
export interface LogReceiver {
  /** returns when what was taken in is sealed */
  stop(): Promise<void>;
}

/** Undefined where the settings name nothing to receive. */
export function startLogReceiver(config: Config, log: Log): LogReceiver | undefined {
  const { logs, logFiles } = config;
  if (logs.length + logFiles.length === 0) return undefined;
  const args = [
    ...['logs', 'serve', '--registered'],
    ...logs.flatMap((endpoint) => ['--listen', placeOf(endpoint)]),
    ...logFiles.flatMap(({ source, pattern }) => ['--follow', `${source}=${pattern}`]),
  ];
  const ending = new AbortController();
  let child: ChildProcess | undefined;

  async function keepRunning(): Promise<void> {
    while (!ending.signal.aborted) {
      child = spawn(process.execPath, [...receivingArguments(process.execArgv), MAIN, ...args], {
        // It ends with us, however we end.
        env: { ...process.env, ZHENGDUN_DATA: config.data, _ZHENGDUN_LAUNCHER: String(process.pid) },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const ended = await once(child, 'exit').catch((error: unknown) => error);
      child = undefined;
      if (ending.signal.aborted) return;
      log.error({ ended }, 'the receiver of logs has ended: it is begun again');
      await pause(AGAIN_MS, ending.signal).catch(() => undefined);
    }
  }

  const running = keepRunning();
  return {
    async stop() {
      ending.abort();
      child?.kill('SIGTERM');
      await running;
    },
  };
}
