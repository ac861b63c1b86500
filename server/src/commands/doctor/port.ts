import { createServer } from 'node:net';
import { portHolder } from '../../kernel/http/index.ts';
import type { Finding } from './finding.ts';
import { findProgram } from './running-program.ts';

/** Whether the port of the settings is free. A taken one does no harm: `serve` takes the next. */
export async function checkPort(listen: string, port: number): Promise<Finding> {
  const base = { id: 'port', name: { zh: '端口', en: 'port' } };
  if (await isFree(listen, port)) {
    return {
      ...base,
      state: 'ok',
      detail: { zh: `${listen}:${port} 空闲`, en: `${listen}:${port} is free` },
    };
  }
  const holder = portHolder(port);
  const ours = await findProgram(listen, port);
  if (ours) {
    const process = holder && { zh: `，进程 ${holder.pid}`, en: `, process ${holder.pid}` };
    return {
      ...base,
      state: 'ok',
      detail: {
        zh: `政盾 ${ours.version} 正在运行：${ours.url}${process?.zh ?? ''}`,
        en: `zhengdun ${ours.version} is running: ${ours.url}${process?.en ?? ''}`,
      },
    };
  }
  const by = holder
    ? {
        zh: `被 ${holder.name}（进程 ${holder.pid}）占用`,
        en: `taken by ${holder.name} (process ${holder.pid})`,
      }
    : { zh: '已被占用', en: 'taken' };
  return {
    ...base,
    state: 'notice',
    detail: {
      zh: `${listen}:${port} ${by.zh}，启动时将改用后面的端口`,
      en: `${listen}:${port} is ${by.en}; the next free port will be used`,
    },
    cure: { zh: 'ZHENGDUN_PORT=18600 zhengdun serve', en: 'ZHENGDUN_PORT=18600 zhengdun serve' },
  };
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen({ host, port }, () => server.close(() => resolve(true)));
  });
}
