import { createHash } from 'node:crypto';
import { SCREEN_VIEW_WORDS, SCREEN_VIEWS, type ScreenView, SEVERITY_WORDS } from '@zhengdun/contract';
import { RE2JS } from 're2js';
import {
  type CellFault,
  headName,
  notAmong,
  type Row,
  readTable,
  type SheetColumns,
  type TableRow,
  wordOf,
} from '../../kernel/sheet/index.ts';
import { isInserted } from '../text/classes.ts';
import { foldText, wordFold } from '../text/fold.ts';
import type { WordEntry, WordList } from './entry.ts';

const LIST_COLUMNS = {
  word: {
    word: { zh: '词语', en: 'word' },
    required: true,
    hint: { zh: '要查的词语，2至64个字', en: 'the word to look for, 2 to 64 characters' },
    example: '样例词语',
  },
  kind: {
    word: { zh: '方式', en: 'kind' },
    hint: { zh: '词语或表达式，空着是词语', en: 'word or expression; a word where empty' },
    example: '词语',
  },
  category: {
    word: { zh: '类别', en: 'category' },
    hint: { zh: '本单位自定，不超过20个字', en: "the unit's own, at most 20 characters" },
    example: '规范表述',
  },
  severity: {
    word: { zh: '级别', en: 'severity' },
    hint: {
      zh: '红线、严重、一般或轻微，空着是一般',
      en: 'red line, serious, ordinary or light; ordinary where empty',
    },
    example: '一般',
  },
  views: {
    word: { zh: '变形', en: 'disguises' },
    hint: {
      zh: '拼音、谐音、形近、数字，多个用顿号隔开',
      en: 'pinyin, same sound, look-alike, digits; commas between',
    },
    example: '拼音、形近',
  },
  near: {
    word: { zh: '须邻近', en: 'near' },
    hint: { zh: '附近有其中一个词才算，多个用顿号隔开', en: 'counts only near one of these; commas between' },
    example: '会议、通知',
  },
  unless: {
    word: { zh: '除非', en: 'unless' },
    hint: {
      zh: '在这些说法之内或者附近有这些词就不算',
      en: 'does not count within these phrases or near these words',
    },
    example: '样例词语表',
  },
  distance: {
    word: { zh: '距离', en: 'distance' },
    hint: { zh: '邻近的字数，1至500，空着是30', en: 'characters to each side, 1 to 500; 30 where empty' },
    example: '30',
  },
  bounds: {
    word: { zh: '整词', en: 'whole word' },
    hint: {
      zh: '是：一两个字的词要自成一词才算；空着是“是”',
      en: 'yes: one or two characters have to be a word of their own; yes where empty',
    },
    example: '是',
  },
  instead: {
    word: { zh: '改为', en: 'instead' },
    hint: { zh: '建议的写法', en: 'what to write' },
    example: '样例用语',
  },
  note: {
    word: { zh: '说明', en: 'note' },
    hint: { zh: '为什么要查', en: 'why it is looked for' },
    example: '按某某文件',
  },
} as const satisfies SheetColumns<string>;

type Column = keyof typeof LIST_COLUMNS;
type ListRow = TableRow<Column>;

const KINDS = ['word', 'expression'] as const;
const KIND_WORDS = {
  word: { zh: '词语', en: 'word' },
  expression: { zh: '表达式', en: 'expression' },
} as const;
const YES_NO = ['yes', 'no'] as const;
const YES_NO_WORDS = { yes: { zh: '是', en: 'yes' }, no: { zh: '否', en: 'no' } } as const;
const SEVERITIES = ['1', '2', '3', '4'] as const;
const MOST_ENTRIES = 100_000;
const MOST_EXPRESSIONS = 200;
const LONGEST = 64;
const LONGEST_EXPRESSION = 500;
const MOST_WORDS_IN_A_CELL = 50;

