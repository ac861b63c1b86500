import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lang } from '@zhengdun/contract';
import { defineCommand, wrapText } from '../../kernel/cli/index.ts';
import { beijingTime } from '../../kernel/clock/index.ts';
import type { Config, StorePlace } from '../../kernel/config/index.ts';
import { openDatabase } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { Log } from '../../kernel/log.ts';
import {
  faultText,
  isShared,
  type LogReport,
  ownVerifiers,
  readHeads,
  readRoots,
  registeredRows,
  restorationText,
  type SharedReport,
  verifyArchive,
  verifyCommon,
  verifyShared,
} from '../../logs/index.ts';
import { readWitnesses, WITNESS_KEY_OPTION } from './cosign.ts';
import { HEAD_OPTION, KEY_OPTION, ownKeys, ownKeysOf, readKeptFile, readKeys } from './keys.ts';
import { ROOTS_OPTION } from './stamp.ts';
import { openStore, S3_OPTION, STORE } from './store.ts';

const EXIT_EMPTY = 2;

/** `zhengdun logs verify [FOLDER]` */
export const verify = defineCommand({
  name: 'verify',
  summary: {
    zh: '核验日志存档，指出第一处改动、缺失、增加、换位或截断',
    en: 'find the first thing in kept logs that was changed, removed, added, moved or cut off',
  },
  options: {
    key: KEY_OPTION,
    head: HEAD_OPTION,
    'tsa-roots': ROOTS_OPTION,
    'witness-key': WITNESS_KEY_OPTION,
    store: {
      ...STORE,
      placeholder: 'PLACE',
      help: {
        zh: '核验共用存储中所有接收程序的日志，须能连接数据库；没有给出目录时默认按 ZHENGDUN_LOG_STORE',
        en: 'verify what all receivers have put into a common store, by the database; without a folder, ZHENGDUN_LOG_STORE by default',
      },
    },
    s3: S3_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  operands: {
    placeholder: 'FOLDER',
    help: {
      zh: '日志存档的目录，默认在数据目录的 logs/',
      en: 'the folder of kept logs; logs/ of the data directory by default',
    },
    min: 0,
    max: 1,
    example: '/srv/logs',
  },
  examples: [
    { line: 'zhengdun logs verify', does: { zh: '核验本系统的日志', en: 'the logs of this system' } },
    {
      line: 'zhengdun logs verify /mnt/backup/logs --key verifiers.txt --head head-2026-11.note',
      does: {
        zh: '用自己保存的公钥核验备份，并与外部保存的比对',
        en: 'a backup by keys that you hold, compared with a head kept elsewhere',
      },
    },
  ],
  exits: {
    0: { zh: '完整', en: 'whole' },
    1: { zh: '有误，已指出第一处', en: 'something is wrong; the first is named' },
    2: { zh: '还没有封存的日志', en: 'nothing is sealed yet' },
  },
  async run({ options, operands, lang, terminal, config, log, signal }) {
    const place = options.store ?? (operands[0] === undefined ? config.logStore : undefined);
    if (place) {
      const { own, shared } = await checkCommon(place, { options, config, terminal, log, signal });
      const page = { lang, width: terminal.columns };
      if (options.json)
        terminal.raw(`${JSON.stringify({ own, shared, whole: isWhole(own, shared) }, null, 2)}\n`);
      else {
        if (own && (own.fault || own.entries > 0)) terminal.out(reportText(own, { ...page, keptCount: 1 }));
        terminal.out(shared ? sharedText(shared, page) : nothingShared(lang));
      }
      if (!isWhole(own, shared)) return 1;
      return shared ? 0 : EXIT_EMPTY;
    }
    const folder = operands[0] ?? join(config.data, 'logs');
    // A name that was mistyped is no empty archive.
    if (operands[0] !== undefined)
      await stat(folder).catch((error: NodeJS.ErrnoException) => {
        throw new HouseError(
          'logs-folder-unreadable',
          { folder, detail: error.code ?? '' },
          { cause: error },
        );
      });
    if (await isShared(folder)) {
      const shared = await checkShared(folder, { options, config, terminal, signal });
      if (options.json) terminal.raw(`${JSON.stringify({ ...shared, whole: !shared.fault }, null, 2)}\n`);
      else terminal.out(sharedText(shared, { lang, width: terminal.columns }));
      return shared.fault ? 1 : 0;
    }
    const kept = await Promise.all((options.head ?? []).map(readKeptFile));
    const keys = options.key === undefined ? ownKeys(folder, config.data) : readKeys(options.key);
    const report = await verifyArchive({
      folder,
      keys: await keys,
      kept,
      roots: await readRoots(options['tsa-roots']),
      witnesses: options['witness-key'] === undefined ? [] : await readWitnesses(options['witness-key']),
      signal,
      done: (segment, of) => terminal.status.update(`${segment}/${of}`),
    });
    const { fault } = report;
    if (options.json) {
      const told = fault && { ...fault, text: faultText(fault, lang) };
      terminal.raw(`${JSON.stringify({ ...report, whole: !fault, fault: told }, null, 2)}\n`);
    } else terminal.out(reportText(report, { lang, width: terminal.columns, keptCount: kept.length }));
    if (fault) return 1;
    return report.segments === 0 ? EXIT_EMPTY : 0;
  },
});

const isWhole = (own: LogReport | undefined, shared: SharedReport | undefined) =>
  !own?.fault && !shared?.fault;

const nothingShared = (lang: Lang) =>
  lang === 'zh' ? '共用存储中还没有登记的日志' : 'Nothing is registered in the common store yet';

/** What lies on this machine, and all that lies in the common store. */
async function checkCommon(
  place: StorePlace,
  about: {
    readonly options: { readonly s3?: string | undefined; readonly key?: string | undefined };
    readonly config: Config;
    readonly terminal: { readonly status: { update(text: string): void } };
    readonly log: Log;
    readonly signal: AbortSignal;
  },
): Promise<{ readonly own: LogReport | undefined; readonly shared: SharedReport | undefined }> {
  const { options, config, terminal, log, signal } = about;
  await using stack = new AsyncDisposableStack();
  const { db, close } = await openDatabase({ config, program: 'zhengdun logs verify', log, signal });
  stack.defer(close);
  const held = options.key === undefined ? undefined : await readKeys(options.key);
  const keysOf = (origin: string) => held ?? ownVerifiers(config.data, origin);
  const told = (at: number, of: number) => terminal.status.update(`${at}/${of}`);
  const folder = join(config.data, 'logs');
  const note = await readFile(join(folder, 'head.note'), 'utf8').catch(() => '');
  const [origin = ''] = note.split('\n');
  const own = note
    ? await verifyArchive({
        ...{ folder, keys: ownVerifiers(config.data, origin), kept: [], signal, done: told },
        elsewhere: await registeredRows(db, origin),
      })
    : undefined;
  if (own?.fault) return { own, shared: undefined };
  const store = stack.use(await openStore(place, options.s3 ?? config.logStoreKeys, config));
  const room = join(config.data, 'logs-verify');
  return {
    own,
    shared: await verifyCommon({ db, store, room, keysOf, now: () => new Date(), signal, told }),
  };
}

async function checkShared(
  folder: string,
  about: {
    readonly options: { readonly key?: string | undefined; readonly head?: readonly string[] | undefined };
    readonly config: { readonly data: string };
    readonly terminal: { readonly status: { update(text: string): void } };
    readonly signal: AbortSignal;
  },
): Promise<SharedReport> {
  const { options, config, terminal, signal } = about;
  const texts = await Promise.all(
    (options.head ?? []).map(async (name) => ({ name, text: await readFile(name, 'utf8').catch(() => '') })),
  );
  const heads = texts.flatMap(({ name, text }) => {
    const note = readHeads(text);
    return note ? [{ name, note }] : [];
  });
  const others = texts.filter(({ name }) => heads.every((each) => each.name !== name));
  const kept = await Promise.all(others.map(({ name }) => readKeptFile(name)));
  const own = async () => ownKeysOf(await readFile(join(folder, 'heads.note'), 'utf8'), config.data);
  const keys = await (options.key === undefined ? own() : readKeys(options.key));
  return verifyShared({ folder, keys, heads, kept, signal, done: (name) => terminal.status.update(name) });
}

function sharedText(
  { collectors, unbound, signedAt, ownKeys: areOwn, fault }: SharedReport,
  { lang, width }: { readonly lang: Lang; readonly width: number },
): string {
  const zh = lang === 'zh';
  const lines = collectors
    .filter(({ report }) => !report.fault)
    .map(({ name, report: { segments, events } }) =>
      zh
        ? `${name}：完整，${segments} 段、${events} 条`
        : `${name}: whole, ${events} events in ${segments} segments`,
    );
  for (const { name, report } of collectors)
    for (const gap of report.restored) lines.push(`${name}：${restorationText(gap, lang)}`);
  if (fault)
    lines.push(
      zh ? `日志有误  ${faultText(fault, 'zh')}` : `The logs are broken: ${faultText(fault, 'en')}`,
      zh
        ? '办法  保全现场，不要继续写入；用备份恢复后重新核验，并按应急预案报告'
        : 'Cure: keep everything as it is and write nothing more; restore a backup and verify again; report it as your emergency plan says',
    );
  else if (signedAt !== undefined)
    lines.push(
      zh
        ? `共用存储完整，共 ${collectors.length} 个接收程序，签名于 ${beijingTime(new Date(signedAt))}`
        : `The common store is whole: ${collectors.length} receivers, signed at ${beijingTime(new Date(signedAt))} (Beijing)`,
    );
  if (unbound.length > 0)
    lines.push(
      zh
        ? `尚未登记：${unbound.slice(0, 10).join('、')}`
        : `Not registered yet: ${unbound.slice(0, 10).join(', ')}`,
    );
  if (areOwn)
    lines.push(
      zh
        ? '签名由存储自带的公钥核验。请事先另行取得公钥，核验时用 --key 给出'
        : 'The signatures were verified by the keys that lie in the store. Get them beforehand by another way, and name them with --key',
    );
  return lines.map((line) => wrapText(line, { width })).join('\n');
}

/** The newest; that others were looked at as well is told by their number. */
function stampLines({ stamps }: LogReport, lang: Lang): string[] {
  const newest = stamps.at(-1);
  if (!newest) return [];
  const { at, authority, entries, trusted } = newest;
  const time = beijingTime(new Date(at));
  if (lang === 'en')
    return [
      `${stamps.length} heads are time-stamped, the newest of entry ${entries} at ${time} (Beijing) by ${authority}${trusted ? '' : '; its certificate was not followed to a root: name one with --tsa-roots'}`,
    ];
  return [
    `有 ${stamps.length} 个检查点加盖了时间戳，最近的是第 ${entries} 份清单，${time}，${authority}${trusted ? '' : '；证书没有追溯到根，请用 --tsa-roots 给出'}`,
  ];
}

/** By whom and when; that a head lies there proves nothing without the key. */
function cosignedLines({ cosigned, cosignedHeads }: LogReport, lang: Lang): string[] {
  const newest = cosigned.at(-1);
  if (cosignedHeads === 0) return [];
  if (!newest)
    return [
      lang === 'zh'
        ? `有 ${cosignedHeads} 个检查点带有上级会签，没有核对签名，请用 --witness-key 给出上级的公钥`
        : `${cosignedHeads} heads carry cosignatures of a superior that were not verified: name the key with --witness-key`,
    ];
  const { name, entries, at } = newest;
  const time = beijingTime(new Date(at));
  return [
    lang === 'zh'
      ? `有 ${cosigned.length} 个检查点由上级会签，最近的是第 ${entries} 份清单，${time}，${name}`
      : `${cosigned.length} heads are cosigned by a superior, the newest of entry ${entries} at ${time} (Beijing) by ${name}`,
  ];
}

function reportText(
  report: LogReport,
  page: { readonly lang: Lang; readonly width: number; readonly keptCount: number },
): string {
  const { lang, width, keptCount } = page;
  const zh = lang === 'zh';
  const { fault, segments, events, removed, waiting, elsewhere, received, restored, clockTurnedBack } =
    report;
  if (fault) {
    const lines = [
      zh ? `日志有误  ${faultText(fault, 'zh')}` : `The logs are broken: ${faultText(fault, 'en')}`,
      zh
        ? '办法  保全现场，不要继续写入；用备份恢复后重新核验，并按应急预案报告'
        : 'Cure: keep everything as it is and write nothing more; restore a backup and verify again; report it as your emergency plan says',
    ];
    return lines.map((line) => wrapText(line, { width, indent: zh ? 10 : 0 })).join('\n');
  }
  const times = received && {
    from: beijingTime(new Date(received.from)),
    to: beijingTime(new Date(received.to)),
  };
  const lines = [
    times
      ? zh
        ? `日志完整，共 ${segments} 段、${events} 条，接收于 ${times.from} 至 ${times.to}`
        : `The logs are whole: ${events} events in ${segments} segments, received from ${times.from} to ${times.to} (Beijing)`
      : zh
        ? '还没有封存的日志'
        : 'Nothing is sealed yet',
    ...(removed > 0
      ? [
          zh
            ? `其中 ${removed} 条已过留存期限并删除，删除记录在存档中`
            : `${removed} of them were deleted when their time was over; the archive tells which`,
        ]
      : []),
    ...stampLines(report, lang),
    ...cosignedLines(report, lang),
    ...restored.map((gap) => restorationText(gap, lang)),
    ...(elsewhere > 0
      ? [
          zh
            ? `其中 ${elsewhere} 个文件已从本机移去，在共用存储中核验`
            : `${elsewhere} of their files are no longer on this machine, and are verified in the common store`,
        ]
      : []),
    ...(waiting > 0
      ? [zh ? `另有 ${waiting} 条已接收、待封存` : `${waiting} more are taken in and wait to be sealed`]
      : []),
    ...(clockTurnedBack.length > 0
      ? [
          zh
            ? `时钟曾被拨回：第 ${clockTurnedBack.slice(0, 10).join('、')} 份清单的时间早于前一份`
            : `The clock was turned back: entries ${clockTurnedBack.slice(0, 10).join(', ')} are earlier than the one before them`,
        ]
      : []),
    ...(report.ownKeys && segments > 0
      ? [
          zh
            ? '签名由存档自带的公钥核验。请事先另行取得公钥，核验时用 --key 给出'
            : 'The signature was verified by the keys that lie in the archive. Get them beforehand by another way, and name them with --key',
        ]
      : []),
    ...(keptCount === 0 && segments > 0
      ? [
          zh
            ? '本次没有与外部保存的 head.note 比对。请定期交第三方保存，核验时用 --head 给出'
            : 'Nothing was compared with a head.note kept elsewhere. Give it to somebody outside from time to time, and name it with --head',
        ]
      : []),
  ];
  return lines.map((line) => wrapText(line, { width })).join('\n');
}
