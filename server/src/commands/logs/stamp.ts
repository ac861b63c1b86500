import { join } from 'node:path';
import { z } from 'zod';
import { policyOf } from '../../inspection/index.ts';
import { defineCommand } from '../../kernel/cli/index.ts';
import { beijingTime } from '../../kernel/clock/index.ts';
import { createResolver } from '../../kernel/egress/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainWords } from '../../kernel/value.ts';
import { openNetworkWeb } from '../../kernel/web/index.ts';
import { readRoots, stampHead } from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';

export const ROOTS_OPTION = {
  ...plainWords({ allowed: { zh: '文件', en: 'a file' }, example: 'tsa-roots.pem', max: 4_000 }),
  placeholder: 'FILE',
  help: {
    zh: '所信任的时间戳机构的根证书（PEM）',
    en: 'roots of time-stamping authorities that are trusted (PEM)',
  },
} as const;

/** `zhengdun logs stamp --tsa URL` */
export const stamp = defineCommand({
  name: 'stamp',
  summary: {
    zh: '请时间戳机构（RFC 3161）为签名的检查点加盖时间戳：此后谁也不能倒填',
    en: 'have the signed head time-stamped by an authority (RFC 3161): nobody makes it afterwards',
  },
  options: {
    tsa: {
      schema: z.url({ protocol: /^https?$/ }).max(500),
      allowed: { zh: 'http(s) 地址', en: 'an http(s) address' },
      example: 'https://tsa.example.cn/tsr',
      placeholder: 'URL',
      help: { zh: '时间戳机构的地址，必填', en: 'the address of the authority; must be given' },
    },
    'tsa-roots': ROOTS_OPTION,
    folder: FOLDER_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  examples: [
    {
      line: 'zhengdun logs stamp --tsa https://tsa.example.cn/tsr --tsa-roots tsa-roots.pem',
      does: { zh: '每天由定时任务运行', en: 'by a timer, each day' },
    },
  ],
  async run({ options, lang, terminal, config, signal }) {
    if (options.tsa === undefined) throw new HouseError('logs-tsa-missing', {});
    const policy = policyOf(config);
    using resolver = createResolver({ servers: policy.resolvers });
    await using web = openNetworkWeb({ policy, resolver }, { verified: true });
    const done = await stampHead(options.folder ?? join(config.data, 'logs'), {
      ...{ web, authority: options.tsa, signal },
      roots: await readRoots(options['tsa-roots']),
    });
    const time = beijingTime(new Date(done.at));
    if (options.json) terminal.raw(`${JSON.stringify(done, null, 2)}\n`);
    else
      terminal.out(
        lang === 'zh'
          ? `第 ${done.entries} 份清单的检查点已加盖时间戳：${time}，${done.authority}`
          : `The head of entry ${done.entries} was stamped at ${time} (Beijing) by ${done.authority}`,
      );
    return 0;
  },
});
