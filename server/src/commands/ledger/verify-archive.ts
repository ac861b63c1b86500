import { readFile } from 'node:fs/promises';
import type { Lang } from '@zhengdun/contract';
import { defineCommand, wrapText } from '../../kernel/cli/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { unzipStored } from '../../kernel/zip.ts';
import { type ArchiveReport, archiveFaultText, checkArchive } from '../../publication/index.ts';
import { KEY_OPTION } from './source.ts';

/** Some of it is proven by nothing. */
const EXIT_UNPROVEN = 2;

/** `zhengdun ledger verify-archive FILE` */
export const verifyArchive = defineCommand({
  name: 'verify-archive',
  summary: {
    zh: '离线核验导出的审核档案，指出第一处被改动的内容',
    en: 'verify an exported review archive without a network, and name the first change',
  },
  options: {
    key: KEY_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  operands: {
    placeholder: 'FILE',
    help: { zh: '审核档案（ZIP）', en: 'a review archive (ZIP)' },
    min: 1,
    max: 1,
    example: 'archive.zip',
  },
  examples: [
    {
      line: 'zhengdun ledger verify-archive archive.zip --key "$(head -1 verifiers.txt)"',
      does: { zh: '用事先取得的公钥核验', en: 'with a key that was got by another way' },
    },
  ],
  exits: {
    0: { zh: '完整', en: 'whole' },
    1: { zh: '有误，已指出第一处', en: 'something is wrong; the first is named' },
    2: {
      zh: '没有发现改动，但有的内容导出时还没有封存',
      en: 'nothing was changed, but some of it was not sealed yet',
    },
  },
  async run({ options, operands, terminal, lang }) {
    const file = operands[0] ?? '';
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      throw new HouseError('archive-unreadable', { file, detail: error.code ?? '' }, { cause: error });
    });
    const files = unzipStored(bytes);
    if (!files) throw new HouseError('archive-unreadable', { file, detail: 'ZIP' });
    const report = checkArchive(files, options.key ?? []);
    const { fault, ...found } = report;
    const told = fault && { ...fault, text: archiveFaultText(fault, lang) };
    if (options.json) terminal.raw(`${JSON.stringify({ ...found, whole: !fault, fault: told }, null, 2)}\n`);
    else terminal.out(reportText(report, { lang, width: terminal.columns }));
    if (fault) return 1;
    return report.unproven > 0 ? EXIT_UNPROVEN : 0;
  },
});

function reportText(
  report: ArchiveReport,
  { lang, width }: { readonly lang: Lang; readonly width: number },
): string {
  const { title, versions, decisions, entries, unproven, destroyed, ownKeys, fault } = report;
  const zh = lang === 'zh';
  if (fault) {
    const text = archiveFaultText(fault, lang);
    return wrapText(zh ? `档案有误  ${text}` : `The archive is broken: ${text}`, {
      width,
      indent: zh ? 10 : 0,
    });
  }
  const name = plainText(title, 60);
  const lines = [
    zh
      ? `档案完整：“${name}”，${versions} 版，${decisions} 条审核意见，${entries} 条存证与已签名的检查点一致`
      : `The archive is whole: "${name}", ${versions} versions, ${decisions} decisions, ${entries} entries as the signed checkpoint says`,
    ...(destroyed > 0
      ? [
          zh
            ? `其中 ${destroyed} 份内容已按保密要求销毁，只核对了摘要`
            : `${destroyed} contents were destroyed on an order; only their digests are there`,
        ]
      : []),
    ...(unproven > 0
      ? [
          zh
            ? `${unproven} 项导出时还没有封存，存证不能证明；请过几秒重新导出`
            : `${unproven} of them were not sealed when it was made, and nothing proves them; export it again`,
        ]
      : []),
    ...(ownKeys
      ? [
          zh
            ? '使用的是档案自带的公钥。请用 --key 给出事先另行取得的公钥'
            : 'The keys are those of the archive itself. Give those that you got by another way with --key',
        ]
      : []),
  ];
  return lines.map((line) => wrapText(line, { width })).join('\n');
}
