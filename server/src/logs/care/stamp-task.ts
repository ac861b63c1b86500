import { join } from 'node:path';
import { HouseError } from '../../kernel/errors/index.ts';
import { readHeadNote } from '../chain/head-note.ts';
import { placesOf } from '../manifest.ts';
import { hasStamp, readStamps, type Stamp } from '../stamp/read-stamps.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import type { TaskResult } from './task.repo.ts';
import type { CareTools, TaskRun } from './tools.ts';

/** Has the signed head time-stamped. One that has a stamp keeps it: a later one would show less. */
export async function stampTask({ data, stamps }: CareTools, { signal }: TaskRun): Promise<TaskResult> {
  const folder = join(data, 'logs');
  const head = readHeadNote((await readIfThere(placesOf(folder).note)) ?? '');
  if (!head) return { outcome: 'empty', numbers: {} };
  const { entries } = head;
  if (await hasStamp(folder, entries)) return { outcome: 'whole', numbers: { entries } };
  const stamp = await stamps.stamp(folder, signal);
  return { outcome: 'whole', numbers: { entries: stamp.entries } };
}

/** The newest stamps, and how many there are. None where one is wrong or roots cannot be read: the verification tells of that. */
export async function newestStamps(
  { data, stamps }: Pick<CareTools, 'data' | 'stamps'>,
  most: number,
): Promise<{ readonly total: number; readonly rows: readonly Stamp[] }> {
  const roots = await stamps.roots().catch((error: unknown) => {
    if (error instanceof HouseError) return [];
    throw error;
  });
  const read = await readStamps(join(data, 'logs'), roots, most);
  return 'code' in read ? { total: 0, rows: [] } : { total: read.total, rows: read.stamps.toReversed() };
}
