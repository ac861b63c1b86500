import { join } from 'node:path';
import type { Lang } from '@zhengdun/contract';
import { defineCommand } from '../../kernel/cli/index.ts';
import type { StorePlace } from '../../kernel/config/index.ts';
import { openDatabase } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type BackedUp, backupArchive, backupCommon, ownVerifiers } from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';
import { ownKeys } from './keys.ts';
import { openStore, S3_OPTION, STORE } from './store.ts';

/** `zhengdun logs backup --to PLACE` */
export const backup = defineCommand({
  name: 'backup',
  summary: {
    zh: '把已封存的日志备份到另一处，只传新增的，逐个读回核对；设定了共用存储的，备份其中所有接收程序的',
    en: 'copy what is sealed to another place, only what is new, and read each file back; of a common store, of all receivers',
  },
  options: {
    to: {
      ...STORE,
      placeholder: 'FOLDER|s3://BUCKET/PREFIX',
      help: { zh: '备份到哪里，必填', en: 'where to; must be given' },
    },
    s3: S3_OPTION,
    folder: FOLDER_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  examples: [
    {
      line: 'zhengdun logs backup --to /mnt/backup/logs',
      does: { zh: '到另一块磁盘', en: 'to another disk' },
    },
    {
      line: 'zhengdun logs backup --to s3://logs-backup/oa --s3 /etc/zhengdun/s3.json',
      does: { zh: '到对象存储', en: 'to object storage' },
    },
  ],
  async run({ options, lang, terminal, config, log, signal }) {
    if (!options.to) throw new HouseError('logs-store-missing', {});
    const place = options.folder === undefined ? config.logStore : undefined;
    await using store = await openStore(options.to, options.s3, config);
    const told = (at: number, of: number) => terminal.status.update(`${at}/${of}`);
    const ofFolder = async (folder: string) =>
      backupArchive(folder, store, { keys: await ownKeys(folder, config.data), signal, told });
    const ofCommon = async (from: StorePlace) => {
      await using stack = new AsyncDisposableStack();
      const { db, close } = await openDatabase({ config, program: 'zhengdun logs backup', log, signal });
      stack.defer(close);
      const common = stack.use(await openStore(from, config.logStoreKeys, config));
      const keysOf = (origin: string) => ownVerifiers(config.data, origin);
      return await backupCommon({
        ...{ db, common, store, keysOf, signal, told },
        room: join(config.data, 'logs-backup'),
      });
    };
    const done = await (place ? ofCommon(place) : ofFolder(options.folder ?? join(config.data, 'logs')));
    if (options.json) terminal.raw(`${JSON.stringify(done, null, 2)}\n`);
    else terminal.out(summary(done, lang));
    return 0;
  },
});

function summary({ files, bytes, kept, removed, events }: BackedUp, lang: Lang): string {
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  return lang === 'zh'
    ? `已备份到第 ${events} 条：新传 ${files} 个文件（${size}），均已读回核对；原有 ${kept} 个，撤去 ${removed} 个已合并或到期的`
    : `Backed up to event ${events}: ${files} files (${size}) written and read back, ${kept} were there, ${removed} taken away that were compacted or are over`;
}
