import type { CheckView } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { useCheckHouse } from '../../test/check-house.ts';
import { until } from '../../test/program.ts';
import { buildHttp, openHouse } from '../app.ts';
import { loadConfig } from '../kernel/config/index.ts';
import { silentLog } from '../kernel/log.ts';

const house = useCheckHouse({});

describe('zhengdun worker', () => {
  it('carries out what pages asked for before and after it started, and stops when it is told to', async () => {
    const { database, data } = house;
    const log = silentLog();
    // The side of `serve` that takes orders, without a worker of its own.
    const orders = await openHouse({
      config: loadConfig({ ZHENGDUN_DATA: data }),
      database,
      log,
      version: '',
    });
    const http = await buildHttp(orders);
    const headers = { host: '127.0.0.1' };
    const ask = async (address: string): Promise<string> =>
      (await http.inject({ method: 'POST', url: '/api/checks', payload: { address }, headers })).json().id;
    const view = async (id: string): Promise<CheckView> =>
      (await http.inject({ url: `/api/checks/${id}`, headers })).json();
    const isDone = (id: string) => async (): Promise<boolean> => (await view(id)).state === 'done';

    const before = await ask('www.nowhere.gov.cn');
    const worker = house.start(['worker']);
    await until('the first check done', isDone(before));
    await until('the second check done', isDone(await ask('www.nowhere-else.gov.cn')));
    expect((await view(before)).result).toMatchObject({
      id: before,
      target: { url: 'https://www.nowhere.gov.cn/' },
      summary: { unmet: 0 },
    });
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect(worker.stdout().toString()).toBe('后台任务处理已启动，按 Ctrl-C 停止\n');
    expect(worker.stderr().toString()).toBe('');
    await http.close();
    await orders.jobs.stop();
    expect(house.processes()).toEqual([]);
  });
});
