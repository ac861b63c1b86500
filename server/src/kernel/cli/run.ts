import { counted, type Lang } from '@zhengdun/contract';
import { dataDirectory } from '../../../../bin/launcher/data-directory.cjs';
import { type Config, ConfigError, describeMistake, loadConfig } from '../config/index.ts';
import { ERRORS, EXIT, HouseError } from '../errors/index.ts';
import { newIncident } from '../incident.ts';
import { type Log, openLog, silentLog } from '../log.ts';
import type { AnyCommand, Command } from './define-command.ts';
import { helpText } from './help.ts';
import { askedLanguage, type Parsed, parseCommandLine } from './parse.ts';
import { openTerminal, type Terminal, type TerminalOptions } from './terminal.ts';

export interface Program {
  /** what stands after the program's name */
  readonly args: readonly string[];
  readonly commands: readonly AnyCommand[];
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: TerminalOptions['stdout'];
  readonly stderr: TerminalOptions['stderr'];
  /** fires when the program shall end; its reason is an `Ending` */
  readonly signal: AbortSignal;
}

/** Why a program shall end, and with which code a job that was broken off ends. */
export class Ending extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('ending');
    this.exitCode = exitCode;
  }
}

/** Runs a command line to its end. Never throws; gives the exit code. */
export async function runProgram(program: Program): Promise<number> {
  const { args, commands, env } = program;
  const lang = askedLanguage(args) ?? configuredLanguage(env);
  const parsed = parseCommandLine(args, commands, lang);
  const terminal = openTerminal({
    lang,
    env,
    stdout: program.stdout,
    stderr: program.stderr,
    ...looks(parsed),
  });
  switch (parsed.kind) {
    case 'help':
      terminal.out(helpText(parsed.path, commands, { lang, version: program.version }));
      return EXIT.ok;
    case 'version':
      terminal.out(program.version);
      return EXIT.ok;
    case 'mistakes':
      sayMistakes(parsed, terminal);
      return EXIT.usage;
    case 'run':
      return runCommand(program, parsed, terminal);
  }
}

/** The settings may hold mistakes, which have to be told in some language. */
function configuredLanguage(env: Program['env']): Lang {
  try {
    return loadConfig(env).lang;
  } catch {
    return env.ZHENGDUN_LANG === 'en' ? 'en' : 'zh';
  }
}

function looks(parsed: Parsed): { color?: boolean; progress?: boolean } {
  if (parsed.kind !== 'run') return {};
  const { common } = parsed;
  const progress = !common['no-progress'];
  if (common['no-color']) return { color: false, progress };
  return common.color ? { color: true, progress } : { progress };
}

async function runCommand(
  program: Program,
  parsed: Parsed & { kind: 'run' },
  terminal: Terminal,
): Promise<number> {
  const { command, common, options, operands } = parsed;
  const { signal, env } = program;
  const log = openProgramLog(env, command.name, common.debug);
  let loaded: Config | undefined;
  const invocation = {
    options,
    operands,
    lang: terminal.lang,
    terminal,
    log,
    signal,
    get config() {
      loaded ??= loadConfig(env);
      return loaded;
    },
  };
  try {
    if (command.checksConfig !== false) void invocation.config;
    const code = await command.run(invocation);
    return signal.aborted ? codeWhenEnded(command, signal) : code;
  } catch (error) {
    if (signal.aborted && error === signal.reason) return codeWhenEnded(command, signal);
    return explain(error, { terminal, log, debug: common.debug });
  }
}

/** A server that was told to stop has done its work; a job that was broken off has not. */
function codeWhenEnded(command: Command, signal: AbortSignal): number {
  if (command.runsUntilStopped) return EXIT.ok;
  return signal.reason instanceof Ending ? signal.reason.exitCode : EXIT.interrupted;
}

function openProgramLog(env: Program['env'], program: string, debug: boolean): Log {
  try {
    return openLog({ data: dataDirectory(env), program, debug });
  } catch {
    // Whether the data directory can be used is told by what needs it, in words.
    return silentLog();
  }
}

function sayMistakes(parsed: Parsed & { kind: 'mistakes' }, terminal: Terminal): void {
  for (const mistake of parsed.mistakes) terminal.err(mistake);
  const line = ['zhengdun', ...parsed.path.map((each) => each.name), '--help'].join(' ');
  terminal.err(terminal.lang === 'zh' ? `用法见：${line}` : `For usage: ${line}`);
}

/** Tells the user what happened; the stack goes to the log only, or to the screen with `--debug`. */
function explain(error: unknown, place: { terminal: Terminal; log: Log; debug: boolean }): number {
  const { terminal, log, debug } = place;
  const { lang } = terminal;
  if (error instanceof ConfigError) {
    const count = error.mistakes.length;
    terminal.err(
      lang === 'zh'
        ? `设置有 ${count} 处有误：`
        : `The settings hold ${counted(count, 'mistake', 'mistakes')}:`,
    );
    for (const mistake of error.mistakes) terminal.err(`  ${describeMistake(mistake, lang)}`);
    return EXIT.usage;
  }
  if (error instanceof HouseError) {
    log.error({ code: error.code, facts: error.facts, error: error.cause }, 'ended by a known error');
    terminal.err(error.words(lang));
    if (debug) terminal.err(describe(error));
    return ERRORS[error.code as keyof typeof ERRORS].exit;
  }
  const incident = newIncident();
  log.error({ incident, error }, 'ended by an unexpected error');
  terminal.err(ERRORS.internal.words[lang].replace('{incident}', incident));
  if (debug) terminal.err(describe(error));
  return EXIT.fault;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
