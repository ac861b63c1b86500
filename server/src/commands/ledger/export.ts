import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineCommand } from '../../kernel/cli/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import {
  allTiles,
  CHECKPOINT_FILE,
  KEY_FILES,
  openTileFolder,
  pastKeyFiles,
  readTileFile,
  tilePath,
} from '../../kernel/ledger/index.ts';
import { openCopy, openSigned } from './source.ts';

/** `zhengdun ledger export DIR` */
export const exportLedger = defineCommand({
  name: 'export',
  summary: {
    zh: '把存证复制到一个目录，供第三方核验',
    en: 'copy the ledger into a folder, for an outside verifier',
  },
  options: {},
  operands: {
    placeholder: 'DIR',
    help: { zh: '新目录', en: 'a new folder' },
    min: 1,
    max: 1,
    example: './ledger',
  },
  examples: [
    {
      line: 'zhengdun ledger export ./ledger',
      does: {
        zh: '树、检查点和公钥，格式为 C2SP tlog-tiles',
        en: 'tree, checkpoint and public keys, in the layout of C2SP tlog-tiles',
      },
    },
  ],
  async run({ operands, terminal, lang, config, signal }) {
    const copy = await openCopy({ from: undefined, data: config.data });
    const { text, checkpoint } = await openSigned(copy);
    const folder = resolve(operands[0] ?? '');
    const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    if (there.length > 0) throw new HouseError('ledger-target-not-empty', { folder });
    const target = openTileFolder(folder);
    for (const place of allTiles(checkpoint.size)) {
      signal.throwIfAborted();
      const file = await readTileFile(copy.store, place);
      if (!file) throw new HouseError('ledger-file-damaged', { where: tilePath(place) });
      await target.write(file.path, file.bytes);
    }
    const past = copy.keys.slice(1).flatMap((_, number) => Object.values(pastKeyFiles(number)));
    for (const path of [...Object.values(KEY_FILES), ...past]) {
      const bytes = await copy.store.read(path);
      if (bytes) await target.write(path, bytes);
    }
    await target.write(CHECKPOINT_FILE, text);
    terminal.out(
      lang === 'zh'
        ? `已导出 ${checkpoint.size} 条到 ${folder}。核验步骤见 docs/ledger.md`
        : `${checkpoint.size} entries are in ${folder}. docs/ledger.md says how to verify them`,
    );
    return 0;
  },
});
