import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, LEAST_MODULES } from './dependency-rules.ts';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What a check found: `text` is what a person has to read when it did not pass. */
export interface Outcome {
  readonly passed: boolean;
  readonly text: string;
}

/** Something that looks at the sources without running them. */
export interface Check {
  readonly name: string;
  run(): Promise<Outcome>;
}

/** Several look at the same library each, and here two checks run side by side anyway. */
const ONE_CHECKER = ['--checkers', '1'];

/** The checks of the sources. The slow ones come first, so that two run side by side to the end. */
export function sourceChecks(): readonly Check[] {
  const console = existsSync(join(ROOT, 'console', 'src'))
    ? [tool('types-console', 'typescript-native', 'tsc', ['-p', 'console', ...ONE_CHECKER])]
    : [];
  return [
    tool('types', 'typescript-native', 'tsc', ['-p', '.', ...ONE_CHECKER]),
    ...console,
    tool('unused', 'knip', 'knip', ['--no-config-hints']),
    { name: 'directions', run: checkDirections },
    tool('style', '@biomejs/biome', 'biome', ['ci', '--colors=off', '--diagnostic-level=warn', '.']),
  ];
}

/** A tool from npm, run under this very Node; it passes when it ends with 0. */
function tool(name: string, packageName: string, program: string, args: readonly string[]): Check {
  return { name, run: () => runProgram([process.execPath, programFile(packageName, program), ...args]) };
}

/** File of a program that a package brings, as its package.json names it. */
export function programFile(packageName: string, program: string): string {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const file = typeof bin === 'string' ? bin : bin[program];
  if (!file) throw new Error(`${packageName} has no program ${program}`);
  return join(folder, file);
}

async function checkDirections(): Promise<Outcome> {
  const { violations, modules } = await cruise(ROOT);
  const lines = violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`);
  if (modules < LEAST_MODULES) lines.push(`only ${modules} files were read, fewer than ${LEAST_MODULES}`);
  return { passed: lines.length === 0, text: lines.join('\n') };
}

/** Runs a program in the repository's root and keeps what it says. */
function runProgram(command: readonly string[]): Promise<Outcome> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      // What is kept for later needs no colours.
      env: {
        ...process.env,
        NO_COLOR: '1',
        FORCE_COLOR: '0',
        PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (data) => (text += data));
    child.stderr.on('data', (data) => (text += data));
    child.on('error', (error) => resolve({ passed: false, text: error.message }));
    child.on('close', (code) => resolve({ passed: code === 0, text }));
  });
}

export interface Checked {
  readonly passed: number;
  /** what a person has to read, one text for each check that did not pass */
  readonly faults: readonly string[];
}

/** Runs checks, so many at a time, and prints a line for each with its seconds. */
export async function runChecks(checks: readonly Check[], atOnce: number): Promise<Checked> {
  const waiting = [...checks];
  const faults: string[] = [];
  async function work(): Promise<void> {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const started = performance.now();
      const { passed, text } = await check.run().catch(brokenOff);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${passed ? 'ok    ' : 'FAILED'} ${check.name} ${seconds} s`);
      if (!passed) faults.push(`FAILED ${check.name}\n${firstLines(text)}`);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return { passed: checks.length - faults.length, faults };
}

function brokenOff(error: unknown): Outcome {
  return { passed: false, text: error instanceof Error ? error.message : String(error) };
}

/** A tool that finds a thousand faults is read from the first. */
const MOST_LINES = 200;

function firstLines(text: string): string {
  const lines = text.trimEnd().split('\n');
  if (lines.length <= MOST_LINES) return lines.join('\n');
  return [...lines.slice(0, MOST_LINES), `… and ${lines.length - MOST_LINES} lines more`].join('\n');
}
