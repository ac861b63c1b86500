import { join } from 'node:path';
import { defineCommand } from '../../kernel/cli/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { wholeNumber } from '../../kernel/value.ts';
import { type SelectedRows, selectLogs } from '../../logs/index.ts';
import { FOLDER_OPTION } from './folder.ts';

const EXIT_NONE = 2;
const MOST_ROWS = 10_000;
const LONGEST_CELL = 2_000;

/** `zhengdun logs sql SELECT` */
export const sql = defineCommand({
  name: 'sql',
  summary: {
    zh: '用 SQL 查看已封存的日志：每个种类一个视图，只能查看',
    en: 'look at sealed logs by SQL: a view of each kind, nothing is changed',
  },
  options: {
    limit: {
      ...wholeNumber({ min: 1, max: MOST_ROWS, example: 100 }),
      placeholder: 'N',
      help: {
        zh: `最多列出多少行，默认 1000，至多 ${MOST_ROWS}`,
        en: `rows that are shown: 1000 by default, ${MOST_ROWS} at most`,
      },
    },
    folder: FOLDER_OPTION,
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  operands: {
    placeholder: 'SELECT',
    help: {
      zh: '一条 SELECT 语句（DuckDB 的写法）；视图 device、access、database、mail、audit',
      en: 'one SELECT, as DuckDB has it, over the views device, access, database, mail, audit',
    },
    min: 1,
    max: 1,
    example: 'select status, count(*) from access group by status',
  },
  examples: [
    {
      line: 'zhengdun logs sql "select path, count(*) as n from access where status >= 500 group by path order by n desc limit 20"',
      does: { zh: '出错最多的20页', en: 'the twenty pages that went wrong most' },
    },
  ],
  exits: {
    0: { zh: '有', en: 'there are rows' },
    [EXIT_NONE]: { zh: '没有', en: 'there are none' },
  },
  async run({ options, operands, lang, terminal, config }) {
    const [statement = ''] = operands;
    const answer = await selectLogs(options.folder ?? join(config.data, 'logs'), {
      ...{ sql: statement, most: options.limit ?? 1_000 },
    });
    if (options.json) terminal.raw(`${JSON.stringify(objectsOf(answer), null, 2)}\n`);
    else {
      // Cells are cleaned, tabs between them are ours.
      for (const row of [answer.columns, ...answer.rows]) terminal.raw(`${row.map(textOf).join('\t')}\n`);
      if (answer.isCut)
        terminal.out(
          lang === 'zh'
            ? `只列出前 ${answer.rows.length} 行，请用 --limit 或收窄条件`
            : `The first ${answer.rows.length} rows; use --limit, or narrow it`,
        );
    }
    return answer.rows.length === 0 ? EXIT_NONE : 0;
  },
});

const textOf = (cell: unknown): string =>
  cell === null ? '' : plainText(typeof cell === 'string' ? cell : JSON.stringify(cell), LONGEST_CELL);

function objectsOf({ columns, rows }: SelectedRows) {
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])));
}
