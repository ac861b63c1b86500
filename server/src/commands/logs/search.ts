import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lang } from '@zhengdun/contract';
import { z } from 'zod';
import { defineCommand } from '../../kernel/cli/index.ts';
import { beijingTime } from '../../kernel/clock/index.ts';
import type { StorePlace } from '../../kernel/config/index.ts';
import { openDatabase } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { oneOf, plainWords, wholeNumber } from '../../kernel/value.ts';
import {
  csvOf,
  LOG_KINDS,
  type LogAnswer,
  MOST_LINES,
  openSharedShelf,
  searchLogs,
} from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';
import { MOMENT } from './moment.ts';
import { openStore, S3_OPTION, STORE } from './store.ts';

const EXIT_NONE = 2;
const LONGEST_SHOWN = 2_000;

/** `zhengdun logs search [WORD…]` */
export const search = defineCommand({
  name: 'search',
  summary: {
    zh: '检索已封存的日志：时间、来源、字段、地址、词语',
    en: 'search sealed logs by time, source, field, address and words',
  },
  options: {
    from: { ...MOMENT, placeholder: 'TIME', help: { zh: '不早于', en: 'not before' } },
    to: { ...MOMENT, placeholder: 'TIME', help: { zh: '早于', en: 'before' } },
    source: {
      ...plainWords({ allowed: { zh: '来源名称', en: 'a source' }, example: 'nginx-01', max: 63 }),
      placeholder: 'NAME',
      repeatable: true,
      help: { zh: '来源，可多次给出', en: 'of this source; may be repeated' },
    },
    kind: {
      ...oneOf(LOG_KINDS),
      placeholder: LOG_KINDS.join('|'),
      help: { zh: '种类', en: 'of this kind' },
    },
    ip: {
      ...plainWords({
        allowed: { zh: '地址或网段', en: 'an address or a network' },
        example: '10.1.0.0/16',
        max: 60,
      }),
      placeholder: 'ADDRESS',
      help: { zh: 'IP 地址或网段（IPv4、IPv6）', en: 'an IP address or a network (IPv4, IPv6)' },
    },
    field: {
      schema: z
        .string()
        .regex(/^[^\x00-\x1f=]{1,100}=[^\x00-\x1f]{0,1000}$/)
        .transform((text): readonly [string, string] => {
          const at = text.indexOf('=');
          return [text.slice(0, at), text.slice(at + 1)];
        }),
      allowed: { zh: '字段=内容', en: 'a field=text' },
      example: 'status=5xx',
      placeholder: 'NAME=TEXT',
      repeatable: true,
      help: { zh: '字段等于，可多次给出', en: 'a field is this; may be repeated' },
    },
    limit: {
      ...wholeNumber({ min: 0, max: MOST_LINES, example: 100 }),
      placeholder: 'N',
      help: {
        zh: `最多列出多少条，默认 50，至多 ${MOST_LINES}`,
        en: `lines that are shown: 50 by default, ${MOST_LINES} at most`,
      },
    },
    histogram: { flag: true, help: { zh: '按时间列出条数', en: 'print how many there were when' } },
    csv: {
      ...plainWords({ allowed: { zh: '文件', en: 'a file' }, example: 'found.csv', max: 4_000 }),
      placeholder: 'FILE',
      help: { zh: '导出为 CSV', en: 'write what was found as CSV' },
    },
    store: {
      ...STORE,
      placeholder: 'PLACE',
      help: {
        zh: '检索共用存储中所有接收程序的日志，须能连接数据库；默认按 ZHENGDUN_LOG_STORE',
        en: 'search what all receivers have put into a common store, by the database; ZHENGDUN_LOG_STORE by default',
      },
    },
    s3: S3_OPTION,
    folder: FOLDER_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  operands: {
    placeholder: 'WORD',
    help: {
      zh: '词语，须都出现；不分大小写',
      en: 'words that all stand in the line, in upper or lower case',
    },
    min: 0,
    max: 20,
    example: '公积金',
  },
  examples: [
    {
      line: 'zhengdun logs search --ip 203.0.113.7 --from 2026-11-28 --to 2026-11-29',
      does: { zh: '一个地址一天的访问', en: 'an address on a day' },
    },
    {
      line: 'zhengdun logs search --field status=5xx --histogram 公积金',
      does: { zh: '含“公积金”的出错访问', en: 'what went wrong, with a word' },
    },
  ],
  exits: {
    0: { zh: '有', en: 'something was found' },
    [EXIT_NONE]: { zh: '没有', en: 'nothing was found' },
  },
  async run({ options, operands, lang, terminal, config, log, signal }) {
    const place = options.store ?? (options.folder === undefined ? config.logStore : undefined);
    await using stack = new AsyncDisposableStack();
    const shelfOf = async (store: StorePlace) => {
      const database = await openDatabase({ config, program: 'zhengdun logs search', log, signal });
      stack.defer(() => database.close());
      const open = () => openStore(store, options.s3 ?? config.logStoreKeys, config);
      return stack.use(await openSharedShelf(database.db, { place: { open }, data: config.data })).shelf;
    };
    const answer = await searchLogs({
      folder: place ? await shelfOf(place) : (options.folder ?? join(config.data, 'logs')),
      question: {
        from: options.from,
        to: options.to,
        sources: options.source,
        kinds: options.kind && [options.kind],
        address: options.ip,
        fields: options.field,
        words: operands,
      },
      limit: options.limit ?? (options.csv === undefined ? 50 : MOST_LINES),
      signal,
    });
    if (answer.broken !== undefined) throw new HouseError('logs-not-readable', { file: answer.broken });
    if (options.csv !== undefined) await writeFile(options.csv, csvOf(answer.lines, lang), { mode: 0o600 });
    if (options.json) terminal.raw(`${JSON.stringify(answer, null, 2)}\n`);
    else {
      if (options.histogram)
        for (const { from, count } of answer.histogram)
          terminal.out(`${beijingTime(new Date(from))}  ${count}`);
      if (options.csv === undefined)
        for (const { at, source, line } of answer.lines)
          terminal.out(`${beijingTime(new Date(at))} ${source} ${plainText(line, LONGEST_SHOWN)}`);
      terminal.out(summaryOf(answer, lang));
    }
    return answer.count === 0 ? EXIT_NONE : 0;
  },
});

function summaryOf({ count, lines, scanned, ms }: LogAnswer, lang: Lang): string {
  const seconds = (ms / 1_000).toFixed(2);
  const size = (scanned.bytes / 1e6).toFixed(1);
  if (lang === 'en') {
    const cut =
      lines.length < count ? `, the newest ${lines.length} given; narrow the search for the others` : '';
    return `${count} found${cut}. Looked through ${scanned.events} events in ${scanned.segments} segments (${size} MB) in ${seconds} s.`;
  }
  const cut =
    lines.length >= MOST_LINES && count > lines.length
      ? '，已达 10 000 条，请缩小范围'
      : lines.length < count
        ? `，列出最新 ${lines.length} 条`
        : '';
  return `共 ${count} 条${cut}。检索 ${scanned.segments} 段、${scanned.events} 条（${size} MB），用时 ${seconds} 秒`;
}
