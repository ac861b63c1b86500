import type { Lang, LocalText } from '@zhengdun/contract';
import type { z } from 'zod';
import type { Config } from '../config/index.ts';
import type { Log } from '../log.ts';
import type { ValueSpec } from '../value.ts';
import type { Terminal } from './terminal.ts';

interface OptionBase {
  readonly help: LocalText;
  /** one letter: `-h` */
  readonly short?: string;
}

/** `--json`: there or not. */
export interface FlagOption extends OptionBase {
  readonly flag: true;
}

/** `--pages 20`. Without `default` the value is undefined when the option is not given. */
export interface ValueOption<T = unknown> extends OptionBase, ValueSpec<T> {
  /** stands for the value in the help: `N`, `FILE` */
  readonly placeholder: string;
  readonly default?: T;
  /** may be given several times; the value is then a list */
  readonly repeatable?: boolean;
}

export type Option = FlagOption | ValueOption;
export type Options = Readonly<Record<string, Option>>;

type OptionResult<Each extends Option> = Each extends { readonly flag: true }
  ? boolean
  : Each extends { readonly schema: infer Schema extends z.ZodType }
    ? Each extends { readonly repeatable: true }
      ? readonly z.output<Schema>[]
      : Each extends { readonly default: infer Default }
        ? z.output<Schema> | Default
        : z.output<Schema> | undefined
    : never;

/** The values of a command's options, by name. */
export type OptionResults<All extends Options> = { readonly [Name in keyof All]: OptionResult<All[Name]> };

/** What stands after the command without a dash. */
export interface Operands {
  /** name in the help: `URL` */
  readonly placeholder: string;
  readonly help: LocalText;
  readonly min: number;
  /** Infinity for any number */
  readonly max: number;
  readonly example: string;
}

export interface Example {
  /** the line to type */
  readonly line: string;
  readonly does: LocalText;
}

/** What a command gets when it runs. */
export interface Invocation<All extends Options> {
  readonly options: OptionResults<All>;
  readonly operands: readonly string[];
  readonly lang: Lang;
  readonly terminal: Terminal;
  readonly log: Log;
  /** fires when the user or the system asks the program to end; the command then ends soon by itself */
  readonly signal: AbortSignal;
  /** the settings of this run */
  readonly config: Config;
}

/** One command of `zhengdun`. `run` gives the exit code. */
export interface Command<All extends Options = Options> {
  readonly name: string;
  /** one line of the overview */
  readonly summary: LocalText;
  readonly options: All;
  readonly operands?: Operands;
  readonly examples: readonly Example[];
  /** exit codes besides 0, 64, 70 and 130 */
  readonly exits?: Readonly<Record<number, LocalText>>;
  /** false: runs even when the settings hold mistakes; reading `config` then throws */
  readonly checksConfig?: boolean;
  /** ends with 0 when it is asked to end: a server, not a job that was broken off */
  readonly runsUntilStopped?: boolean;
  run(invocation: Invocation<All>): Promise<number>;
}

/** A command that only gathers others: `zhengdun rulebook list`. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: LocalText;
  readonly commands: readonly AnyCommand[];
}

export type AnyCommand = Command | CommandGroup;

/**
 * Declares a command. The types of `options` in `run` follow from the declared options.
 *
 * @example
 * export const check = defineCommand({
 *   name: 'check',
 *   summary: { zh: '检查网站', en: 'check a website' },
 *   options: { pages: { ...wholeNumber({ min: 1, max: 500, example: 20 }), placeholder: 'N', default: 20, help } },
 *   operands: { placeholder: 'URL', help, min: 1, max: Infinity, example: 'www.example.gov.cn' },
 *   examples: [{ line: 'zhengdun check www.example.gov.cn', does: { zh: '…', en: '…' } }],
 *   run: async ({ options, operands, terminal }) => 0,
 * });
 */
export function defineCommand<const All extends Options>(command: Command<All>): Command {
  // What `run` gets was read by the very schemas that its types come from.
  return command as unknown as Command;
}

/** Declares a group of commands. */
export function defineGroup(group: CommandGroup): CommandGroup {
  return group;
}
