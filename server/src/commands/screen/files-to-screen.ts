import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HouseError } from '../../kernel/errors/index.ts';
import { STANDARD_INPUT } from '../../screening/index.ts';

/** Files of one run: a folder may hold more than anybody wants to wait for. */
const MOST_FILES = 10_000;

/**
 * What the operands name: files as they are given, and for a folder every file below it, in the order of their paths. Links to
 * folders are not followed. What is not there stays in the list: the screening says so.
 *
 * @throws HouseError `screen-empty-folder`, `screen-too-many-files`
 */
export async function filesToScreen(operands: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const operand of operands) {
    const below = await filesBelow(operand);
    if (below?.length === 0) throw new HouseError('screen-empty-folder', { folder: operand });
    files.push(...(below ?? [operand]));
    if (files.length > MOST_FILES) throw new HouseError('screen-too-many-files', { most: MOST_FILES });
  }
  return files;
}

/** undefined: it is no folder that may be read. */
async function filesBelow(operand: string): Promise<string[] | undefined> {
  if (operand === STANDARD_INPUT) return undefined;
  try {
    if (!(await stat(operand)).isDirectory()) return undefined;
    const entries = await readdir(operand, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
  } catch {
    return undefined;
  }
}
