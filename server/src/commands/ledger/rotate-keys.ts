import type { Lang } from '@zhengdun/contract';
import { rotateLedgerKeys } from '../../auditing/index.ts';
import { defineCommand, wrapText } from '../../kernel/cli/index.ts';
import { openDatabase } from '../../kernel/database/index.ts';
import type { RotationOutcome } from '../../kernel/ledger/index.ts';

/** `zhengdun ledger rotate-keys` */
export const rotateKeys = defineCommand({
  name: 'rotate-keys',
  summary: {
    zh: '更换存证密钥：旧密钥签署新密钥后销毁',
    en: 'replace the keys: the old ones sign the new ones and are destroyed',
  },
  options: { json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } } },
  examples: [
    {
      line: 'zhengdun ledger rotate-keys',
      does: {
        zh: '在持有密钥的机器上运行，服务不必停；中断后再运行一次即可',
        en: 'on the machine that has the keys; the service may run; run it again if it was broken off',
      },
    },
  ],
  async run({ options, terminal, lang, config, log, signal }) {
    const database = await openDatabase({ config, program: 'zhengdun ledger rotate-keys', log, signal });
    try {
      const outcome = await rotateLedgerKeys({ db: database.db, data: config.data, signal });
      if (options.json) terminal.raw(`${JSON.stringify(outcome, null, 2)}\n`);
      else terminal.out(outcomeText(outcome, { lang, width: terminal.columns }));
      return 0;
    } finally {
      await database.close();
    }
  },
});

function outcomeText(
  { number, lastSize, identity, wasBegun }: RotationOutcome,
  { lang, width }: { readonly lang: Lang; readonly width: number },
): string {
  const zh = lang === 'zh';
  const last = lastSize - 1;
  const done = zh
    ? `${wasBegun ? '上次中断的更换已办完：' : ''}存证密钥已第 ${number} 次更换。旧密钥签署到第 ${last} 条为止，该条列明新密钥；旧私钥已销毁`
    : `${wasBegun ? 'What was broken off is done: ' : ''}the keys of the ledger were replaced (${number}). The old ones sign up to entry ${last}, which names the new ones; the old private keys are destroyed`;
  const next = zh
    ? '请把新公钥交给保存检查点的单位，并销毁 secrets/ 目录在更换之前的备份'
    : 'Hand the new public keys to whoever keeps your checkpoints, and destroy what was backed up of secrets/ before';
  return [
    wrapText(done, { width }),
    `  ${identity.ed25519}`,
    `  ${identity.sm2}`,
    wrapText(next, { width }),
  ].join('\n');
}
