import type { AskDelay } from '@zhengdun/contract';
import { nearestWith } from '../../identity/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { beyondScope } from '../../kernel/tenancy/index.ts';
import { tellPeople } from '../../messages/index.ts';
import type { FindingRecord } from '../tables.ts';
import type { Acting, SupervisionTools } from '../tools.ts';
import { onFinding } from './act-on-finding.ts';
import { insertActs, updateFindings } from './finding.repo.ts';
import { actBy, demandStep } from './finding.ts';

/**
 * 申请延期: asks for more working days, before the date and with a ground.
 *
 * @throws HouseError `finding-unknown`, `finding-not-active`, `finding-plea-waits`, `finding-term-missing`,
 *   `finding-term-over`
 */
export async function askDelay(
  tools: SupervisionTools,
  caller: Caller,
  { id, days, ground }: AskDelay & { readonly id: string },
): Promise<void> {
  await onFinding(tools, { caller, permission: 'finding.mend', id }, async (acting, row) => {
    const { trx, actor } = acting;
    const step = demandStep(row, 'delay', acting.now);
    const plea = { plea_by: actor.id, plea_ground: ground, plea_days: days };
    await updateFindings(trx, [id], { plea: 'delay', ...plea });
    await insertActs(trx, [actBy(acting, row, step, { ground, days })]);
    await recordDone(trx, caller, {
      act: 'finding-delay-asked',
      object: { kind: 'finding', id },
      unit: row.unit_id,
      detail: { days },
    });
    await tellDeciders(acting, row);
  });
}

/**
 * 误报申诉: says that what the check saw is no fault, with a ground.
 *
 * @throws HouseError `finding-unknown`, `finding-not-active`, `finding-plea-waits`
 */
export async function appeal(
  tools: SupervisionTools,
  caller: Caller,
  { id, ground }: { readonly id: string; readonly ground: string },
): Promise<void> {
  await onFinding(tools, { caller, permission: 'finding.mend', id }, async (acting, row) => {
    const { trx, actor } = acting;
    const step = demandStep(row, 'appeal', acting.now);
    await updateFindings(trx, [id], { plea: 'appeal', plea_by: actor.id, plea_ground: ground });
    await insertActs(trx, [actBy(acting, row, step, { ground })]);
    await recordDone(trx, caller, {
      act: 'finding-appealed',
      object: { kind: 'finding', id },
      unit: row.unit_id,
      detail: {},
    });
    await tellDeciders(acting, row);
  });
}

/** Whoever stands nearest and may decide is told that something waits. */
async function tellDeciders({ trx, actor, now }: Acting, { id: key, ...over }: FindingRecord): Promise<void> {
  await beyondScope(trx, async () => {
    const people = await nearestWith(trx, { over, permission: 'finding.decide', now });
    await tellPeople(trx, people, { matter: 'finding-plea', key, by: actor.id, now });
  });
}
