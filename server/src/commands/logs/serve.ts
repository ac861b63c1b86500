import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lang } from '@zhengdun/contract';
import { z } from 'zod';
import { defineCommand } from '../../kernel/cli/index.ts';
import {
  type Config,
  collectorName,
  logEndpoint,
  logFiles,
  type StorePlace,
} from '../../kernel/config/index.ts';
import { type Database, openDatabase } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainWords, wholeNumber } from '../../kernel/value.ts';
import {
  type Collector,
  type Declared,
  declaredSchema,
  feedOwnAudit,
  keepRegister,
  logKeys,
  openCollector,
  placeOf,
  readDeclared,
  type SharedPlace,
} from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';
import { openStore, S3_OPTION, STORE } from './store.ts';
import { tlsMeans } from './tls-means.ts';

const MOST_SOURCES_BYTES = 4 * 1024 * 1024;
const TOLD_MS = 60_000;
/** What may wait on the disk for the common store, unless somebody says otherwise. */
const ROOM_GIB = 20;

/** `zhengdun logs serve --listen tls://0.0.0.0:6514 …` */
export const serve = defineCommand({
  name: 'serve',
  summary: { zh: '持续接收日志并封存', en: 'receive logs and seal them, until stopped' },
  options: {
    listen: {
      ...logEndpoint,
      repeatable: true,
      placeholder: 'SCHEME://ADDRESS:PORT',
      help: {
        zh: '接收地址，可多次给出：tcp、tls、udp、relp、relps、http（仅本机）、https',
        en: 'where to receive, may be repeated: tcp, tls, udp, relp, relps, http (this machine alone), https',
      },
    },
    follow: {
      ...logFiles,
      repeatable: true,
      placeholder: 'NAME=PATTERN',
      help: {
        zh: '持续读取的文件，可多次给出，可用 *；轮转后接着读，中断后从断处读',
        en: 'files to follow, may be repeated, * is allowed; through rotation, and on from where it stopped',
      },
    },
    sources: {
      ...plainWords({
        allowed: { zh: '文件', en: 'a file' },
        example: '/etc/zhengdun/sources.json',
        max: 4_000,
      }),
      placeholder: 'FILE',
      help: {
        zh: '来源文件（JSON），写明哪个地址是哪个来源；没有写明的以地址为名，照样接收',
        en: 'a file of sources (JSON) that tells whose addresses are whose; others are known by their address and kept all the same',
      },
    },
    'client-ca': {
      ...plainWords({
        allowed: { zh: '文件', en: 'a file' },
        example: '/etc/zhengdun/senders-ca.pem',
        max: 4_000,
      }),
      placeholder: 'FILE',
      help: {
        zh: '发送方证书的根证书（PEM）；给出后没有证书的发送方不能连接',
        en: 'roots of the certificates of senders (PEM); given, nobody connects without one',
      },
    },
    registered: {
      flag: true,
      help: {
        zh: '按界面登记的来源识别，并把收到多少写入数据库；须能连接本系统的数据库',
        en: 'tell sources apart as the console has them, and keep counts in the database of this installation',
      },
    },
    store: {
      ...STORE,
      placeholder: 'PLACE',
      help: {
        zh: '封存后上传到的对象存储或共享目录，可由多个接收程序共用；默认按 ZHENGDUN_LOG_STORE',
        en: 'object storage or a common folder for what is sealed, shared by any number of receivers; ZHENGDUN_LOG_STORE by default',
      },
    },
    s3: S3_OPTION,
    collector: {
      ...collectorName,
      placeholder: 'NAME',
      help: {
        zh: '本程序在共用存储中的名称；默认按 ZHENGDUN_LOG_COLLECTOR',
        en: 'the name of this receiver in the common store; ZHENGDUN_LOG_COLLECTOR by default',
      },
    },
    room: {
      ...wholeNumber({ min: 1, max: 100_000, example: 20 }),
      placeholder: 'GIB',
      help: {
        zh: `等待上传的日志和本机副本最多占多少 GiB，默认 ${ROOM_GIB}；超过时停止接收`,
        en: `GiB that what waits to be brought over, and copies of the rest, may take here: ${ROOM_GIB} by default; beyond it nothing is taken in`,
      },
    },
    folder: FOLDER_OPTION,
  },
  examples: [
    {
      line: 'zhengdun logs serve --listen tls://0.0.0.0:6514 --listen relp://127.0.0.1:2514',
      does: { zh: '接收加密的 syslog 和本机的 RELP', en: 'syslog by TLS, and RELP of this machine' },
    },
    {
      line: "zhengdun logs serve --follow 'pg=/var/log/postgresql/*.csv' --follow nginx=/var/log/nginx/access.log",
      does: { zh: '持续读取本机的日志文件', en: 'follow files of this machine' },
    },
  ],
  exits: {
    75: { zh: '另一个程序正在写入，稍后再试', en: 'another program is writing; try again later' },
  },
  runsUntilStopped: true,
  async run({ options, lang, terminal, config, log, signal }) {
    const endpoints = options.listen ?? [];
    const follow = options.follow ?? [];
    if (endpoints.length + follow.length === 0) throw new HouseError('logs-nothing-to-serve', {});
    const folder = options.folder ?? join(config.data, 'logs');
    const beside = options.sources === undefined ? [] : await readSources(options.sources);
    const database = options.registered
      ? await openDatabase({ config, program: 'zhengdun logs serve', log, signal })
      : undefined;
    const known = database ? await readDeclared(database.db) : [];
    const keys = logKeys(config.data);
    const place = options.store ?? config.logStore;
    await using shared = place && (await openShared(place, { options, config, db: database?.db, keys }));
    const collector = await openCollector({
      folder,
      keys,
      shared,
      endpoints,
      sources: [...beside, ...known],
      follow,
      tls: () => tlsMeans(config, options['client-ca']),
      log,
    });
    const ending = new AbortController();
    const registering =
      database &&
      keepRegister({
        ...{ db: database.db, collector, beside, known, log },
        name: shared?.name,
        signal: ending.signal,
      });
    const feedingEnds = new AbortController();
    const feeding =
      database &&
      feedOwnAudit({ db: database.db, intake: collector.intake, log, signal: feedingEnds.signal });
    terminal.out(startedText(collector, { folder, follow }, lang));
    const telling = setInterval(async () => {
      const { fullSince } = collector.intake;
      log.info({ listening: await collector.counters(), fullSince }, 'receiving logs');
      if (fullSince !== undefined) terminal.err(collector.refusal()?.words(lang) ?? fullText(folder, lang));
    }, TOLD_MS);
    try {
      if (!signal.aborted) await Promise.race([once(signal, 'abort'), collector.failed]);
    } finally {
      clearInterval(telling);
      feedingEnds.abort();
      await feeding;
      await collector.close();
      ending.abort();
      await registering;
      await database?.close();
    }
    terminal.out(lang === 'zh' ? '已停止' : 'Stopped');
    return 0;
  },
});

