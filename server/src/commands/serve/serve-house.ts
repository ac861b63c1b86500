import { once } from 'node:events';
import type { Lang } from '@zhengdun/contract';
import { buildHttp, type House, identityTools, openHouse, startWorker, tellKept } from '../../app.ts';
import type * as Demo from '../../demo/index.ts';
import { ADMIN_LINK_MINUTES, makeAdminLink } from '../../identity/index.ts';
import { displayWidth, padEnd, type Terminal } from '../../kernel/cli/index.ts';
import { beijingTime } from '../../kernel/clock/index.ts';
import type { Config } from '../../kernel/config/index.ts';
import { openPool, type openServer } from '../../kernel/database/index.ts';
import {
  type Exposure,
  type Http,
  isExposed,
  type Listening,
  listen,
  openExposure,
  publicUrl,
} from '../../kernel/http/index.ts';
import { type Log, logDirectory } from '../../kernel/log.ts';
import { readVersion } from '../../version.ts';
import type { ConsoleBuild } from './build-console.ts';
import { startLogReceiver } from './log-receiver.ts';
import type { RunStep } from './steps.ts';

/** Requests that still run get so long when the program ends. */
const LAST_REQUESTS_MS = 5000;

const LISTEN = { zh: '启动服务', en: 'start the server' };

/** The invented city, and the claim that keeps others from loading it too. */
interface City {
  readonly demo: typeof Demo;
  readonly claim: Awaited<ReturnType<typeof Demo.claimCity>> | undefined;
}

/** What a house is served with. */
export interface Serving {
  readonly config: Config;
  readonly server: Awaited<ReturnType<typeof openServer>>;
  readonly pages: ConsoleBuild;
  readonly step: RunStep;
  readonly terminal: Terminal;
  readonly lang: Lang;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly city?: City;
}

/** Serves the pages and works on the jobs, until the signal fires. The database is up to date and the pages are built. */
export async function serveHouse(serving: Serving): Promise<void> {
  const { config, server, pages, step, terminal, lang, log, signal, city } = serving;
  const database = await openPool(server, log);
  const house = await openHouse({
    ...{ config, database, log, version: readVersion() },
    ...(city && { demo: city.demo.PEOPLE }),
  });
  const http = await buildHttp(house);
  if (city) await loadOnce(city.demo, { house, http, step });
  city?.claim?.release();
  const listening = await step(LISTEN, () =>
    listen(http, {
      address: config.listen,
      port: config.port,
      urlOf: isExposed(config) ? (port) => publicUrl(config, port) : undefined,
    }),
  );
  const jobs = await startWorker(house);
  const receiver = city ? undefined : startLogReceiver(config, log);
  const admin = await makeAdminLink(identityTools(house), { base: listening.url, data: config.data });
  const exposure = await openExposure(config);
  terminal.out(startedText({ listening, config, pages, lang, admin: admin?.url, exposure }));
  log.info({ port: listening.port }, 'serving');
  if (!signal.aborted) await once(signal, 'abort');
  const received = receiver?.stop();
  await closeHttp(http);
  await jobs.stop();
  await received;
  await house.close();
  log.info('stopped');
  terminal.out(lang === 'zh' ? '已停止' : 'Stopped');
}

/** Loads the city where it is not there yet; its parts are steps in either case. */
async function loadOnce(
  demo: typeof Demo,
  { house, http, step }: { house: House; http: Http; step: RunStep },
): Promise<void> {
  const { config, database, evidence } = house;
  if (demo.cityIsLoaded(config)) {
    for (const part of Object.values(demo.CITY_PARTS)) await step(part, async () => {});
    return;
  }
  const tools = { db: database.db, evidence, data: config.data, http, tell: () => tellKept(house) };
  await demo.loadCity(tools, step, new Date());
  await demo.markLoaded(config);
}

/** Takes no more requests and lets the running ones end, but not for ever. */
async function closeHttp(http: Http): Promise<void> {
  const timer = setTimeout(() => http.server.closeAllConnections(), LAST_REQUESTS_MS);
  await http.close();
  clearTimeout(timer);
}

function startedText(about: {
  listening: Listening;
  config: Config;
  pages: ConsoleBuild;
  lang: Lang;
  /** one-time link, as long as there is no administrator */
  admin: string | undefined;
  /** where others than this machine are served */
  exposure: Exposure | undefined;
}): string {
  const { listening, config, pages, lang, admin, exposure } = about;
  const zh = lang === 'zh';
  const rows: [string, string][] = [
    [zh ? '地址' : 'Address', listening.url],
    ...(admin ? adminRows(admin, zh) : []),
    ...(exposure ? certificateRows(exposure, zh) : []),
    [
      zh ? '数据' : 'Data',
      config.databaseUrl
        ? `${config.data}${zh ? '，数据库在 DATABASE_URL' : ', database at DATABASE_URL'}`
        : config.data,
    ],
    [zh ? '停止' : 'Stop', zh ? '按 Ctrl-C' : 'press Ctrl-C'],
  ];
  const width = 2 + Math.max(...rows.map(([name]) => displayWidth(name)));
  return [
    '',
    ...notes(about),
    zh ? '政盾已启动' : 'Zhengdun is running',
    ...rows.map(([name, value]) => `  ${padEnd(name, width)}${value}`),
    ...(pages === 'no-console'
      ? [zh ? '  本版本没有界面，仅提供接口' : '  There are no pages in this version, only the interface']
      : []),
  ].join('\n');
}

/** The link stands alone in its line: a terminal then knows where it ends. */
function adminRows(link: string, zh: boolean): [string, string][] {
  return [
    [zh ? '首位管理员' : 'First administrator', link],
    [
      '',
      zh ? `${ADMIN_LINK_MINUTES} 分钟内有效，仅可使用一次` : `once, within ${ADMIN_LINK_MINUTES} minutes`,
    ],
  ];
}

/** Of a certificate of our own browsers warn: whoever opens the page compares the fingerprint. */
function certificateRows({ isSelfSigned, fingerprint, endsAt }: Exposure, zh: boolean): [string, string][] {
  const until = beijingTime(endsAt).slice(0, 10);
  const kind = isSelfSigned ? (zh ? '自签名，' : 'self-signed, ') : '';
  return [
    [zh ? '证书' : 'Certificate', zh ? `${kind}有效期至 ${until}` : `${kind}valid until ${until}`],
    ...(isSelfSigned ? ([['', `SHA-256 ${fingerprint}`]] as [string, string][]) : []),
  ];
}

function notes(about: { listening: Listening; config: Config; pages: ConsoleBuild; lang: Lang }): string[] {
  const { listening, config, pages, lang } = about;
  const zh = lang === 'zh';
  const lines: string[] = [];
  if (listening.taken) {
    const { port, by } = listening.taken;
    const holder = by ? (zh ? `被 ${by.name}（进程 ${by.pid}）` : ` by ${by.name} (process ${by.pid})`) : '';
    lines.push(
      zh
        ? `端口 ${port} 已${holder || '被'}占用，改用 ${listening.port}`
        : `Port ${port} is taken${holder}; using ${listening.port}`,
    );
  }
  if (pages === 'failed') {
    const folder = logDirectory(config.data);
    lines.push(
      zh
        ? `界面没有构建成功，原因见 ${folder}`
        : `The pages could not be built; the log in ${folder} tells why`,
    );
  }
  return lines;
}
