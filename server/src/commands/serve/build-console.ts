import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../../bin/launcher/child.cjs';
import { acquireLock } from '../../../../bin/launcher/lock.cjs';
import type { Log } from '../../kernel/log.ts';

/** What became of the console's build. */
export type ConsoleBuild = 'built' | 'current' | 'no-console' | 'failed';

/** Sources of the console, from the repository's root. The words of the contract are built into it. */
const SOURCES = [
  'console/index.html',
  'console/package.json',
  'console/vite.config.ts',
  'console/{src,public}/**/*',
  'contract/src/**/*.ts',
  'package-lock.json',
];
const STAMP = '.zhengdun-stamp';

/**
 * Builds the console with Vite when its sources have changed since the last build. Two starts at once build once.
 *
 * @param root of the repository
 * @param options.sources what `consoleSources` gave, where it has been read already
 */
export async function buildConsole(
  root: string,
  options: { log: Log; signal: AbortSignal; sources?: string },
): Promise<ConsoleBuild> {
  const config = join(root, 'console', 'vite.config.ts');
  if (!existsSync(config)) return 'no-console';
  const dist = join(root, 'console', 'dist');
  const digest = options.sources ?? consoleSources(root);
  if (isCurrent(dist, digest)) return 'current';
  if (!isWritable(root)) {
    options.log.warn('the console is not of these sources, and the checkout cannot be written to');
    return existsSync(join(dist, 'index.html')) ? 'current' : 'failed';
  }
  const lock = await acquireLock(join(root, '.zhengdun', 'console.lock'), { signal: options.signal });
  try {
    if (isCurrent(dist, digest)) return 'current';
    // Into a folder of its own: the one that is served changes in one step, and never for a build that did not end.
    const fresh = join(root, '.zhengdun', 'console-dist');
    const output = await runVite(root, fresh, options.signal, lock.alsoHeldBy);
    if (!existsSync(join(fresh, 'index.html'))) {
      options.log.error({ output }, 'the console could not be built');
      return 'failed';
    }
    writeFileSync(join(fresh, STAMP), digest);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
    return 'built';
  } finally {
    lock.release();
  }
}

function isCurrent(dist: string, digest: string): boolean {
  try {
    return readFileSync(join(dist, STAMP), 'utf8') === digest;
  } catch {
    return false;
  }
}

/** An installation made by root is used by others as it is. */
function isWritable(root: string): boolean {
  try {
    accessSync(join(root, 'console'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Digest of names and contents of the console's sources, so that a fresh checkout of the same ones is the same. */
export function consoleSources(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Runs the build in a process of its own; gives what it said. */
async function runVite(
  root: string,
  outDir: string,
  signal: AbortSignal,
  beforeStart: (pid: number) => void,
): Promise<string> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(join(root, '.zhengdun'), { recursive: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const build = ['build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'];
  const { stdout, stderr } = await run([process.execPath, vite, ...build], {
    cwd: join(root, 'console'),
    env: { ...process.env, NODE_ENV: 'production' },
    signal,
    beforeStart,
  });
  return stdout + stderr;
}
