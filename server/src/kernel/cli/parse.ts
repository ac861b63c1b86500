import { parseArgs } from 'node:util';
import type { Lang } from '@zhengdun/contract';
import { closest } from '../closest.ts';
import { describeMisread, readValue, shorten } from '../value.ts';
import { COMMON_OPTIONS } from './common-options.ts';
import type { AnyCommand, Command, Option, OptionResults, Options, ValueOption } from './define-command.ts';

/** What a command line asks for. */
export type Parsed =
  | { readonly kind: 'help'; readonly path: readonly AnyCommand[] }
  | { readonly kind: 'version' }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly string[]; readonly path: readonly AnyCommand[] }
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly options: OptionResults<Options>;
      readonly common: OptionResults<typeof COMMON_OPTIONS>;
      readonly operands: readonly string[];
    };

type OptionToken = {
  name: string;
  rawName: string;
  value?: string | undefined;
  inlineValue?: boolean | undefined;
};

/**
 * Reads a command line. Every mistake is found before anything is said.
 *
 * @param args what stands after the program's name
 * @param lang language of the mistakes
 */
export function parseCommandLine(
  args: readonly string[],
  commands: readonly AnyCommand[],
  lang: Lang,
): Parsed {
  const found = findCommand(args, commands);
  if (found.unknown !== undefined) {
    return {
      kind: 'mistakes',
      mistakes: [unknownCommand(found.unknown, found.among, lang)],
      path: found.path,
    };
  }
  const command = found.path.at(-1);
  const declared = command && 'run' in command ? command.options : {};
  const read = readOptions(found.rest, { ...COMMON_OPTIONS, ...declared }, lang);
  const common = read.values as OptionResults<typeof COMMON_OPTIONS>;
  if (common.help || found.help) return { kind: 'help', path: found.path };
  if (common.version) return { kind: 'version' };
  if (command === undefined && read.mistakes.length === 0) return { kind: 'help', path: [] };
  if (command && !('run' in command) && read.mistakes.length === 0) return { kind: 'help', path: found.path };
  const mistakes = [...read.mistakes];
  if (command && 'run' in command) {
    const words = found.path.map(({ name }) => name).join(' ');
    mistakes.push(...checkOperands(read.operands, { command, words }, lang));
  }
  if (mistakes.length > 0 || !command || !('run' in command)) {
    return { kind: 'mistakes', mistakes, path: found.path };
  }
  return { kind: 'run', command, options: read.values, common, operands: read.operands };
}

/** The language that a command line asks for, before anything else of it is understood. */
export function askedLanguage(args: readonly string[]): Lang | undefined {
  const joined = args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  const at = args.lastIndexOf('--lang');
  const asked = joined ?? (at >= 0 ? args[at + 1] : undefined);
  return asked === 'zh' || asked === 'en' ? asked : undefined;
}

interface FoundCommand {
  readonly path: readonly AnyCommand[];
  /** everything that is not a word of the command's name */
  readonly rest: readonly string[];
  readonly help: boolean;
  readonly unknown?: string;
  readonly among: readonly string[];
}

function findCommand(args: readonly string[], commands: readonly AnyCommand[]): FoundCommand {
  const path: AnyCommand[] = [];
  const rest: string[] = [];
  let among = commands;
  let help = false;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    const last = path.at(-1);
    if (last && 'run' in last) {
      rest.push(...args.slice(index));
      break;
    }
    if (arg.startsWith('-')) {
      rest.push(arg);
      if (arg === '--lang' && args[index + 1] !== undefined) rest.push(args[++index] ?? '');
      continue;
    }
    if (arg === 'help' && path.length === 0) {
      help = true;
      continue;
    }
    const command = among.find((each) => each.name === arg);
    if (!command) return { path, rest, help, unknown: arg, among: among.map((each) => each.name) };
    path.push(command);
    among = 'commands' in command ? command.commands : [];
  }
  return { path, rest, help, among: among.map((each) => each.name) };
}

function readOptions(args: readonly string[], declared: Options, lang: Lang) {
  const strange = args.filter((arg) => isStrangeCluster(arg, declared));
  const { tokens } = parseArgs({
    args: args
      .map((arg, index) => (lacksValue(arg, args[index + 1], declared) ? `${arg}=` : arg))
      .filter((arg) => !isStrangeCluster(arg, declared)),
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(declared).map(([name, option]) => [name, parseArgsOption(option)]),
    ),
  });
  const values: Record<string, unknown> = defaultsOf(declared);
  const mistakes = strange.map((arg) => unknownOption(arg, Object.keys(declared), lang));
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(declared, token.name) ? declared[token.name] : undefined;
    if (!option) mistakes.push(unknownOption(token.rawName, Object.keys(declared), lang));
    else if ('flag' in option) readFlag(token, values, mistakes, lang);
    else readOption({ token, option, values, mistakes, lang });
  }
  const operands = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  return { values, mistakes, operands };
}

