import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { pause } from '../src/kernel/pause.ts';

/**
 * Makes once a run what several files of tests share: whoever asks first makes it, the others wait.
 *
 * @param name of the folder that holds it
 * @returns the folder
 */
export async function onceARun(name: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = join(inject('testData'), name);
  const made = `${folder}.made`;
  const making = `${folder}.making`;
  for (; !existsSync(made); await pause(200)) {
    if (!begins(making)) continue;
    try {
      if (existsSync(made)) break;
      await make(folder);
      writeFileSync(made, '');
    } finally {
      rmdirSync(making);
    }
  }
  return folder;
}

/** Of all who try to make a folder, one does. */
function begins(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}
