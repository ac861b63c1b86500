import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onceARun } from '../../server/test/once-a-run.ts';

const run = promisify(execFile);
const CONSOLE = fileURLToPath(new URL('..', import.meta.url));
const VITE = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));

/** Builds the console, or the kit page, as it is delivered; once a test run. @returns the folder */
export function builtPages(what: 'console' | 'kit'): Promise<string> {
  return onceARun(`${what}-dist`, (outDir) => {
    const root = what === 'kit' ? join('test', 'kit') : '.';
    const options = [
      '--config',
      'vite.config.ts',
      '--outDir',
      outDir,
      '--emptyOutDir',
      '--logLevel',
      'error',
    ];
    return run(process.execPath, [VITE, 'build', root, ...options], {
      cwd: CONSOLE,
      env: { ...process.env, NODE_ENV: 'production' },
    });
  });
}
