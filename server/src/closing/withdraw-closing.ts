import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { setApplicationState } from '../registry/index.ts';
import { insertEvent, updateCase } from './closing.repo.ts';
import type { ClosingTools } from './tools.ts';
import { workOnCase } from './work-on-case.ts';

/** 撤回: the application stays in use. What was closed in the register by this case runs again there. */
export async function withdrawClosing(
  tools: ClosingTools,
  caller: Caller,
  { id, ground }: { readonly id: string; readonly ground: string },
): Promise<void> {
  const at = tools.now();
  await workOnCase(tools.db, caller, {
    id,
    permission: 'closing.record',
    async work(trx, row) {
      const off = await hasClosed(trx, id);
      await updateCase(trx, id, { state: 'withdrawn', next_step: null });
      await insertEvent(trx, row, { event: 'withdrawn', at, actor: caller.actor.id, text: ground });
      await recordDone(trx, caller, {
        act: 'closing-withdrawn',
        object: { kind: 'closing', id },
        unit: row.unit_id,
        detail: {},
      });
      if (off)
        await setApplicationState(trx, {
          actor: caller.actor,
          id: row.application_id,
          state: 'running',
        });
    },
  });
}

async function hasClosed(trx: Parameters<typeof updateCase>[0], id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('closing_step')
    .select('step')
    .where('case_id', '=', id)
    .where('step', '=', 'service-off')
    .executeTakeFirst();
  return row !== undefined;
}
