import { buildHttp, type House, openPublication } from '../src/app.ts';
import type { PEOPLE } from '../src/demo/index.ts';
import { openEvidence } from '../src/inspection/index.ts';
import { loadConfig } from '../src/kernel/config/index.ts';
import type { Http } from '../src/kernel/http/index.ts';
import type { Jobs } from '../src/kernel/jobs/index.ts';
import { silentLog } from '../src/kernel/log.ts';
import { openLiveSettings } from '../src/settings/index.ts';
import type { TestDatabase } from './database.ts';

/**
 * The routes of every module on a database, without a queue and, where no build of them is given, without the pages of the console.
 *
 * @param about.data folder of the test
 * @param about.env settings besides it
 * @param about.demo whom one may enter as
 */
export async function openWholeHouse(
  database: Pick<TestDatabase, 'db'>,
  about: {
    readonly data: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly demo?: typeof PEOPLE;
    /** folder of the built console */
    readonly dist?: string;
  },
): Promise<{ readonly house: House; readonly http: Http }> {
  const { data, env, demo, dist = `${data}/no-console` } = about;
  const config = loadConfig({ ZHENGDUN_DATA: data, ...env });
  const log = silentLog();
  const live = await openLiveSettings(database.db, config, log);
  const evidence = openEvidence(data);
  const house = {
    ...{ config, live, log, database, evidence, version: '0.1.0' },
    // Without a queue: nobody reads pictures here.
    publication: openPublication({ config, database, jobs: { send: async () => {} } as unknown as Jobs }),
    ...(demo && { demo }),
  } as unknown as House;
  const http = await buildHttp(house, dist);
  await http.ready();
  return { house, http };
}