/** @throws HouseError `logs-collector-store`: a common store needs a name and the register; `logs-store-settings` */
async function openShared(
  place: StorePlace,
  about: {
    readonly options: {
      readonly s3?: string | undefined;
      readonly collector?: string | undefined;
      readonly room?: number | undefined;
    };
    readonly config: Config;
    readonly db: Database | undefined;
    readonly keys: SharedPlace['keys'];
  },
): Promise<SharedPlace & AsyncDisposable> {
  const { options, config, db, keys } = about;
  const name = options.collector ?? config.logCollector;
  if (!db || name === undefined) throw new HouseError('logs-collector-store', {});
  const store = await openStore(place, options.s3 ?? config.logStoreKeys, config);
  return {
    ...{ db, store, name, keys, mostWaiting: (options.room ?? ROOM_GIB) * 1024 ** 3 },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

function startedText(
  { endpoints, archive }: Collector,
  { folder, follow }: { readonly folder: string; readonly follow: readonly { readonly pattern: string }[] },
  lang: Lang,
): string {
  const zh = lang === 'zh';
  return [
    ...(archive.torn
      ? [
          zh
            ? `上次写入中断：${archive.torn.path} 末尾有 ${archive.torn.bytes} 字节不完整，已截去并另存于 torn 目录`
            : `The last writing was broken off: ${archive.torn.bytes} bytes at the end of ${archive.torn.path} were not whole; they were cut off and kept in the folder "torn"`,
        ]
      : []),
    zh
      ? `正在接收日志，存于 ${folder}，按 Ctrl-C 停止`
      : `Receiving logs into ${folder}; press Ctrl-C to stop`,
    ...endpoints.map((endpoint) => `  ${placeOf(endpoint)}`),
    ...follow.map(({ pattern }) => `  ${pattern}`),
  ].join('\n');
}

function fullText(folder: string, lang: Lang): string {
  return lang === 'zh'
    ? `磁盘空间不足（${folder}）：已停止接收，已接收的都已保存。请清理或扩充磁盘，有空间后自动恢复`
    : `The disk is full (${folder}): nothing is taken in, and everything before is kept. Make room; it goes on by itself`;
}

/** @throws HouseError `logs-sources-unreadable` */
async function readSources(file: string): Promise<Declared[]> {
  const refuse = (detail: string) => new HouseError('logs-sources-unreadable', { file, detail });
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw refuse(error.code ?? '');
  });
  if (text.length > MOST_SOURCES_BYTES) throw refuse('> 4 MiB');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('JSON');
  }
  const read = z.array(declaredSchema).max(10_000).safeParse(value);
  if (read.success) return read.data;
  throw refuse(
    read.error.issues
      .slice(0, 3)
      .map(({ path }) => path.join('.'))
      .join(', '),
  );
}
