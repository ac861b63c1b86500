import { verifyArchive } from '../../../server/src/logs/index.ts';
import { work } from '../child.ts';

export interface VerificationTask {
  readonly folder: string;
  readonly events: number;
}

/** Verifies a whole archive, which must be in order. */
work<VerificationTask, null>(async ({ folder, events }, report) => {
  report.begin();
  const found = await verifyArchive({ folder, kept: [], signal: new AbortController().signal });
  if (found.fault) throw new Error(`the archive is broken: ${JSON.stringify(found.fault)}`);
  if (found.events !== events) throw new Error(`${events} were sent, ${found.events} are kept`);
  return null;
});
