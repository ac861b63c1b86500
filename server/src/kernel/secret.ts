import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * A secret of this installation by its name: 32 random bytes in hex, made when first asked for, in a file that only
 * the program's own user may read. Two programs that ask in the same moment get the same one. A new one is on disk
 * before it is given out.
 */
export function installationSecret(dataDirectory: string, name: string): string {
  const folder = join(dataDirectory, 'secrets');
  const path = join(folder, name);
  const known = read(path);
  if (known) return known;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(own, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
  try {
    // A link fails where a file stands already: the first one wins.
    linkSync(own, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own);
  }
  syncFolder(folder);
  const made = read(path);
  if (!made) throw new Error('a secret of the installation cannot be read');
  return made;
}

/** Whether a secret was made already. */
export function hasSecret(dataDirectory: string, name: string): boolean {
  return existsSync(join(dataDirectory, 'secrets', name));
}

/**
 * Destroys a secret: its file is written over, then removed. What a disk or a backup keeps of it is beyond reach. One
 * that is gone already is no fault.
 */
export function destroySecret(dataDirectory: string, name: string): void {
  const folder = join(dataDirectory, 'secrets');
  const path = join(folder, name);
  const there = statSync(path, { throwIfNoEntry: false });
  if (!there) return;
  writeFileSync(path, randomBytes(there.size), { flag: 'r+', flush: true });
  rmSync(path, { force: true });
  syncFolder(folder);
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function read(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return /^[0-9a-f]{64}$/.test(text) ? text : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
