import { realpath, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { makeFolderDurably, writeDurably } from '../../../kernel/durable-file.ts';
import { SiteFault, type SiteStore } from './site-store.ts';

/** Read by the web server. */
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;

/**
 * Pages in a folder below the one that the operator has set aside for sites. A link that leads out of it is not followed.
 *
 * @param root absolute; undefined: nobody has set one aside
 */
export function folderStore(root: string | undefined, folder: string): SiteStore {
  async function placed(path: string): Promise<string> {
    if (root === undefined) throw new SiteFault('folder-missing', true);
    const top = await realpath(root).catch((cause: unknown) => {
      throw new SiteFault('folder-missing', false, { cause });
    });
    const file = join(top, folder, path);
    await makeFolderDurably(dirname(file), FOLDER_MODE);
    const real = await realpath(dirname(file));
    if (!`${real}${sep}`.startsWith(`${join(top, folder)}${sep}`))
      throw new SiteFault('folder-refused', true);
    return file;
  }
  return {
    put: (path, { bytes }) => told(async () => writeDurably(await placed(path), bytes, FILE_MODE)),
    remove: (path) => told(async () => rm(await placed(path), { force: true })),
  };
}

async function told(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SiteFault) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    throw new SiteFault(isFull ? 'no-space' : 'folder-refused', false, { cause: error });
  }
}
