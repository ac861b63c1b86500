export {
  type AnyCommand,
  type Command,
  type CommandGroup,
  defineCommand,
  defineGroup,
  type Invocation,
  type OptionResults,
  type ValueOption,
} from './define-command.ts';
export { Ending, type Program, runProgram } from './run.ts';
export { charsetOf, openTerminal, type Terminal, type TerminalOptions } from './terminal.ts';
export { cutToWidth, displayWidth, padEnd, withoutControls, wrapText } from './text-width.ts';