/**
 * A unit's list from the rows of a file: a table with the columns above, or one word a line. Every faulty row is named
 * with its cure; a list with faults has no entries.
 *
 * @param name of the list, for people
 */
export function readWordList(
  rows: readonly Row[],
  name: string,
): { readonly list: WordList; readonly faults: readonly CellFault[] } {
  const table = readTable(withHead(rows), LIST_COLUMNS);
  const faults: CellFault[] = [...table.faults];
  const entries: WordEntry[] = [];
  const seen = new Map<string, number>();
  let expressions = 0;
  for (const row of table.rows) {
    const before = faults.length;
    const fault = (column: Column, zh: string, en: string): void =>
      void faults.push(row.fault(column, { zh, en }));
    const entry = readEntry(row, faults);
    checkWord(entry, fault);
    const key = `${entry.isExpression} ${entry.category} ${foldText(entry.word, wordFold())}`;
    const twin = seen.get(key);
    if (twin !== undefined && entry.word !== '')
      fault('word', `与第${twin}行重复，请删除一行`, `stands in line ${twin} already; remove one`);
    else seen.set(key, row.line);
    if (entry.isExpression) expressions += 1;
    if (expressions === MOST_EXPRESSIONS + 1)
      fault(
        'kind',
        `表达式超过${MOST_EXPRESSIONS}条，请改用词语`,
        `more than ${MOST_EXPRESSIONS} expressions; use words`,
      );
    if (entries.length === MOST_ENTRIES) {
      fault(
        'word',
        `超过${MOST_ENTRIES}条，请拆成几个词库`,
        `more than ${MOST_ENTRIES} entries; split the list`,
      );
      break;
    }
    if (faults.length === before) entries.push(entry);
  }
  const kept = faults.length === 0 ? entries : [];
  return { list: { name, version: versionOf(entries), entries: kept }, faults };
}

/** A file without a known column is a list of words, one a line. */
function withHead(rows: readonly Row[]): readonly Row[] {
  const [head] = rows;
  if (!head) return [];
  const heads: readonly string[] = Object.values(LIST_COLUMNS).flatMap(({ word }) => [word.zh, word.en]);
  if (head.cells.some((cell) => heads.includes(headName(cell)))) return rows;
  if (rows.some(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1)) return rows;
  return [{ line: 0, cells: [LIST_COLUMNS.word.word.zh] }, ...rows];
}

function readEntry(row: ListRow, faults: CellFault[]): WordEntry {
  const one = <Code extends string>(
    column: Column,
    codes: readonly Code[],
    words: Readonly<Record<Code, { zh: string; en: string }>>,
  ): Code | undefined => {
    const found = wordOf(row.cell(column), codes, words);
    if (found === null)
      faults.push(
        row.fault(
          column,
          notAmong(
            row.cell(column),
            codes.map((code) => words[code]),
          ),
        ),
      );
    return found ?? undefined;
  };
  const distance = row.cell('distance');
  if (distance !== '' && !(/^\d{1,3}$/.test(distance) && Number(distance) >= 1 && Number(distance) <= 500))
    faults.push(
      row.fault('distance', { zh: '应为1至500的整数', en: 'must be a whole number from 1 to 500' }),
    );
  const category = row.cell('category');
  if (category.length > 20)
    faults.push(row.fault('category', { zh: '不超过20个字', en: 'at most 20 characters' }));
  return {
    word: row.cell('word'),
    isExpression: one('kind', KINDS, KIND_WORDS) === 'expression',
    category,
    severity: Number(one('severity', SEVERITIES, SEVERITY_WORDS) ?? 3) as WordEntry['severity'],
    views: viewsOf(row, faults),
    near: several(row, 'near', faults),
    unless: several(row, 'unless', faults),
    distance: Number(distance) || 30,
    bounds: one('bounds', YES_NO, YES_NO_WORDS) !== 'no',
    ...(row.cell('instead') !== '' && { instead: row.cell('instead').slice(0, 200) }),
    ...(row.cell('note') !== '' && { note: row.cell('note').slice(0, 200) }),
    line: row.line,
  };
}

