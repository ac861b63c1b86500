import type { LogTaskWork } from '@zhengdun/contract';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { insertTask } from './task.repo.ts';
import type { CareTools } from './tools.ts';

/** Asks whichever program has the archive for a piece of work; one that waits or runs already is enough. */
export async function askForTask({ db, now }: CareTools, caller: Caller, work: LogTaskWork): Promise<void> {
  await withinScope(db, EVERYTHING, async (trx) => {
    if (!(await insertTask(trx, { work, askedAt: now(), askedBy: caller.actor.id }))) return;
    await recordDone(trx, caller, {
      act: 'log-task-asked',
      object: { kind: 'log-archive', id: work },
      unit: caller.actor.unitId,
      detail: { work },
    });
  });
}
