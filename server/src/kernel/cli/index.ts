export {
  type AnyCommand,
  defineCommand,
  defineGroup,
  type Invocation,
  type OptionResults,
  type ValueOption,
} from './define-command.ts';
export { Ending, runProgram } from './run.ts';
export { shellWord } from './shell-word.ts';
export { charsetOf, openTerminal, type Terminal } from './terminal.ts';
export { cutToWidth, displayWidth, padEnd, withoutControls, wrapText } from './text-width.ts';
