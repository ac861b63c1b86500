import type { Watch } from '@zhengdun/contract';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import type { SupervisionTools } from '../tools.ts';
import { onFinding } from './act-on-finding.ts';
import { insertActs, updateFindings } from './finding.repo.ts';
import { actBy, demandStep } from './finding.ts';

/**
 * 挂账督办: a superior keeps an eye on a finding, with a ground, or ends that.
 *
 * @throws HouseError `finding-unknown`, `finding-not-active`, `finding-watched`, `finding-not-watched`
 */
export async function watchFinding(
  tools: SupervisionTools,
  caller: Caller,
  { id, on, ground }: Watch & { readonly id: string },
): Promise<void> {
  await onFinding(tools, { caller, permission: 'finding.decide', id }, async (acting, row) => {
    const step = demandStep(row, on ? 'watch' : 'unwatch', acting.now);
    await updateFindings(acting.trx, [id], { watched_at: on ? acting.now : null });
    await insertActs(acting.trx, [actBy(acting, row, step, { ground })]);
    await recordDone(acting.trx, caller, {
      act: on ? 'finding-watched' : 'finding-unwatched',
      object: { kind: 'finding', id },
      unit: row.unit_id,
      detail: {},
    });
  });
}
