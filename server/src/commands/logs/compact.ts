import { join } from 'node:path';
import type { Lang } from '@zhengdun/contract';
import { defineCommand } from '../../kernel/cli/index.ts';
import { type Compacted, compactDays, logKeys, openArchive } from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';

/** `zhengdun logs compact` */
export const compact = defineCommand({
  name: 'compact',
  summary: {
    zh: '把已过完的日子的日志按种类合并、排序，逐条证明没有遗漏',
    en: 'put the logs of days that are over together, sorted, and prove that every line was kept',
  },
  options: {
    folder: FOLDER_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  examples: [
    {
      line: 'zhengdun logs compact',
      does: {
        zh: '合并本系统的日志；logs serve 运行时自动进行',
        en: 'those of this system; logs serve does it by itself',
      },
    },
  ],
  exits: {
    75: { zh: '另一个程序正在写入，稍后再试', en: 'another program is writing; try again later' },
  },
  async run({ options, lang, terminal, config, signal }) {
    const archive = await openArchive({
      folder: options.folder ?? join(config.data, 'logs'),
      keys: logKeys(config.data),
    });
    try {
      const compacted = await compactDays(archive, {
        now: Date.now(),
        signal,
        told: (done, of) => terminal.status.update(`${done}/${of}`),
      });
      if (options.json) terminal.raw(`${JSON.stringify(compacted, null, 2)}\n`);
      else terminal.out(summary(compacted, lang));
      return 0;
    } finally {
      await archive.close();
    }
  },
});

function summary({ replaced, made, rows, bytesBefore, bytesAfter }: Compacted, lang: Lang): string {
  const zh = lang === 'zh';
  if (made === 0) return zh ? '没有需要合并的日志' : 'Nothing is there to be compacted';
  const [before, after] = [bytesBefore, bytesAfter].map((bytes) => (bytes / 1e6).toFixed(1));
  return zh
    ? `已将 ${replaced} 个文件合并为 ${made} 个，共 ${rows} 条，逐条核对无误（${before} MB → ${after} MB）`
    : `${replaced} files became ${made}: ${rows} events, every one of them found in the new file (${before} MB → ${after} MB)`;
}
