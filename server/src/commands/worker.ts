import { once } from 'node:events';
import { openHouse, startWorker } from '../app.ts';
import { defineCommand } from '../kernel/cli/index.ts';
import { openDatabase } from '../kernel/database/index.ts';
import { readVersion } from '../version.ts';

/** Takes jobs from the queue, without serving anything. */
export const worker = defineCommand({
  name: 'worker',
  summary: { zh: '只处理后台任务，不提供界面', en: 'work on background jobs only, without pages' },
  options: {},
  examples: [
    {
      line: 'zhengdun worker',
      does: {
        zh: '与 zhengdun serve 使用同一数据目录或 DATABASE_URL，可同时运行多个',
        en: 'beside zhengdun serve, with the same data directory or DATABASE_URL; several may run at once',
      },
    },
  ],
  runsUntilStopped: true,
  async run({ config, log, signal, terminal, lang }) {
    const database = await openDatabase({ config, program: 'zhengdun worker', log, signal });
    const house = await openHouse({ config, database, log, version: readVersion() });
    const jobs = await startWorker(house);
    terminal.out(
      lang === 'zh'
        ? '后台任务处理已启动，按 Ctrl-C 停止'
        : 'Working on background jobs; press Ctrl-C to stop',
    );
    await stopped(signal);
    await jobs.stop();
    await house.close();
    return 0;
  },
});

async function stopped(signal: AbortSignal): Promise<void> {
  // Keeps the program running: an abort listener alone does not.
  const alive = setInterval(() => {}, 60_000);
  if (!signal.aborted) await once(signal, 'abort');
  clearInterval(alive);
}
