import { join, relative } from 'node:path';
import { readHeadNote } from '../chain/head-note.ts';
import { ownVerifiers } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { faultText, type LogFault } from '../verify/fault.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import { verifyArchive } from '../verify/verify-archive.ts';
import { keptHeads } from './kept-heads.ts';
import type { TaskResult } from './task.repo.ts';
import type { CareTools, TaskRun } from './tools.ts';

/** Verifies the archive by the keys of this installation, and against the heads that the database has kept of it. */
export async function verifyTask({ db, data }: CareTools, { signal, told }: TaskRun): Promise<TaskResult> {
  const folder = join(data, 'logs');
  const kept = await keptHeads(db);
  const note = readHeadNote((await readIfThere(placesOf(folder).note)) ?? '');
  const origin = note?.origin ?? kept[0]?.origin ?? '';
  const report = await verifyArchive({
    folder,
    keys: ownVerifiers(data, origin),
    kept,
    signal,
    done: told,
  });
  const { entries, segments, events, removed, waiting, clockTurnedBack } = report;
  const fault = report.fault ?? goneFault(entries, kept);
  return {
    outcome: fault ? 'broken' : entries === 0 ? 'empty' : 'whole',
    numbers: {
      ...{ entries, segments, events, removed, waiting },
      ...{ clockTurnedBack: clockTurnedBack.length, compared: kept.length },
    },
    told: fault && wordsOf(fault, folder),
  };
}

/** Nothing is there, and something was. */
function goneFault(entries: number, kept: readonly { readonly name: string; readonly last: number }[]) {
  const [newest] = kept;
  if (entries > 0 || !newest) return undefined;
  return { code: 'cut-off', where: newest.name, last: newest.last, sequence: 0 } satisfies LogFault;
}

/** Files by their names within the archive: who reads it need not know where it lies. */
export function wordsOf(fault: LogFault, folder: string) {
  const where = fault.where.startsWith(folder) ? relative(folder, fault.where) : fault.where;
  const told = { ...fault, where };
  return { zh: faultText(told, 'zh'), en: faultText(told, 'en') };
}
