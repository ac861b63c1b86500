import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lang } from '@zhengdun/contract';
import { defineCommand, wrapText } from '../../kernel/cli/index.ts';
import { beijingTime } from '../../kernel/clock/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainWords } from '../../kernel/value.ts';
import { faultText, headSchema, type LogReport, readExactly, verifyArchive } from '../../logs/index.ts';

const EXIT_EMPTY = 2;

/** `zhengdun logs verify [FOLDER]` */
export const verify = defineCommand({
  name: 'verify',
  summary: {
    zh: '核验日志存档，指出第一处改动、缺失、增加、换位或截断',
    en: 'find the first thing in kept logs that was changed, removed, added, moved or cut off',
  },
  options: {
    head: {
      ...plainWords({ allowed: { zh: '文件', en: 'a file' }, example: 'head-2026-11.json', max: 4_000 }),
      placeholder: 'FILE',
      repeatable: true,
      help: {
        zh: '外部保存的 head.json，可多次给出；整体截断或重写只有它能证明',
        en: 'a head.json kept elsewhere, may be repeated; only it shows that all was cut off or written anew',
      },
    },
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
      line: 'zhengdun logs verify /mnt/backup/logs --head head-2026-11.json',
      does: { zh: '核验备份，并与外部保存的比对', en: 'a backup, compared with a head kept elsewhere' },
    },
  ],
  exits: {
    0: { zh: '完整', en: 'whole' },
    1: { zh: '有误，已指出第一处', en: 'something is wrong; the first is named' },
    2: { zh: '还没有封存的日志', en: 'nothing is sealed yet' },
  },
  async run({ options, operands, lang, terminal, config, signal }) {
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
    const kept = await Promise.all((options.head ?? []).map(readKept));
    const report = await verifyArchive({
      folder,
      kept,
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

async function readKept(file: string) {
  const text = await readFile(file, 'utf8').catch(() => '');
  const head = readExactly(headSchema, text);
  if (!head) throw new HouseError('logs-head-foreign', { file });
  return { name: file, head };
}

function reportText(
  report: LogReport,
  page: { readonly lang: Lang; readonly width: number; readonly keptCount: number },
): string {
  const { lang, width, keptCount } = page;
  const zh = lang === 'zh';
  const { fault, segments, events, waiting, received, clockTurnedBack } = report;
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
    ...(waiting > 0
      ? [zh ? `另有 ${waiting} 条已接收、待封存` : `${waiting} more are taken in and wait to be sealed`]
      : []),
    ...(clockTurnedBack.length > 0
      ? [
          zh
            ? `接收时钟曾被拨回：第 ${clockTurnedBack.slice(0, 10).join('、')} 段早于前一段`
            : `The clock was turned back: segments ${clockTurnedBack.slice(0, 10).join(', ')} were received before the one before them`,
        ]
      : []),
    ...(keptCount === 0 && segments > 0
      ? [
          zh
            ? '本次没有与外部保存的 head.json 比对。请定期交第三方保存，核验时用 --head 给出'
            : 'Nothing was compared with a head.json kept elsewhere. Give it to somebody outside from time to time, and name it with --head',
        ]
      : []),
  ];
  return lines.map((line) => wrapText(line, { width })).join('\n');
}