/** `-list`, `-www.a.gov.cn`: one mistake, not one for each letter. */
function isStrangeCluster(arg: string, declared: Options): boolean {
  const letters = Object.values(declared).flatMap(({ short }) => short ?? []);
  return /^-[^-]./.test(arg) && !Array.from(arg.slice(1)).every((letter) => letters.includes(letter));
}

/** `--pages --json`: the second one is an option, not the value of the first. */
function lacksValue(arg: string, next: string | undefined, declared: Options): boolean {
  const name = arg.startsWith('--') ? arg.slice(2) : '';
  if (!Object.hasOwn(declared, name) || 'flag' in (declared[name] ?? {})) return false;
  return next === undefined || (next.startsWith('-') && next !== '-');
}

function parseArgsOption(option: Option) {
  const type = 'flag' in option ? ('boolean' as const) : ('string' as const);
  return option.short ? { type, short: option.short } : { type };
}

function defaultsOf(declared: Options): Record<string, unknown> {
  const entries = Object.entries(declared).map(([name, option]) => {
    if ('flag' in option) return [name, false];
    return [name, option.default ?? (option.repeatable ? [] : undefined)];
  });
  return Object.fromEntries(entries);
}

function readFlag(token: OptionToken, values: Record<string, unknown>, mistakes: string[], lang: Lang): void {
  if (token.inlineValue) {
    mistakes.push(
      lang === 'zh'
        ? `${token.rawName} 后面不写值。例：${token.rawName}`
        : `${token.rawName} takes no value. Example: ${token.rawName}`,
    );
  }
  values[token.name] = true;
}

function readOption(place: {
  token: OptionToken;
  option: ValueOption;
  values: Record<string, unknown>;
  mistakes: string[];
  lang: Lang;
}): void {
  const { token, option, values, mistakes, lang } = place;
  const name = `--${token.name}`;
  const example = `${name} ${option.example}`;
  if (!token.value) {
    mistakes.push(
      lang === 'zh'
        ? `${name} 后面缺少值，应为 ${option.allowed.zh}。例：${example}`
        : `${name} needs a value: ${option.allowed.en}. Example: ${example}`,
    );
    return;
  }
  const read = readValue(option, token.value);
  if (!read.ok) mistakes.push(describeMisread(read, { name, allowed: option.allowed, example }, lang));
  else if (option.repeatable) values[token.name] = [...(values[token.name] as unknown[]), read.value];
  else values[token.name] = read.value;
}

/** @param asked.words the command as it is typed: `rulebook show` */
function checkOperands(
  operands: readonly string[],
  asked: { readonly command: Command; readonly words: string },
  lang: Lang,
): string[] {
  const dashed = operands
    .filter((operand) => WIDE_DASHES.test(operand))
    .map((each) => wideDashes(each, lang));
  if (dashed.length > 0) return dashed;
  const declared = asked.command.operands;
  const max = declared?.max ?? 0;
  const surplus = operands[max];
  if (surplus !== undefined) {
    const text = shorten(surplus);
    return [lang === 'zh' ? `多余的参数 “${text}”，请删除` : `"${text}" is one argument too many; remove it`];
  }
  if (!declared || operands.length >= declared.min) return [];
  const example = `zhengdun ${asked.words} ${declared.example}`;
  return [
    lang === 'zh'
      ? `缺少 ${declared.placeholder}（${declared.help.zh}）。例：${example}`
      : `${declared.placeholder} is missing (${declared.help.en}). Example: ${example}`,
  ];
}

/** Dashes that a Chinese keyboard or a text program makes of `--`. */
const WIDE_DASHES = /^[—–―－‐‑−][-—–―－‐‑−]*(?=[a-z])/i;

function wideDashes(operand: string, lang: Lang): string {
  const meant = shorten(operand.replace(WIDE_DASHES, '--'));
  const text = shorten(operand);
  if (lang === 'zh') return `“${text}”的短横不是半角字符，是否想写 ${meant}？`;
  return `The dashes of "${text}" are not plain ones; did you mean ${meant}?`;
}

function unknownOption(rawName: string, known: readonly string[], lang: Lang): string {
  const meant = closest(rawName.replace(/^-+/, ''), known);
  const name = shorten(rawName);
  if (lang === 'zh') return `没有选项 ${name}${meant ? `，是否想写 --${meant}？` : ''}`;
  return `There is no option ${name}${meant ? `; did you mean --${meant}?` : ''}`;
}

function unknownCommand(word: string, known: readonly string[], lang: Lang): string {
  const meant = closest(word, known);
  const name = shorten(word);
  const all = known.join(lang === 'zh' ? '、' : ', ');
  if (lang === 'zh') return `没有命令 “${name}”，${meant ? `是否想写 ${meant}？` : `可用的有：${all}`}`;
  return `There is no command "${name}"; ${meant ? `did you mean ${meant}?` : `there are: ${all}`}`;
}
