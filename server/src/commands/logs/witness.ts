import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lang } from '@zhengdun/contract';
import { defineCommand } from '../../kernel/cli/index.ts';
import { beijingTime } from '../../kernel/clock/index.ts';
import { logEndpoint } from '../../kernel/config/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { cosignerOf } from '../../kernel/ledger/index.ts';
import { installationSecret } from '../../kernel/secret.ts';
import { plainWords } from '../../kernel/value.ts';
import { listLogs, registerLog, serveWitness } from '../../logs/index.ts';

/** `zhengdun logs witness [--add FILE] [--listen http://127.0.0.1:8480]` */
export const witness = defineCommand({
  name: 'witness',
  summary: {
    zh: '作为上级会签下级的日志检查点：登记公钥，持续接受会签请求，列出会签到哪里',
    en: 'cosign the heads of logs of subordinate units: register keys, answer requests, show how far each was cosigned',
  },
  options: {
    add: {
      ...plainWords({ allowed: { zh: '文件', en: 'a file' }, example: 'verifiers.txt', max: 4_000 }),
      placeholder: 'FILE',
      help: {
        zh: '登记一份存档：其 keys/verifiers.txt，由下级当面或另行交来',
        en: 'register an archive by its keys/verifiers.txt, handed over in person or by another way',
      },
    },
    listen: {
      ...logEndpoint,
      placeholder: 'http://127.0.0.1:PORT',
      help: {
        zh: '持续接受会签请求；只在本机，由反向代理提供 HTTPS',
        en: 'answer requests until stopped, on this machine alone: a reverse proxy gives HTTPS',
      },
    },
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  examples: [
    {
      line: 'zhengdun logs witness',
      does: { zh: '列出自己的公钥和已登记的存档', en: 'the own key, and what is registered' },
    },
    {
      line: 'zhengdun logs witness --add verifiers.txt',
      does: { zh: '登记下级的存档', en: 'register an archive' },
    },
    {
      line: 'zhengdun logs witness --listen http://127.0.0.1:8480',
      does: { zh: '接受会签请求', en: 'answer requests' },
    },
  ],
  exits: {
    1: { zh: '有存档与会签过的检查点不符', en: 'an archive contradicts a head that was cosigned' },
    75: { zh: '另一个程序正在会签', en: 'another program is cosigning' },
  },
  runsUntilStopped: true,
  async run({ options, lang, terminal, config, log, signal }) {
    const folder = join(config.data, 'log-witness');
    const seed = Buffer.from(installationSecret(config.data, 'log-witness'), 'hex');
    const own = cosignerOf('', seed);
    const name = `zhengdun.internal/${own.vkey.split('+')[1]}/witness`;
    const { vkey } = cosignerOf(name, seed);
    if (options.add !== undefined) {
      const text = await readFile(options.add, 'utf8').catch(() => '');
      const added = await registerLog(folder, { file: options.add, text });
      terminal.out(
        lang === 'zh'
          ? `已登记 ${added.origin}。请与下级逐字核对公钥：`
          : `Registered: ${added.origin}. Compare its keys with the unit, letter by letter:`,
      );
      for (const key of added.keys) terminal.out(key);
      return 0;
    }
    if (options.listen) {
      if (options.listen.scheme !== 'http') throw new HouseError('logs-witness-listen', {});
      const { host, port } = options.listen;
      await using served = await serveWitness(
        { folder, name, seed, now: Date.now },
        {
          ...{ host, port, log },
          onRewritten: () =>
            terminal.err(
              lang === 'zh'
                ? '有存档与会签过的检查点不符，没有会签。请运行 zhengdun logs witness 查看'
                : 'An archive contradicts a head that was cosigned; it was not cosigned. See zhengdun logs witness',
            ),
        },
      );
      terminal.out(
        lang === 'zh'
          ? `正在 http://${host}:${served.port} 接受会签请求，公钥 ${vkey}`
          : `Cosigning at http://${host}:${served.port}, by the key ${vkey}`,
      );
      if (!signal.aborted) await once(signal, 'abort');
      return 0;
    }
    const logs = await listLogs(folder);
    if (options.json)
      terminal.raw(
        `${JSON.stringify({ key: vkey, logs: logs.map(({ head, ...log }) => ({ ...log, entries: head?.entries ?? 0, at: head?.at })) }, null, 2)}\n`,
      );
    else {
      terminal.out(
        lang === 'zh' ? `会签公钥，交给下级：\n${vkey}` : `The key that cosigns, for the units:\n${vkey}`,
      );
      for (const each of logs) terminal.out(logText(each, lang));
    }
    return logs.some(({ refused }) => refused > 0) ? 1 : 0;
  },
});

function logText(
  { origin, head, refused, folder }: Awaited<ReturnType<typeof listLogs>>[number],
  lang: Lang,
): string {
  const time = head && beijingTime(new Date(head.at));
  if (lang === 'zh') {
    const state = head ? `会签到第 ${head.entries} 份清单（签名于 ${time}）` : '还没有会签';
    return `${origin}：${state}${refused > 0 ? `；拒绝了 ${refused} 份与之不符的检查点，存档被重写或截断，留存在 ${folder}/refused` : ''}`;
  }
  const state = head
    ? `cosigned up to entry ${head.entries} (signed at ${time}, Beijing)`
    : 'nothing cosigned yet';
  return `${origin}: ${state}${refused > 0 ? `; ${refused} heads that contradict it were refused and are kept in ${folder}/refused: the archive was written anew or cut off` : ''}`;
}
