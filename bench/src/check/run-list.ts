import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openConfiguredInspector,
  openEvidence,
  runList,
  sitesAtOnce,
} from '../../../server/src/inspection/index.ts';
import { loadConfig } from '../../../server/src/kernel/config/index.ts';
import { openDatabase } from '../../../server/src/kernel/database/index.ts';
import { silentLog } from '../../../server/src/kernel/log.ts';
import { work } from '../child.ts';
import type { Fleet } from './fleet.ts';
import { hostOf } from './pages.ts';

export interface ListTask {
  readonly fleet: Fleet;
  readonly sites: number;
  readonly browser: boolean;
  /** pages besides the home page, as `zhengdun check` has it */
  readonly pages: number;
}

export interface ListResult {
  readonly checked: number;
  readonly failed: number;
  readonly unmet: number;
  readonly pages: number;
  readonly links: number;
}

/** An address of loopback at which no server of the fleet listens. */
const NOBODY = '127.0.0.9';

/** The list run of `zhengdun check --list`, with its database and evidence, on the fleet's names and ports. */
work<ListTask, ListResult>(async ({ fleet, sites, browser, pages }, report) => {
  const data = await mkdtemp(join(tmpdir(), 'zhengdun-bench-'));
  const config = loadConfig({ ...process.env, ZHENGDUN_DATA: data });
  const log = silentLog();
  const { signal } = new AbortController();
  const database = await openDatabase({ config, program: 'bench', log, signal });
  const evidence = openEvidence(data);
  const policy = {
    allowPrivate: false,
    allowNetworks: ['127.0.0.0/8'],
    overrides: [
      { host: '*', port: '*' as const, addresses: ['127.0.0.1'] },
      ...fleet.dead.map((host) => ({ host, port: '*' as const, addresses: [NOBODY] })),
    ],
    extraCa: [fleet.rootPem],
    resolvers: [fleet.dns],
    loopbackPorts: { 80: fleet.httpPort, 443: fleet.httpsPort },
  };
  const inspector = await openConfiguredInspector(config, { policy, evidence });
  const total = { checked: 0, failed: 0, unmet: 0, pages: 0, links: 0 };
  try {
    report.begin();
    await runList(
      { db: database.db, evidence, inspector, readings: config.readings, signal },
      {
        sites: Array.from({ length: sites }, (_, number) => ({
          line: number + 1,
          address: hostOf(number),
          url: new URL(`https://${hostOf(number)}/`),
        })),
        order: { by: 'command', pages, browser, basis: { kind: 'own-site' }, lang: 'zh' },
        conditions: 'bench',
        concurrency: sitesAtOnce({ browser }),
        anew: true,
      },
      {
        resumed() {},
        steps() {},
        async checked(_site, result) {
          total.checked += 1;
          total.unmet += result.summary.unmet;
          total.pages += result.conditions.pagesOpened;
          total.links += result.conditions.linksChecked;
          report.progress(total.checked / sites);
        },
        failed(_site, error) {
          total.failed += 1;
          console.error(error);
        },
      },
    );
    return total;
  } finally {
    await inspector[Symbol.asyncDispose]();
    await database.close();
    await rm(data, { recursive: true, force: true });
  }
});
