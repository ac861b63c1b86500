import { writeFile } from 'node:fs/promises';
import { SHEET_FORMS } from '@zhengdun/contract';
import { defineCommand } from '../../kernel/cli/index.ts';
import { openDatabase } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { PROGRAM } from '../../kernel/tenancy/index.ts';
import { exportApplications, exportUnits } from '../../registry/index.ts';
import { whatOf } from './what.ts';

/** `zhengdun registry export` */
export const exportRegistry = defineCommand({
  name: 'export',
  summary: { zh: '导出单位或应用，可以原样导入', en: 'export units or applications; the file imports again' },
  options: {},
  operands: {
    placeholder: 'units|applications FILE',
    help: {
      zh: 'units（单位）或 applications（应用），及要写的 .csv 或 .xlsx 文件',
      en: 'what, and the .csv or .xlsx file to write',
    },
    min: 2,
    max: 2,
    example: 'units 单位.xlsx',
  },
  examples: [
    {
      line: 'zhengdun registry export applications 应用台账.xlsx',
      does: { zh: '导出全部应用', en: 'export every application' },
    },
  ],
  async run({ operands: [word = '', file = ''], config, log, signal, terminal, lang }) {
    const what = whatOf(word);
    const form = SHEET_FORMS.find((each) => file.toLowerCase().endsWith(`.${each}`));
    if (!form) throw new HouseError('registry-file-form', { file });
    const database = await openDatabase({ config, program: 'zhengdun registry', log, signal });
    try {
      const { bytes } =
        what === 'units'
          ? await exportUnits(database.db, PROGRAM, { form, lang })
          : await exportApplications(database.db, PROGRAM, { query: { show: 'all' }, form, lang });
      await write(file, bytes);
      terminal.out(lang === 'zh' ? `已导出 ${file}` : `Exported to ${file}`);
      return 0;
    } finally {
      await database.close();
    }
  },
});

async function write(file: string, bytes: Buffer): Promise<void> {
  try {
    await writeFile(file, bytes);
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new HouseError('export-not-written', { file, detail }, { cause: error });
  }
}
