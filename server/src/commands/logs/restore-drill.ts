import { join } from 'node:path';
import type { Lang } from '@zhengdun/contract';
import { defineCommand } from '../../kernel/cli/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainWords } from '../../kernel/value.ts';
import { type Drill, faultText, restoreDrill } from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';
import { HEAD_OPTION, KEY_OPTION, ownKeysOf, readKeptFile, readKeys } from './keys.ts';
import { openStore, S3_OPTION, STORE } from './store.ts';

/** `zhengdun logs restore-drill --from PLACE --into FOLDER` */
export const drill = defineCommand({
  name: 'restore-drill',
  summary: {
    zh: '恢复演练：把备份恢复到空目录并核验，记录会丢失多少、用了多久',
    en: 'restore a backup into an empty folder, verify it, and note what would be lost and how long it took',
  },
  options: {
    from: {
      ...STORE,
      placeholder: 'FOLDER|s3://BUCKET/PREFIX',
      help: { zh: '备份在哪里，必填', en: 'where the backup is; must be given' },
    },
    into: {
      ...plainWords({ allowed: { zh: '空目录', en: 'an empty folder' }, example: '/srv/drill', max: 4_000 }),
      placeholder: 'FOLDER',
      help: { zh: '恢复到哪里，须为空，必填', en: 'where to restore it, empty; must be given' },
    },
    key: KEY_OPTION,
    head: HEAD_OPTION,
    s3: S3_OPTION,
    folder: FOLDER_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  examples: [
    {
      line: 'zhengdun logs restore-drill --from /mnt/backup/logs --into /srv/drill',
      does: { zh: '演练；恢复出的目录即可使用', en: 'the folder can be used as it is' },
    },
  ],
  exits: {
    0: { zh: '恢复完整', en: 'restored whole' },
    1: { zh: '备份有误，已指出第一处', en: 'the backup is broken; the first fault is named' },
  },
  async run({ options, lang, terminal, config, signal }) {
    if (!options.from) throw new HouseError('logs-store-missing', {});
    if (options.into === undefined) throw new HouseError('logs-drill-folder', {});
    await using store = await openStore(options.from, options.s3, config);
    const note = String((await store.read('heads.note')) ?? (await store.read('head.note')) ?? '');
    const done = await restoreDrill({
      store,
      into: options.into,
      keys: options.key === undefined ? ownKeysOf(note, config.data) : await readKeys(options.key),
      kept: await Promise.all((options.head ?? []).map(readKeptFile)),
      archive: options.folder ?? join(config.data, 'logs'),
      now: Date.now,
      signal,
      told: (at, of) => terminal.status.update(`${at}/${of}`),
    });
    if (options.json) terminal.raw(`${JSON.stringify(done, null, 2)}\n`);
    else terminal.out(summary(done, lang));
    return done.report.fault || done.report.entries === 0 ? 1 : 0;
  },
});

function summary({ report, files, bytes, lostMs, tookMs }: Drill, lang: Lang): string {
  const zh = lang === 'zh';
  const { fault, events, entries } = report;
  if (fault)
    return zh ? `备份有误  ${faultText(fault, 'zh')}` : `The backup is broken: ${faultText(fault, 'en')}`;
  if (entries === 0) return zh ? '备份中没有已封存的日志' : 'Nothing sealed is in the backup';
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  const seconds = (tookMs / 1_000).toFixed(1);
  const minutes = ((lostMs ?? 0) / 60_000).toFixed(1);
  return zh
    ? [
        `恢复完整：${files} 个文件（${size}）、${events} 条，核验无误`,
        `恢复用时（RTO）${seconds} 秒；备份止于 ${minutes} 分钟前，其后的会丢失（RPO）`,
        '本次演练已记入 drills.ndjson',
      ].join('\n')
    : [
        `Restored whole: ${files} files (${size}), ${events} events, verified`,
        `It took ${seconds} s (RTO); the backup ends ${minutes} minutes ago, and what came after would be lost (RPO)`,
        'The drill is noted in drills.ndjson',
      ].join('\n');
}
