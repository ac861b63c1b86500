import { compactDays, logKeys, openArchive } from '../../../server/src/logs/index.ts';
import { work } from '../child.ts';

export interface CompactionTask {
  readonly folder: string;
}

const TWO_DAYS_MS = 2 * 86_400_000;

/** Compacts an archive as if the day after were over, with its proof. */
work<CompactionTask, { readonly rows: number }>(async ({ folder }, report) => {
  const archive = await openArchive({ folder, keys: logKeys(`${folder}-keys`) });
  report.begin();
  const { rows } = await compactDays(archive, {
    now: Date.now() + TWO_DAYS_MS,
    signal: new AbortController().signal,
  });
  await archive.close();
  return { rows };
});
