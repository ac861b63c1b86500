import type { AnyCommand } from '../kernel/cli/index.ts';

/** The commands of `zhengdun`, in the order in which the help shows them. A new one is a file here and a line. */
const COMMANDS = {
  serve: async () => (await import('./serve/index.ts')).serve,
  check: async () => (await import('./check/index.ts')).check,
  screen: async () => (await import('./screen/index.ts')).screen,
  registry: async () => (await import('./registry/index.ts')).registry,
  rulebook: async () => (await import('./rulebook/index.ts')).rulebook,
  ledger: async () => (await import('./ledger/index.ts')).ledger,
  logs: async () => (await import('./logs/index.ts')).logs,
  worker: async () => (await import('./worker.ts')).worker,
  doctor: async () => (await import('./doctor/index.ts')).doctor,
} satisfies Readonly<Record<string, () => Promise<AnyCommand>>>;

/**
 * The commands that a command line may mean: the one that it begins with, else all, of which the help or the mistake
 * tells. Each stands on other rooms of the house, and a start shall not wait for those that it does not enter.
 *
 * @param args what stands after the program's name
 */
export function loadCommands(args: readonly string[] = []): Promise<readonly AnyCommand[]> {
  const [name = ''] = args;
  const meant = Object.hasOwn(COMMANDS, name)
    ? [COMMANDS[name as keyof typeof COMMANDS]]
    : Object.values(COMMANDS);
  return Promise.all(meant.map((load) => load()));
}
