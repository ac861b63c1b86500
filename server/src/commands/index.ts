import type { AnyCommand } from '../kernel/cli/index.ts';
import { check } from './check/index.ts';
import { doctor } from './doctor/index.ts';
import { ledger } from './ledger/index.ts';
import { logs } from './logs/index.ts';
import { registry } from './registry/index.ts';
import { rulebook } from './rulebook/index.ts';
import { screen } from './screen/index.ts';
import { serve } from './serve/index.ts';
import { worker } from './worker.ts';

/** The commands of `zhengdun`, in the order in which the help shows them. A new one is a file here and a line. */
export const COMMANDS: readonly AnyCommand[] = [
  serve,
  check,
  screen,
  registry,
  rulebook,
  ledger,
  logs,
  worker,
  doctor,
];
