import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CONSOLE = fileURLToPath(new URL('..', import.meta.url));
const VITE = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));

/**
 * Builds the console, or the kit page, as it is delivered; once a test run. @returns the folder
 *
 * @param data the run's own folder
 */
export async function builtPages(data: string, what: 'console' | 'kit'): Promise<string> {
  const outDir = join(data, `${what}-dist`);
  if (existsSync(join(outDir, 'index.html'))) return outDir;
  const root = what === 'kit' ? join('test', 'kit') : '.';
  const options = ['--config', 'vite.config.ts', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'];
  await run(process.execPath, [VITE, 'build', root, ...options], {
    cwd: CONSOLE,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return outDir;
}
