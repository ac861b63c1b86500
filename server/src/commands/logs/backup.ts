import { join } from 'node:path';
import type { Lang } from '@zhengdun/contract';
import { defineCommand } from '../../kernel/cli/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type BackedUp, backupArchive } from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';
import { ownKeys } from './keys.ts';
import { openStore, S3_OPTION, STORE } from './store.ts';

/** `zhengdun logs backup --to PLACE` */
export const backup = defineCommand({
  name: 'backup',
  summary: {
    zh: '把已封存的日志备份到另一处，只传新增的，逐个读回核对',
    en: 'copy what is sealed to another place, only what is new, and read each file back',
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
  async run({ options, lang, terminal, config, signal }) {
    if (!options.to) throw new HouseError('logs-store-missing', {});
    const folder = options.folder ?? join(config.data, 'logs');
    await using store = await openStore(options.to, options.s3, config);
    const done = await backupArchive(folder, store, {
      keys: await ownKeys(folder, config.data),
      signal,
      told: (at, of) => terminal.status.update(`${at}/${of}`),
    });
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
