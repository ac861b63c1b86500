import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Lang, ScreenResult } from '@zhengdun/contract';
import { defineCommand } from '../../kernel/cli/index.ts';
import { EXIT, HouseError } from '../../kernel/errors/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { installationSecret } from '../../kernel/secret.ts';
import { faultText, readRows } from '../../kernel/sheet/index.ts';
import { oneOf, plainWords } from '../../kernel/value.ts';
import {
  buildScreen,
  COMBINATIONS,
  type Combination,
  combinationsSchema,
  readWordList,
  screenFile,
  screenTogether,
  type WordList,
} from '../../screening/index.ts';
import { filesToScreen } from './files-to-screen.ts';
import { renderResult, renderSummary } from './render.ts';
import { renderTogether } from './render-together.ts';
import { renderTrial } from './render-trial.ts';

const MOST_FAULTS = 50;

/** Screens files before they are published: marks of secrecy, personal numbers, passwords, slips, the unit's own words. */
export const screen = defineCommand({
  name: 'screen',
  summary: { zh: '发布前检查文件中的内容', en: 'screen files before they are published' },
  options: {
    list: {
      ...plainWords({
        allowed: {
          zh: '词库文件：XLSX、CSV，或每行一个词的文本',
          en: 'a list: XLSX, CSV, or one word a line',
        },
        example: '词库.xlsx',
        max: 4_000,
      }),
      placeholder: 'FILE',
      repeatable: true,
      help: { zh: '本单位词库，可多个', en: "the unit's own list; several may be given" },
    },
    try: {
      flag: true,
      help: {
        zh: '试用词库：只按词库检查，列出各词的命中数',
        en: 'try the lists alone, and count the hits of each word',
      },
    },
    against: {
      ...plainWords({
        allowed: { zh: '在用的词库文件', en: 'the list that is in use' },
        example: '词库-旧.xlsx',
        max: 4_000,
      }),
      placeholder: 'FILE',
      repeatable: true,
      help: {
        zh: '试用时与在用的词库比较，列出新增和不再命中的',
        en: 'with --try: compare with the list in use, and show what is new and what is lost',
      },
    },
    together: {
      flag: true,
      help: {
        zh: '把几个文件合起来看：同一人、场所、系统的情况分散在各处，合在一起泄露更多的（第十六条）',
        en: 'look at the files together: facts about one person, place or system that reveal more together (Art. 16)',
      },
    },
    combinations: {
      ...plainWords({
        allowed: { zh: '组合文件（JSON）', en: 'a JSON file of combinations' },
        example: '组合.json',
        max: 4_000,
      }),
      placeholder: 'FILE',
      help: {
        zh: '本单位的组合，与 --together 同用',
        en: "the unit's own combinations, with --together",
      },
    },
    excerpts: {
      ...oneOf(['ends', 'none']),
      placeholder: 'ends|none',
      default: 'ends' as const,
      help: {
        zh: '摘录只留首尾（ends，默认），或者不留（none）；疑似国家秘密一律不留',
        en: 'keep the ends of excerpts (default), or nothing; of possible state secrets nothing is ever kept',
      },
    },
    all: { flag: true, help: { zh: '逐条列出全部命中', en: 'list every hit' } },
    json: {
      flag: true,
      help: { zh: '结果以 JSON 输出，每个文件一行', en: 'print results as JSON, a line for each file' },
    },
  },
  operands: {
    placeholder: 'FILE',
    help: {
      zh: '要检查的文件，可多个；目录检查其中全部文件，- 为标准输入',
      en: 'files to screen; of a folder all files in it; - is standard input',
    },
    min: 1,
    max: 10_000,
    example: '通知.docx',
  },
  examples: [
    { line: 'zhengdun screen 通知.txt 附件.html', does: { zh: '检查两个文件', en: 'screen two files' } },
    {
      line: 'zhengdun screen 上月稿件',
      does: { zh: '检查目录中的全部文件', en: 'screen all files of a folder' },
    },
    {
      line: 'zhengdun screen 通知.txt --list 词库.xlsx',
      does: { zh: '同时按本单位词库检查', en: "and look for the unit's own words" },
    },
    {
      line: 'zhengdun screen 上月稿件/*.txt --list 新.xlsx --try --against 旧.xlsx',
      does: {
        zh: '启用前试一试词库，与在用的比较',
        en: 'try a list before it is used, beside the one in use',
      },
    },
    {
      line: 'zhengdun screen 已发布/*.txt 新稿.docx --together',
      does: {
        zh: '同已发布的稿件合起来看',
        en: 'look at an item together with those that are published',
      },
    },
  ],
  exits: {
    1: { zh: '有须处理的命中', en: 'something has to be dealt with' },
    2: { zh: '没有命中，但有文件没能完整读取', en: 'nothing found, but something could not be read' },
  },
  async run({ options, operands, lang, terminal, config, signal }) {
    const lists = await readLists(options.list ?? [], lang);
    const former = await readLists(options.against ?? [], lang);
    if (options.try ? lists.length === 0 : former.length > 0)
      throw new HouseError('screen-nothing-to-try', {});
    const ready = buildScreen({ lists });
    const before = former.length > 0 ? buildScreen({ lists: former }) : undefined;
    const combinations =
      options.combinations === undefined ? [] : await readCombinations(options.combinations);
    const salt = installationSecret(config.data, 'digest-salt');
    const formerly: ScreenResult[] = [];
    const results: ScreenResult[] = [];
    const read: { file: string; parts: Awaited<ReturnType<typeof screenFile>>['parts'] }[] = [];
    const files = await filesToScreen(operands);
    for (const [index, file] of files.entries()) {
      signal.throwIfAborted();
      terminal.status.update(`[${index + 1}/${files.length}] ${basename(file)}`);
      const presenting = { lang, excerpts: options.excerpts, salt, at: new Date() };
      const { result, parts } = await screenFile(file, ready, presenting);
      if (options.together) read.push({ file, parts });
      if (options.json) terminal.raw(`${JSON.stringify(result)}\n`);
      else if (!options.try)
        terminal.out(renderResult(result, { width: terminal.columns, all: options.all }));
      results.push(result);
      if (before) formerly.push((await screenFile(file, before, presenting)).result);
    }
    const together = options.together
      ? screenTogether(read, [...COMBINATIONS, ...combinations], {
          lang,
          excerpts: options.excerpts,
          at: new Date(),
        })
      : undefined;
    if (options.json && together) terminal.raw(`${JSON.stringify(together)}\n`);
    if (!options.json && together) terminal.out(renderTogether(together, terminal.columns));
    if (!options.json)
      terminal.out(
        options.try
          ? renderTrial({ results, lists, ...(before && { formerly }) }, lang)
          : renderSummary(results, lang),
      );
    if (options.try) return EXIT.ok;
    return together && together.combinations.length > 0 ? 1 : exitCodeOf(results);
  },
});

