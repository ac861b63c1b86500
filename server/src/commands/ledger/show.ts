import { defineCommand, padEnd, wrapText } from '../../kernel/cli/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import {
  ENTRY_KINDS,
  leafHash,
  parseEntry,
  provesInclusion,
  TILE_WIDTH,
  TreeFileError,
} from '../../kernel/ledger/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { readValue, shorten, wholeNumber } from '../../kernel/value.ts';
import { FROM_OPTION, openCopy, openSigned } from './source.ts';

const MAX = 999_999_999_999;

/** `zhengdun ledger show 12` */
export const show = defineCommand({
  name: 'show',
  summary: { zh: '显示一条存证和它的证明', en: 'show an entry and its proof' },
  options: {
    from: FROM_OPTION,
    json: {
      flag: true,
      help: {
        zh: '输出 JSON，含存证原文、包含证明和检查点，可交第三方核验',
        en: 'print JSON with the entry, its inclusion proof and the checkpoint, for an outside verifier',
      },
    },
  },
  operands: {
    placeholder: 'N',
    help: { zh: '序号，从 0 起', en: 'number of the entry, counted from 0' },
    min: 1,
    max: 1,
    example: '0',
  },
  examples: [
    { line: 'zhengdun ledger show 0', does: { zh: '第一条', en: 'the first entry' } },
    {
      line: 'zhengdun ledger show 12 --json > proof.json',
      does: { zh: '连同证明存盘', en: 'with its proof' },
    },
  ],
  async run({ options, operands, terminal, lang, config }) {
    const { text, checkpoint, files } = await openSigned(
      await openCopy({ from: options.from, data: config.data }),
    );
    const { size } = checkpoint;
    const asked = readValue(wholeNumber({ min: 0, max: MAX, example: 0 }), operands[0] ?? '');
    const index = asked.ok ? asked.value : -1;
    if (index < 0 || index >= size) {
      const entry = shorten(operands[0] ?? '');
      throw new HouseError('ledger-no-entry', { entry, size, last: Math.max(0, size - 1) });
    }
    try {
      const bundle = await files.bundle(Math.floor(index / TILE_WIDTH));
      const bytes = bundle[index % TILE_WIDTH] ?? Buffer.alloc(0);
      const leaf = leafHash(bytes);
      const proof = await files.inclusion(index);
      const isProven = provesInclusion({ leaf, index, size, root: checkpoint.root, proof });
      if (!isProven) throw new HouseError('ledger-file-damaged', { where: 'tile' });
      const entry = bytes.toString('utf8');
      if (options.json) {
        const proven = {
          index,
          entry,
          leafHash: leaf.toString('base64'),
          proof: proof.map((hash) => hash.toString('base64')),
          checkpoint: text,
        };
        terminal.raw(`${JSON.stringify(proven, null, 2)}\n`);
        return 0;
      }
      terminal.out(entryText(entry, { index, size, zh: lang === 'zh', width: terminal.columns }));
      return 0;
    } catch (error) {
      if (!(error instanceof TreeFileError)) throw error;
      throw new HouseError('ledger-file-damaged', { where: error.path }, { cause: error });
    }
  },
});

function entryText(
  text: string,
  page: { readonly index: number; readonly size: number; readonly zh: boolean; readonly width: number },
): string {
  const { index, size, zh, width } = page;
  const entry = parseEntry(text);
  const kinds: Readonly<Record<string, { zh: string; en: string }>> = ENTRY_KINDS;
  const kind = entry && (kinds[entry.kind]?.[zh ? 'zh' : 'en'] ?? entry.kind);
  const rows: [string, string][] = entry
    ? [
        [zh ? '时间' : 'Time', entry.time],
        [zh ? '种类' : 'Kind', kind ?? ''],
        [zh ? '对象' : 'Subject', entry.subject],
        ...Object.entries(entry.digests).map(([name, digest]): [string, string] => [
          zh ? '摘要' : 'Digest',
          `${name} ${digest}`,
        ]),
        ...Object.entries(entry.facts ?? {}).map(([name, fact]): [string, string] => [
          zh ? '事项' : 'Fact',
          `${name} ${plainText(fact)}`,
        ]),
      ]
    : [[zh ? '原文' : 'Text', plainText(text, 4000)]];
  const cells = zh ? 6 : 9;
  return [
    zh ? `第 ${index} 条（共 ${size} 条）` : `Entry ${index} of ${size}`,
    ...rows.map(
      ([name, value]) => `  ${padEnd(name, cells)}${wrapText(value, { width, indent: cells + 2 })}`,
    ),
    zh ? '与已签名的检查点一致' : 'It is what the signed checkpoint says',
  ].join('\n');
}
