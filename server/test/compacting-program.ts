import { openArchive } from '../src/logs/archive.ts';
import { compactDays } from '../src/logs/compact/compact-days.ts';
import { logKeys } from '../src/logs/keys.ts';

/** Compacts an archive and kills itself behind a step: `node compacting-program.ts <what as JSON>`. */
const { folder, data, now, step } = JSON.parse(process.argv[2] ?? '{}') as {
  folder: string;
  data: string;
  now: number;
  step: string;
};
const archive = await openArchive({ folder, keys: logKeys(data) });
await compactDays(archive, {
  now,
  signal: new AbortController().signal,
  told(done) {
    if (done === step) process.kill(process.pid, 'SIGKILL');
  },
});