const MOST_COMBINATION_BYTES = 1_000_000;

/** @throws HouseError `combinations-faulty` */
async function readCombinations(file: string): Promise<Combination[]> {
  const faulty = (detail: string): HouseError =>
    new HouseError('combinations-faulty', { file, detail: plainText(detail, 300) });
  let json: unknown;
  try {
    const bytes = await readFile(file);
    if (bytes.length > MOST_COMBINATION_BYTES) throw faulty('> 1 MB');
    json = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw error instanceof HouseError
      ? error
      : faulty(error instanceof Error ? error.message : String(error));
  }
  const parsed = combinationsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw faulty(`${first?.path.join('.') ?? ''} ${first?.message ?? ''}`.trim());
}

async function readLists(files: readonly string[], lang: Lang): Promise<WordList[]> {
  const lists: WordList[] = [];
  for (const file of files) lists.push(await readList(file, lang));
  return lists;
}

/** @throws HouseError `list-unreadable`, `word-list-faulty`: what is wrong, row by row, with its cure */
async function readList(file: string, lang: Lang): Promise<WordList> {
  const { list, faults } = readWordList(await readRows(file, lang), basename(file));
  if (faults.length === 0) return list;
  const shown = faults.slice(0, MOST_FAULTS).map((fault) => `\n  ${faultText(fault, lang)}`);
  const rest = faults.length - shown.length;
  const more = rest === 0 ? '' : lang === 'zh' ? `\n  另有 ${rest} 处` : `\n  and ${rest} more`;
  throw new HouseError('word-list-faulty', { file, count: faults.length, detail: shown.join('') + more });
}

/** 1: a hit that is more than light. 2: none, but something could not be read, and nobody knows what is in it. */
function exitCodeOf(results: readonly ScreenResult[]): number {
  if (results.some(({ hits }) => hits.some(({ severity }) => severity < 4))) return 1;
  return results.some(({ obstacles }) => obstacles.length > 0) ? 2 : EXIT.ok;
}
