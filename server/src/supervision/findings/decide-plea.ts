import type { DecidePlea } from '@zhengdun/contract';
import { localCalendars } from '../../calendar/index.ts';
import { factsOf } from '../../inspection/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { tellPeople } from '../../messages/index.ts';
import type { FindingRecord } from '../tables.ts';
import { delayedTerm, NO_TERM } from '../term.ts';
import type { Acting, SupervisionTools } from '../tools.ts';
import { onFinding } from './act-on-finding.ts';
import { findFinding, historyOf, insertActs, updateFindings } from './finding.repo.ts';
import { actBy, demandStep, NO_PLEA } from './finding.ts';
import { factsDigest } from './finding-words.ts';

const ACTS = {
  delay: { grant: 'grant-delay', refuse: 'refuse-delay' },
  appeal: { grant: 'uphold-appeal', refuse: 'reject-appeal' },
} as const;

/**
 * Decides the request that waits: 申请延期 moves the date on, an upheld 误报申诉 takes the finding out of what is to be done
 * for as long as checks see the same facts. Who asked never decides (the database holds it too).
 *
 * @throws HouseError `finding-unknown`, `finding-not-active`, `finding-plea-missing`, `decision-on-own-request`,
 *   `refusal-ground-missing`
 */
export async function decidePlea(
  tools: SupervisionTools,
  caller: Caller,
  { id, decision, ground }: DecidePlea & { readonly id: string },
): Promise<void> {
  await onFinding(tools, { caller, permission: 'finding.decide', id }, async (acting, row) => {
    const { plea, plea_by } = row;
    if (!plea || !plea_by) {
      demandStep(row, 'grant-delay', acting.now);
      throw new HouseError('finding-plea-missing', {});
    }
    if (plea_by === acting.actor.id) throw new HouseError('decision-on-own-request', {});
    if (decision === 'refuse' && !ground) throw new HouseError('refusal-ground-missing', {});
    const act = ACTS[plea][decision];
    const step = demandStep(row, act, acting.now);
    const calendar = (await localCalendars(acting.trx, acting.now))(row.region_path);
    const columns = {
      ...(act === 'grant-delay' &&
        row.due_from &&
        delayedTerm({ ...row, due_from: row.due_from }, row.plea_days ?? 0, calendar)),
      ...(act === 'uphold-appeal' && (await upheld(acting, row))),
    };
    await updateFindings(acting.trx, [id], { ...columns, ...NO_PLEA, state: step.state });
    await insertActs(acting.trx, [
      actBy(acting, row, step, {
        ground: ground || null,
        other_id: plea_by,
        other_name: await nameOfAsker(acting, row),
        days: row.plea_days,
        due_on: 'due_on' in columns ? columns.due_on : null,
      }),
    ]);
    await recordDone(acting.trx, caller, {
      act: 'finding-plea-decided',
      object: { kind: 'finding', id },
      unit: row.unit_id,
      detail: { plea, decision },
    });
    const { trx, actor, now } = acting;
    await tellPeople(trx, [plea_by], { matter: 'finding-plea-decided', key: id, by: actor.id, now });
  });
}

async function upheld({ trx }: Acting, { id }: FindingRecord) {
  const row = await findFinding(trx, id);
  if (!row) throw new HouseError('finding-unknown', {});
  const { seen_check, rule, code } = row;
  const facts = await factsOf(trx, [{ checkId: seen_check, rule }]);
  return {
    upheld_facts: factsDigest(code, facts.get(`${seen_check}/${rule}`)),
    watched_at: null,
    recheck_id: null,
    ...NO_TERM,
  };
}

async function nameOfAsker({ trx }: Acting, { id, plea_by }: FindingRecord): Promise<string> {
  const history = await historyOf(trx, id);
  return history.findLast(({ actor_id }) => actor_id === plea_by)?.actor_name ?? '';
}
