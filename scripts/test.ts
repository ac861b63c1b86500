import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programFile, ROOT, runChecks, sourceChecks } from './checks.ts';
import { lackOfBrowser } from './test-browser.ts';
import { memoryFolder } from './test-folder.ts';

/**
 * Everything that has to hold before a change is taken: the checks of the sources and, beside them, all tests. Files with failures
 * are run once more by themselves, and what holds then is named: such a test leans on something, and is a defect, but
 * the change is not. Ends with one line of its own: `N passed, N failed[, N skipped]`, where a check counts as one, and a
 * file of browser tests where there is no browser. Arguments go to vitest.
 */
interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What became of one test file, as vitest writes it. */
interface FileResult {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

// The launcher's name is not for programs that tests start: each would end because its parent is another one.
delete process.env._ZHENGDUN_LAUNCHER;

/** So many files do not fail by chance. */
const MANY = 5;

using folder = memoryFolder();
if (folder) process.env.TMPDIR = folder.path;
const args = process.argv.slice(2);
// Fetching a browser is waiting, and tests leave a third of two processors idle: the checks go on beside both.
const checking = runChecks(args.length === 0 ? sourceChecks() : [], 1);
const lack = await lackOfBrowser();
const unopened =
  lack === undefined ? [] : globSync('{console,edge,server}/**/*.browser.test.ts', { cwd: ROOT });
if (lack !== undefined) console.log(`SKIPPED: ${unopened.length} files of tests in a browser – ${lack}`);
const projects = lack === undefined ? [] : ['--project=unit', '--project=system'];
const tests = countsOf(await runTwice([...projects, ...args]));
const checks = await checking;
// At the end, where they are found: while the tests run, they would be lost among their lines.
for (const fault of checks.faults) console.log(fault);
const skipped = tests.skipped + unopened.length;
const passed = checks.passed + tests.passed;
const failed = checks.faults.length + tests.failed;
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);

/** Runs the tests, and those files that did not hold once more. */
async function runTwice(filters: readonly string[]): Promise<FileResult[] | undefined> {
  const first = await runTests(filters);
  const broken = first?.filter((file) => !holds(file)) ?? [];
  if (!first || broken.length === 0 || broken.length > MANY) return first;
  console.log(`AGAIN: ${broken.length} files with failures are run once more by themselves`);
  const second = await runTests([...projects, ...broken.map(({ name }) => name)]);
  const again = new Map((second ?? []).map((file) => [file.name, file]));
  for (const file of broken) {
    const now = again.get(file.name);
    if (now && holds(now)) console.log(`HELD THE SECOND TIME ONLY: ${failuresOf(file).join('; ')}`);
  }
  return first.map((file) => again.get(file.name) ?? file);
}

function holds({ status }: FileResult): boolean {
  return status === 'passed';
}

function failuresOf({ name, assertionResults }: FileResult): string[] {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  return failed.length > 0 ? failed.map(({ fullName }) => `${name} > ${fullName}`) : [name];
}

/** Runs vitest with its output on this terminal. @returns undefined when it broke off */
async function runTests(filters: readonly string[]): Promise<FileResult[] | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'zhengdun-results-'));
  const results = join(folder, 'results.json');
  const command = [
    programFile('vitest', 'vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
  ];
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(process.execPath, [...command, ...filters], {
        cwd: ROOT,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      child.on('error', reject);
      child.on('close', resolve);
    });
    const files = readResults(results);
    // Something outside of every test: an error that nobody caught, a process that did not end.
    if (code !== 0 && files?.every(holds)) return undefined;
    return files;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readResults(file: string): FileResult[] | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).testResults;
  } catch {
    return undefined;
  }
}

/** A run that broke off is one failure, and so is a file that could not be loaded. */
function countsOf(files: readonly FileResult[] | undefined): Counts {
  if (!files) return { passed: 0, failed: 1, skipped: 0 };
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of files) {
    const { assertionResults } = file;
    const of = (status: string): number => assertionResults.filter((each) => each.status === status).length;
    const failed = of('failed');
    counts.passed += of('passed');
    counts.failed += failed === 0 && !holds(file) ? 1 : failed;
    counts.skipped += assertionResults.length - of('passed') - failed;
  }
  return counts;
}
