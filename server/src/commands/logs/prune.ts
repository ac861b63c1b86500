import { join } from 'node:path';
import type { Lang } from '@zhengdun/contract';
import { defineCommand } from '../../kernel/cli/index.ts';
import { logKeys, openArchive, type Pruned, pruneLogs } from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';

/** `zhengdun logs prune` */
export const prune = defineCommand({
  name: 'prune',
  summary: {
    zh: '删除已过留存期限的日志，删除记录签名并保留',
    en: 'delete logs whose time is over, with a signed entry that tells which',
  },
  options: {
    'dry-run': { flag: true, help: { zh: '只说明会删除什么', en: 'only tell what would be deleted' } },
    'clock-is-right': {
      flag: true,
      help: {
        zh: '存档已一个月以上没有新增，由操作人确认时钟无误',
        en: 'nothing was added for more than a month, and whoever runs this answers for the clock',
      },
    },
    folder: FOLDER_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  examples: [
    { line: 'zhengdun logs prune --dry-run', does: { zh: '查看会删除什么', en: 'what would be deleted' } },
  ],
  exits: {
    75: { zh: '另一个程序正在写入，稍后再试', en: 'another program is writing; try again later' },
  },
  async run({ options, lang, terminal, config }) {
    const archive = await openArchive({
      folder: options.folder ?? join(config.data, 'logs'),
      keys: logKeys(config.data),
    });
    try {
      const isTrial = options['dry-run'] ?? false;
      const isClockRight = options['clock-is-right'] ?? false;
      const pruned = await pruneLogs(archive, { now: Date.now(), isTrial, isClockRight });
      if (options.json) terminal.raw(`${JSON.stringify(pruned, null, 2)}\n`);
      else terminal.out(summary(pruned, { lang, isTrial }));
      return 0;
    } finally {
      await archive.close();
    }
  },
});

function summary(
  { files, events, bytes, held }: Pruned,
  { lang, isTrial }: { readonly lang: Lang; readonly isTrial: boolean },
): string {
  const zh = lang === 'zh';
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  const told =
    files === 0
      ? zh
        ? '没有已过留存期限、可以删除的日志'
        : 'There are no logs whose time is over'
      : zh
        ? `${isTrial ? '将删除' : '已删除'} ${files} 个文件、${events} 条（${size}）`
        : `${files} files with ${events} events (${size}) ${isTrial ? 'would be deleted' : 'were deleted'}`;
  if (held === 0) return told;
  return `${told}\n${zh ? `另有 ${held} 个文件已过期限，按留存令保留` : `${held} files whose time is over are kept by an order`}`;
}
