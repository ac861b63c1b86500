import { join } from 'node:path';
import { defineCommand } from '../../kernel/cli/index.ts';
import { openDatabase } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainWords } from '../../kernel/value.ts';
import {
  auditRestoration,
  keptHeads,
  logKeys,
  openArchive,
  recordRestoration,
  restorationText,
} from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';
import { HEAD_OPTION, readKeptFile } from './keys.ts';

/** `zhengdun logs restored --by NAME --reason WHY` */
export const restored = defineCommand({
  name: 'restored',
  summary: {
    zh: '登记存档由较早的备份恢复：谁、何时、为什么、丢失到哪里；写入签名的历史，缺口此后每次核验都说明',
    en: 'enter that the archive was restored from an older backup: who, when, why, and what is lost; every verification tells the gap',
  },
  options: {
    by: {
      ...plainWords({ allowed: { zh: '姓名', en: 'a name' }, example: '张三', max: 100 }),
      placeholder: 'NAME',
      help: { zh: '批准恢复的人，必填', en: 'who answers for it; must be given' },
    },
    reason: {
      ...plainWords({ allowed: { zh: '文字', en: 'a text' }, example: '磁盘损坏', max: 500 }),
      placeholder: 'WHY',
      help: { zh: '原因，必填', en: 'why; must be given' },
    },
    head: {
      ...HEAD_OPTION,
      help: {
        zh: '丢失前保存的 head.note，可多次给出；没有给出时按数据库中保存的检查点',
        en: 'a head.note that was kept before; those that the database has kept where none is given',
      },
    },
    folder: FOLDER_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  examples: [
    {
      line: 'zhengdun logs restored --by 张三 --reason 磁盘损坏，按应急预案恢复',
      does: { zh: '恢复备份之后登记', en: 'after a backup was put back' },
    },
  ],
  exits: {
    75: { zh: '另一个程序正在写入，先停止接收', en: 'another program is writing; stop it first' },
  },
  async run({ options, lang, terminal, config, log, signal }) {
    const { by, reason } = options;
    if (by === undefined || reason === undefined) throw new HouseError('logs-restored-by', {});
    const given = await Promise.all((options.head ?? []).map(readKeptFile));
    const house =
      given.length > 0
        ? undefined
        : await openDatabase({ config, program: 'zhengdun logs restored', log, signal });
    try {
      const kept = house ? await keptHeads(house.db) : given;
      const folder = options.folder ?? join(config.data, 'logs');
      const done = await enter(folder, config.data, { by, reason, kept });
      if (house) await auditRestoration(house.db, done);
      if (options.json) terminal.raw(`${JSON.stringify(done, null, 2)}\n`);
      else terminal.out(restorationText(done, lang));
      return 0;
    } finally {
      await house?.close();
    }
  },
});

async function enter(folder: string, data: string, about: Parameters<typeof recordRestoration>[1]) {
  const archive = await openArchive({ folder, keys: logKeys(data) });
  try {
    return await recordRestoration(archive, about);
  } finally {
    await archive.close();
  }
}