function parts(text: string): string[] {
  return text
    .split(/[、,，;；|]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

function viewsOf(row: ListRow, faults: CellFault[]): ScreenView[] {
  return parts(row.cell('views')).flatMap((part) => {
    const view = wordOf(part, SCREEN_VIEWS, SCREEN_VIEW_WORDS);
    if (view) return [view];
    faults.push(row.fault('views', notAmong(part, Object.values(SCREEN_VIEW_WORDS))));
    return [];
  });
}

function several(row: ListRow, column: 'near' | 'unless', faults: CellFault[]): string[] {
  const words = parts(row.cell(column));
  if (words.length > MOST_WORDS_IN_A_CELL || words.some((word) => word.length > LONGEST))
    faults.push(
      row.fault(column, {
        zh: `最多${MOST_WORDS_IN_A_CELL}个词，每个不超过${LONGEST}个字`,
        en: `at most ${MOST_WORDS_IN_A_CELL} words of at most ${LONGEST} characters`,
      }),
    );
  return words;
}

type Say = (column: Column, zh: string, en: string) => void;

function checkWord(entry: WordEntry, fault: Say): void {
  const { word, unless, near } = entry;
  // An empty cell has been told already.
  if (word === '') return;
  if (entry.isExpression) {
    checkExpression(entry, fault);
    return;
  }
  const letters = lettersOf(word);
  if (letters === 0)
    fault(
      'word',
      '只有标点或者符号，查不到。请写文字',
      'holds signs only, which are passed over; write words',
    );
  else if (letters > LONGEST)
    fault('word', `超过${LONGEST}个字，请缩短`, `is longer than ${LONGEST} characters; shorten it`);
  else if (letters === 1 && near.length === 0)
    fault(
      'word',
      '只有一个字，会误报太多。请写成词，或者填“须邻近”',
      'is a single character, which is found everywhere; write a word, or fill "near"',
    );
  const fold = wordFold();
  if (unless.some((phrase) => foldText(phrase, fold) === foldText(word, fold)))
    fault(
      'unless',
      '与词语相同，这一条永远查不到。请写更长的说法',
      'is the word itself, so that it is never found; write a longer phrase',
    );
}

function checkExpression({ word, views }: WordEntry, fault: Say): void {
  if (views.length > 0)
    fault('views', '表达式没有变形，请删除', 'expressions have no disguises; remove them');
  if (word.length > LONGEST_EXPRESSION) {
    fault(
      'word',
      `表达式超过${LONGEST_EXPRESSION}个字符，请拆开`,
      `is longer than ${LONGEST_EXPRESSION} characters; split it`,
    );
    return;
  }
  try {
    const pattern = RE2JS.compile(word);
    if (pattern.matcher('').find())
      fault(
        'word',
        '表达式能匹配空文字，请至少写一个字符',
        'matches nothing at all; ask for one character at least',
      );
  } catch (error) {
    const detail = (error instanceof Error ? error.message : String(error)).slice(0, 80);
    fault(
      'word',
      `表达式有误（${detail}）。不支持回溯引用和环视`,
      `is no expression of RE2 (${detail}); there are no back references and no look-around`,
    );
  }
}

function lettersOf(word: string): number {
  let count = 0;
  for (const sign of foldText(word, wordFold())) {
    const point = sign.codePointAt(0) ?? 0;
    if (point > 0xffff || !isInserted(point)) count += 1;
  }
  return count;
}

/** Twelve hex digits that change with any word, and with nothing else. */
function versionOf(entries: readonly WordEntry[]): string {
  const hash = createHash('sha256');
  for (const { line: _, ...entry } of entries) hash.update(`${JSON.stringify(entry)}\n`);
  return hash.digest('hex').slice(0, 12);
}
