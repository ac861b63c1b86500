import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { defineCommand } from '../../kernel/cli/index.ts';
import { migrate, openServer } from '../../kernel/database/index.ts';
import { buildConsole, consoleSources } from './build-console.ts';
import { createSteps } from './steps.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** With the two of the launcher, and the one of `serve-house.ts`. */
const USUAL_STEPS = 6;

const STEPS = {
  database: { zh: '准备数据库', en: 'prepare the database' },
  migrate: { zh: '更新数据库结构', en: 'migrate the database' },
  console: { zh: '构建界面', en: 'build the pages' },
};

/** Starts everything on this machine: database, pages, background jobs. */
export const serve = defineCommand({
  name: 'serve',
  summary: { zh: '启动服务和界面', en: 'start the server and its pages' },
  options: {
    demo: {
      flag: true,
      help: {
        zh: '装载虚构的样例市供演示，数据与正式数据分开存放',
        en: 'an invented city to look at, apart from all real data',
      },
    },
  },
  examples: [
    {
      line: 'zhengdun serve',
      does: { zh: '在 127.0.0.1:8600 提供界面', en: 'serve the pages on 127.0.0.1:8600' },
    },
    { line: 'ZHENGDUN_PORT=18600 zhengdun serve', does: { zh: '换一个端口', en: 'on another port' } },
    { line: 'zhengdun serve --demo', does: { zh: '看看演示数据', en: 'look at the demonstration' } },
    {
      line: 'ZHENGDUN_DATA=/srv/zhengdun zhengdun serve',
      does: { zh: '把数据放在另一个目录', en: 'with the data in another directory' },
    },
  ],
  runsUntilStopped: true,
  async run(invocation) {
    const { log, signal, terminal } = invocation;
    const demo = invocation.options.demo ? await import('../../demo/index.ts') : undefined;
    const config = demo ? demo.demoConfig(invocation.config) : invocation.config;
    const parts = demo ? Object.keys(demo.CITY_PARTS).length : 0;
    const step = createSteps(terminal, USUAL_STEPS + parts);
    const claim = await demo?.claimCity(config, { log, signal });
    // Most of the program is read while the database starts, which is a process of its own.
    const house = import('./serve-house.ts');
    house.catch(() => {});
    const { server, sources } = await step(STEPS.database, async () => {
      const opening = openServer({ config, program: 'zhengdun serve', log, signal });
      opening.catch(() => {});
      await turn();
      return { sources: consoleSources(ROOT), server: await opening };
    });
    await step(STEPS.migrate, () => migrate(server, log));
    const pages = await step(STEPS.console, () => buildConsole(ROOT, { log, signal, sources }));
    const { serveHouse } = await house;
    await serveHouse({ ...invocation, config, server, pages, step, ...(demo && { city: { demo, claim } }) });
    return 0;
  },
});
