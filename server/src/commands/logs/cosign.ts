import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { policyOf } from '../../inspection/index.ts';
import { defineCommand } from '../../kernel/cli/index.ts';
import { beijingTime } from '../../kernel/clock/index.ts';
import { createResolver } from '../../kernel/egress/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Cosigner, parseCosigner } from '../../kernel/ledger/index.ts';
import { plainWords } from '../../kernel/value.ts';
import { openNetworkWeb } from '../../kernel/web/index.ts';
import { cosignHead } from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';

export const WITNESS_KEY_OPTION = {
  ...plainWords({ allowed: { zh: '文件', en: 'a file' }, example: 'superior.txt', max: 4_000 }),
  placeholder: 'FILE',
  help: {
    zh: '上级的会签公钥，从上级的 zhengdun logs witness 取得',
    en: "the superior's key that cosigns, as its zhengdun logs witness shows it",
  },
} as const;

/** @throws HouseError `logs-witness-key` */
export async function readWitnesses(file: string): Promise<Cosigner[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const keys = text.split('\n').flatMap((line) => parseCosigner(line.trim()) ?? []);
  if (keys.length === 0) throw new HouseError('logs-witness-key', { file });
  return keys;
}

/** `zhengdun logs cosign --witness URL --witness-key FILE` */
export const cosign = defineCommand({
  name: 'cosign',
  summary: {
    zh: '请上级的系统会签检查点：存档被重写或截断的，上级拒绝会签',
    en: "have the signed head cosigned by the superior's instance, which refuses an archive that was written anew or cut off",
  },
  options: {
    witness: {
      schema: z.url({ protocol: /^https?$/ }).max(500),
      allowed: { zh: 'http(s) 地址', en: 'an http(s) address' },
      example: 'https://logs.city.example.cn/witness',
      placeholder: 'URL',
      help: { zh: '上级的会签地址，必填', en: "the address of the superior's witness; must be given" },
    },
    'witness-key': WITNESS_KEY_OPTION,
    folder: FOLDER_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  examples: [
    {
      line: 'zhengdun logs cosign --witness https://logs.city.example.cn/witness --witness-key superior.txt',
      does: { zh: '每小时由定时任务运行', en: 'by a timer, each hour' },
    },
  ],
  exits: {
    1: { zh: '上级拒绝会签：存档被重写或截断', en: 'refused: the archive was written anew or cut off' },
  },
  async run({ options, lang, terminal, config, signal }) {
    const { witness, 'witness-key': file } = options;
    if (witness === undefined || file === undefined) throw new HouseError('logs-witness-missing', {});
    const [key] = await readWitnesses(file);
    if (!key) throw new HouseError('logs-witness-key', { file });
    const policy = policyOf(config);
    using resolver = createResolver({ servers: policy.resolvers });
    await using web = openNetworkWeb({ policy, resolver }, { verified: true });
    const folder = options.folder ?? join(config.data, 'logs');
    const done = await cosignHead(folder, { web, witness, key, signal });
    const time = beijingTime(new Date(done.at));
    if (options.json) terminal.raw(`${JSON.stringify(done, null, 2)}\n`);
    else
      terminal.out(
        lang === 'zh'
          ? `第 ${done.entries} 份清单的检查点已由 ${done.name} 会签：${time}`
          : `The head of entry ${done.entries} was cosigned by ${done.name} at ${time} (Beijing)`,
      );
    return 0;
  },
});
