import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { LOG_SOURCE_NAME } from '@zhengdun/contract';
import { z } from 'zod';
import { defineCommand } from '../../kernel/cli/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { oneOf } from '../../kernel/value.ts';
import { LOG_KINDS, logKeys, openArchive, type Taken, takeLines } from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';

/** `zhengdun logs take --source NAME FILE…` */
export const take = defineCommand({
  name: 'take',
  summary: { zh: '接收日志文件或标准输入，落盘并封存', en: 'take in log files or stdin, and seal them' },
  options: {
    source: {
      schema: z.string().regex(LOG_SOURCE_NAME),
      allowed: {
        zh: '来源名称，1 至 63 个字母、汉字、数字、点和短横',
        en: 'a name of 1 to 63 letters, digits, dots and dashes',
      },
      example: 'nginx-01',
      placeholder: 'NAME',
      help: { zh: '日志来源，必填', en: 'whose logs they are; must be given' },
    },
    kind: {
      ...oneOf(LOG_KINDS),
      placeholder: LOG_KINDS.join('|'),
      help: {
        zh: '设备运行、访问、数据库操作、邮件、审计；不给出则按每条的格式',
        en: 'what they are of; by the format of each line where it is not given',
      },
    },
    folder: FOLDER_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  operands: {
    placeholder: 'FILE',
    help: { zh: '日志文件，- 为标准输入', en: 'log files; - is stdin' },
    min: 1,
    max: 10_000,
    example: '/var/log/nginx/access.log',
  },
  examples: [
    {
      line: 'zhengdun logs take --source nginx-01 --kind access /var/log/nginx/access.log',
      does: { zh: '接收一个访问日志', en: 'take in an access log' },
    },
    {
      line: 'zcat auth.log.*.gz | zhengdun logs take --source web1 --kind device -',
      does: { zh: '接收压缩的旧日志', en: 'take in old logs that are compressed' },
    },
  ],
  exits: {
    75: { zh: '另一个程序正在写入，稍后再试', en: 'another program is writing; try again later' },
  },
  async run({ options, operands, lang, terminal, config, signal }) {
    const zh = lang === 'zh';
    const { source, kind } = options;
    if (source === undefined) throw new HouseError('logs-source-missing', {});
    const archive = await openArchive({
      folder: options.folder ?? join(config.data, 'logs'),
      keys: logKeys(config.data),
    });
    const taken: Taken = { lines: 0, bytes: 0, cut: 0 };
    try {
      if (archive.torn) {
        const { path, bytes } = archive.torn;
        terminal.err(
          zh
            ? `上次写入中断：${path} 末尾有 ${bytes} 字节不完整，已截去并另存于 torn 目录。若并未断电或中断，请检查磁盘`
            : `The last writing was broken off: ${bytes} bytes at the end of ${path} were not whole; they were cut off and kept in the folder "torn". If nothing was broken off, have the disk looked at`,
        );
      }
      // What a program that died has left behind.
      await archive.seal({ all: true });
      try {
        for (const [index, file] of operands.entries()) {
          terminal.status.update(`[${index + 1}/${operands.length}] ${file}`);
          await takeLines({ archive, stream: openFile(file, signal), source, kind, taken, signal });
        }
      } finally {
        // A file that cannot be read to its end takes nothing from what came before.
        await archive.seal({ all: true });
      }
      const head = archive.head();
      if (options.json) terminal.raw(`${JSON.stringify({ ...taken, head: head ?? null }, null, 2)}\n`);
      else terminal.out(summary(taken, head, zh));
      return 0;
    } catch (error) {
      if (taken.lines > 0)
        terminal.err(zh ? `已接收 ${taken.lines} 条` : `${taken.lines} lines were taken in before`);
      throw error;
    } finally {
      await archive.close();
    }
  },
});

function summary(
  taken: Taken,
  head: { readonly entries: number; readonly last: number } | undefined,
  zh: boolean,
): string {
  const lines = [
    zh
      ? `已接收 ${taken.lines} 条（${taken.bytes} 字节），存档共 ${head?.entries ?? 0} 段、${head?.last ?? 0} 条，均已封存`
      : `${taken.lines} lines (${taken.bytes} bytes) taken in; the archive holds ${head?.last ?? 0} events in ${head?.entries ?? 0} segments, all sealed`,
  ];
  if (taken.cut > 0)
    lines.push(
      zh
        ? `其中 ${taken.cut} 行超过 1 MiB，分成多条保存`
        : `${taken.cut} of them were longer than 1 MiB and are kept in pieces`,
    );
  return lines.join('\n');
}

/** @throws HouseError `logs-unreadable` */
async function* openFile(file: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    if (file === '-') yield* addAbortSignal(signal, process.stdin);
    else yield* createReadStream(file, { highWaterMark: 1 << 20, signal });
  } catch (error) {
    signal.throwIfAborted();
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== 'open' && syscall !== 'read') throw error;
    throw new HouseError('logs-unreadable', { file, detail: code ?? '' }, { cause: error });
  }
}
