import { loadCommands } from './commands/index.ts';
import { Ending, runProgram } from './kernel/cli/index.ts';
import { readVersion } from './version.ts';

/** How often the program looks whether its launcher lives. */
const WATCH_MS = 500;

const ending = new AbortController();

// npm and the launcher pass a signal on, and a terminal sends it to all of them: one Ctrl-C may arrive twice. Only a
// later one means that the user does not want to wait.
let firstAt: number | undefined;
for (const [name, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(name, () => {
    if (firstAt !== undefined && performance.now() - firstAt > 1000) process.exit(exitCode);
    firstAt ??= performance.now();
    ending.abort(new Ending(exitCode));
  });
}

// The launcher's name is not for programs that we start.
const launcher = Number(process.env._ZHENGDUN_LAUNCHER);
delete process.env._ZHENGDUN_LAUNCHER;
if (launcher) {
  setInterval(() => {
    if (process.ppid !== launcher) ending.abort(new Ending(143));
  }, WATCH_MS).unref();
}

// Whoever reads our output may have seen enough (`| head`): no reason to check on, and not the 0 of a clean result.
process.stdout.on('error', () => ending.abort(new Ending(141)));

const args = process.argv.slice(2);
process.exit(
  await runProgram({
    args,
    commands: await loadCommands(args),
    version: readVersion(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: ending.signal,
  }),
);
