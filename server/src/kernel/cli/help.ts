import type { Lang, LocalText } from '@zhengdun/contract';
import { COMMON_OPTIONS } from './common-options.ts';
import type { AnyCommand, Command, Option, Options } from './define-command.ts';
import { displayWidth, padEnd, wrapText } from './text-width.ts';

const WORDS = {
  tagline: {
    zh: '《互联网政务应用安全管理规定》的检查、防护与存证',
    en: 'the Regulation on the Security of Internet Government Applications, put into practice',
  },
  usage: { zh: '用法', en: 'Usage' },
  command: { zh: '命令', en: 'command' },
  options: { zh: '选项', en: 'options' },
  commands: { zh: '命令', en: 'Commands' },
  ownOptions: { zh: '选项', en: 'Options' },
  commonOptions: { zh: '各命令通用的选项', en: 'Options of every command' },
  examples: { zh: '示例', en: 'Examples' },
  exits: { zh: '退出码', en: 'Exit codes' },
  byDefault: { zh: '默认', en: 'default' },
  repeatable: { zh: '可重复', en: 'may be repeated' },
  more: {
    zh: '各命令的选项和示例：zhengdun <命令> --help',
    en: 'Options and examples of a command: zhengdun <command> --help',
  },
} as const satisfies Record<string, LocalText>;

const COMMON_EXITS: Readonly<Record<number, LocalText>> = {
  0: { zh: '完成', en: 'done' },
  64: { zh: '命令行或设置有误', en: 'a mistake in the command line or the settings' },
  70: { zh: '程序自身出错或缺少运行条件', en: 'the program itself failed, or something it needs is missing' },
  130: { zh: '被中断（Ctrl-C）', en: 'interrupted (Ctrl-C)' },
};

/** The help for a place in the table of commands; the empty path gives the overview. */
export function helpText(
  path: readonly AnyCommand[],
  commands: readonly AnyCommand[],
  about: { lang: Lang; version: string },
): string {
  const command = path.at(-1);
  const line = ['zhengdun', ...path.map((each) => each.name)].join(' ');
  if (command && 'run' in command) return commandHelp(command, line, about.lang);
  const members = command && 'commands' in command ? command.commands : commands;
  return overview({
    members,
    line,
    title: command ? command.summary[about.lang] : titleOf(about),
    lang: about.lang,
  });
}

function titleOf({ lang, version }: { lang: Lang; version: string }): string {
  return lang === 'zh' ? `政盾 ${version}：${WORDS.tagline.zh}` : `Zhengdun ${version}: ${WORDS.tagline.en}`;
}

function overview(about: {
  members: readonly AnyCommand[];
  line: string;
  title: string;
  lang: Lang;
}): string {
  const { lang } = about;
  return [
    about.title,
    '',
    `${WORDS.usage[lang]}  ${about.line} <${WORDS.command[lang]}> [${WORDS.options[lang]}]`,
    '',
    ...section(
      WORDS.commands[lang],
      about.members.map((each) => [each.name, each.summary[lang]] as const),
    ),
    ...section(WORDS.commonOptions[lang], optionRows(COMMON_OPTIONS, lang)),
    WORDS.more[lang],
  ].join('\n');
}

function commandHelp(command: Command, line: string, lang: Lang): string {
  const { operands, options, examples } = command;
  const shape = operands
    ? ` ${operands.min > 0 ? operands.placeholder : `[${operands.placeholder}]`}${operands.max > 1 ? '…' : ''}`
    : '';
  const exits = { ...COMMON_EXITS, ...command.exits };
  return [
    command.summary[lang],
    '',
    `${WORDS.usage[lang]}  ${line}${shape} [${WORDS.options[lang]}]`,
    ...(operands ? [`      ${operands.placeholder}  ${operands.help[lang]}`] : []),
    '',
    ...section(WORDS.ownOptions[lang], optionRows(options, lang)),
    ...section(WORDS.commonOptions[lang], optionRows(COMMON_OPTIONS, lang)),
    ...section(
      WORDS.examples[lang],
      examples.map((each) => [each.line, each.does[lang]] as const),
    ),
    ...section(
      WORDS.exits[lang],
      Object.entries(exits).map(([code, words]) => [code, words[lang]] as const),
    ),
  ]
    .join('\n')
    .trimEnd();
}

type Row = readonly [string, string];

function optionRows(options: Options, lang: Lang): Row[] {
  return Object.entries(options).map(([name, option]) => [
    optionShape(name, option),
    optionHelp(option, lang),
  ]);
}

function optionShape(name: string, option: Option): string {
  const short = option.short ? `-${option.short}, ` : '';
  return 'flag' in option ? `${short}--${name}` : `${short}--${name} ${option.placeholder}`;
}

function optionHelp(option: Option, lang: Lang): string {
  if ('flag' in option) return option.help[lang];
  const notes = [
    option.default !== undefined && !Array.isArray(option.default)
      ? `${WORDS.byDefault[lang]} ${option.default}`
      : '',
    option.repeatable ? WORDS.repeatable[lang] : '',
  ].filter(Boolean);
  if (notes.length === 0) return option.help[lang];
  return lang === 'zh'
    ? `${option.help.zh}（${notes.join('，')}）`
    : `${option.help.en} (${notes.join(', ')})`;
}

/** Widest first column that still leaves the second one on the same line. */
const COLUMN = 28;

function section(title: string, rows: readonly Row[]): string[] {
  if (rows.length === 0) return [];
  const width = Math.min(COLUMN, Math.max(...rows.map(([left]) => displayWidth(left))));
  const lines = rows.map(([left, right]) => {
    const indent = width + 4;
    const text = wrapText(right, { indent });
    const fits = displayWidth(left) <= width;
    return fits ? `  ${padEnd(left, width)}  ${text}` : `  ${left}\n${' '.repeat(indent)}${text}`;
  });
  return [title, ...lines, ''];
}
