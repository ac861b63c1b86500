import { access, readdir, readFile } from 'node:fs/promises';

/** The text of a file; undefined where it is not there. */
export async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(noneWhereMissing);
}

export async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Names in a folder; none where it is not there. */
export async function listIfThere(path: string): Promise<string[]> {
  return (await readdir(path).catch(noneWhereMissing)) ?? [];
}

function noneWhereMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
