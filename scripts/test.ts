import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programFile, ROOT, runChecks, sourceChecks } from './checks.ts';
import { lackOfBrowser } from './test-browser.ts';

/**
 * Everything that has to hold before a change is taken: the checks of the sources, then all tests. Ends with one
 * line of its own: `N passed, N failed[, N skipped]`, where a check counts as one, and a file of browser tests where
 * there is no browser. Arguments go to vitest.
 */
interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const args = process.argv.slice(2);
const checks = args.length === 0 ? await runChecks(sourceChecks()) : { passed: 0, failed: 0 };
const lack = await lackOfBrowser();
const unopened =
  lack === undefined ? [] : globSync('{console,edge,server}/**/*.browser.test.ts', { cwd: ROOT });
if (lack !== undefined) console.log(`SKIPPED: ${unopened.length} files of tests in a browser – ${lack}`);
const tests = await runTests(lack === undefined ? args : ['--project=unit', '--project=system', ...args]);
const skipped = tests.skipped + unopened.length;
const passed = checks.passed + tests.passed;
const failed = checks.failed + tests.failed;
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);

/** Runs vitest with its output on this terminal. A run that breaks off counts as a failure. */
async function runTests(filters: readonly string[]): Promise<Counts> {
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
    const counts = readResults(results);
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readResults(file: string): Counts {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
