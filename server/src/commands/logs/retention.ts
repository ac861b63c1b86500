import { join } from 'node:path';
import type { Lang } from '@zhengdun/contract';
import { z } from 'zod';
import { defineCommand } from '../../kernel/cli/index.ts';
import { beijingTime } from '../../kernel/clock/index.ts';
import { plainWords } from '../../kernel/value.ts';
import {
  addHold,
  type Hold,
  LOG_KINDS,
  type LogKind,
  type Retention,
  readRetention,
  releaseHold,
  setDays,
} from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';
import { MOMENT } from './moment.ts';

const KIND_WORDS: Readonly<Record<LogKind, string>> = {
  device: '设备运行',
  access: '访问',
  database: '数据库操作',
  mail: '邮件',
  audit: '审计',
};

const setValue = {
  schema: z.string().transform((text, context): readonly [LogKind, number | undefined] => {
    const [name, value = ''] = text.split('=');
    const kind = LOG_KINDS.find((each) => each === name);
    if (kind && value === 'never') return [kind, undefined];
    if (kind && /^[1-9]\d{0,5}$/.test(value)) return [kind, Number(value)];
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  }),
  allowed: { zh: '种类=天数，或种类=never', en: 'a kind=days, or kind=never' },
  example: 'access=730',
};

/** `zhengdun logs retention` */
export const retention = defineCommand({
  name: 'retention',
  summary: {
    zh: '查看和设定各种类日志的留存期限，登记和解除留存令',
    en: 'show and set how long each kind is kept, and orders that something be kept longer',
  },
  options: {
    set: {
      ...setValue,
      placeholder: 'KIND=DAYS',
      repeatable: true,
      help: {
        zh: '留存天数，不少于365；never 为不删除',
        en: 'days that a kind is kept, 365 at least; never: it is not deleted',
      },
    },
    hold: {
      ...plainWords({ allowed: { zh: '事由', en: 'a reason' }, example: '协查〔2026〕3号', max: 200 }),
      placeholder: 'REASON',
      help: {
        zh: '登记留存令：所指的日志到期也不删除，直至解除',
        en: 'an order: what it names is not deleted until it is lifted',
      },
    },
    from: { ...MOMENT, placeholder: 'TIME', help: { zh: '留存令：不早于', en: 'of the order: not before' } },
    to: { ...MOMENT, placeholder: 'TIME', help: { zh: '留存令：早于', en: 'of the order: before' } },
    source: {
      ...plainWords({ allowed: { zh: '来源名称', en: 'a source' }, example: 'nginx-01', max: 63 }),
      placeholder: 'NAME',
      repeatable: true,
      help: { zh: '留存令：来源，可多次给出', en: 'of the order: this source; may be repeated' },
    },
    release: {
      ...plainWords({ allowed: { zh: '编号', en: 'an id' }, example: '0a1b2c3d', max: 8 }),
      placeholder: 'ID',
      help: { zh: '解除留存令', en: 'lift an order' },
    },
    folder: FOLDER_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  examples: [
    {
      line: 'zhengdun logs retention --set access=730 --set device=400',
      does: {
        zh: '访问日志留存两年，设备日志400天',
        en: 'two years of access logs, 400 days of device logs',
      },
    },
    {
      line: 'zhengdun logs retention --hold 协查〔2026〕3号 --source oa --from 2026-03-01 --to 2026-04-01',
      does: { zh: '一个来源一个月的日志不得删除', en: 'a month of one source must not be deleted' },
    },
  ],
  async run({ options, lang, terminal, config }) {
    const folder = options.folder ?? join(config.data, 'logs');
    for (const [kind, days] of options.set ?? []) await setDays(folder, kind, days);
    if (options.release !== undefined) await releaseHold(folder, options.release);
    if (options.hold !== undefined)
      await addHold(folder, {
        reason: options.hold,
        since: Date.now(),
        ...(options.from !== undefined && { from: options.from }),
        ...(options.to !== undefined && { to: options.to }),
        ...(options.source && { sources: [...options.source] }),
      });
    const settings = await readRetention(folder);
    if (options.json) terminal.raw(`${JSON.stringify(settings, null, 2)}\n`);
    else terminal.out(tableOf(settings, lang));
    return 0;
  },
});

function tableOf({ days, holds }: Retention, lang: Lang): string {
  const zh = lang === 'zh';
  const kinds = LOG_KINDS.map((kind) => {
    const own = days[kind];
    const told = own === undefined ? (zh ? '不删除' : 'not deleted') : zh ? `${own} 天` : `${own} days`;
    return `${kind.padEnd(10)}${zh ? `${KIND_WORDS[kind].padEnd(5, '　')}  ` : ''}${told}`;
  });
  const orders = holds.map((hold) => `${hold.id}  ${hold.reason}  ${spanOf(hold, zh)}`);
  return [...kinds, ...(orders.length > 0 ? [zh ? '留存令' : 'Orders', ...orders] : [])].join('\n');
}

function spanOf({ from, to, sources }: Hold, zh: boolean): string {
  const at = (moment: number | undefined) => (moment === undefined ? '' : beijingTime(new Date(moment)));
  const time =
    from === undefined && to === undefined ? (zh ? '全部时间' : 'all times') : `${at(from)} – ${at(to)}`;
  return `${time}  ${sources?.join(zh ? '、' : ', ') ?? (zh ? '全部来源' : 'all sources')}`;
}
