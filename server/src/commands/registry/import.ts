import type { ImportReport, Lang, SheetRemark } from '@zhengdun/contract';
import { defineCommand } from '../../kernel/cli/index.ts';
import { openDatabase } from '../../kernel/database/index.ts';
import { EXIT } from '../../kernel/errors/index.ts';
import { readRows } from '../../kernel/sheet/index.ts';
import { PROGRAM } from '../../kernel/tenancy/index.ts';
import { importApplications, importUnits, loadDivisions, reportOf } from '../../registry/index.ts';
import { type What, whatOf } from './what.ts';

/** `zhengdun registry import` */
export const importRegistry = defineCommand({
  name: 'import',
  summary: { zh: '导入单位或应用，全部成功或全不导入', en: 'import units or applications, all or nothing' },
  options: {
    'dry-run': {
      flag: true,
      help: { zh: '只检查，列出全部错误，不导入', en: 'only look through the file and list every mistake' },
    },
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  operands: {
    placeholder: 'units|applications FILE',
    help: {
      zh: 'units（单位）或 applications（应用），及 CSV 或 XLSX 文件',
      en: 'what, and a CSV or XLSX file',
    },
    min: 2,
    max: 2,
    example: 'units 单位.xlsx',
  },
  examples: [
    {
      line: 'zhengdun registry import units 单位.xlsx --dry-run',
      does: { zh: '检查单位表，不导入', en: 'look through a file of units' },
    },
    {
      line: 'zhengdun registry import applications 应用台账.csv',
      does: { zh: '导入应用', en: 'import applications' },
    },
  ],
  async run({ options, operands: [word = '', file = ''], config, log, signal, terminal, lang }) {
    const what = whatOf(word);
    const rows = await readRows(file, lang);
    const database = await openDatabase({ config, program: 'zhengdun registry', log, signal });
    try {
      await loadDivisions(database.db);
      const importing = what === 'units' ? importUnits : importApplications;
      const outcome = await importing(database.db, PROGRAM, { rows, dryRun: options['dry-run'] });
      const report = reportOf(outcome, lang);
      if (options.json) terminal.raw(`${JSON.stringify(report, null, 2)}\n`);
      else terminal.out(reportText(report, { what, file, lang }));
      return report.faultCount > 0 ? EXIT.usage : EXIT.ok;
    } finally {
      await database.close();
    }
  },
});

const WHAT_WORDS = {
  units: { zh: '个单位', en: 'units' },
  applications: { zh: '个应用', en: 'applications' },
} as const;

function reportText(
  report: ImportReport,
  { what, file, lang }: { readonly what: What; readonly file: string; readonly lang: Lang },
): string {
  const { rows, added, changed, unchanged, faults, faultCount, warnings, done } = report;
  const word = WHAT_WORDS[what][lang];
  const remarks = warnings.map((remark) => `  ${remarkText(remark, lang)}`);
  if (faultCount > 0) {
    const more = faultCount - faults.length;
    return [
      lang === 'zh'
        ? `${file} 有 ${faultCount} 处错误，没有导入。请改正后重新运行：`
        : `${file} holds ${faultCount} mistakes and nothing was imported. Correct them and run again:`,
      ...faults.map((fault) => `  ${remarkText(fault, lang)}`),
      ...(more > 0 ? [lang === 'zh' ? `  另有 ${more} 处` : `  and ${more} more`] : []),
    ].join('\n');
  }
  const head =
    lang === 'zh'
      ? `${done ? '已导入' : '可以导入，尚未导入'}：共 ${rows} ${word}，新增 ${added}，修改 ${changed}，不变 ${unchanged}`
      : `${done ? 'Imported' : 'Ready, not imported yet'}: ${rows} ${word}, ${added} new, ${changed} changed, ${unchanged} as they were`;
  if (remarks.length === 0) return head;
  return [head, lang === 'zh' ? '请留意：' : 'Please look at:', ...remarks].join('\n');
}

function remarkText({ line, cell, column, problem }: SheetRemark, lang: Lang): string {
  const at = cell === '' ? '' : lang === 'zh' ? `（单元格${cell}）` : ` (cell ${cell})`;
  return lang === 'zh' ? `第${line}行${column}${at}：${problem}` : `line ${line}, ${column}${at}: ${problem}`;
}
