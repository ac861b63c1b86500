import { randomUUID } from 'node:crypto';
import type { NewClosing } from '@zhengdun/contract';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { beyondScope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import {
  type ApplicationProfile,
  namesOfUnits,
  openApplicationsOf,
  readApplicationProfile,
} from '../registry/index.ts';
import { firstStep } from './case.ts';
import { applicationsUnderWay, findUnderWay, insertCase, insertEvent } from './closing.repo.ts';
import type { ClosingTools } from './tools.ts';

/**
 * Begins a case for each application that a unit closes or hands over. Of a unit that is merged or abolished every
 * application is named: none is left behind without anybody who answers for it.
 *
 * @returns their ids, in the order of the input
 * @throws HouseError `application-unknown`, `closing-day-wrong`, `closing-unused-closes`, `closing-successor-missing`,
 *   `closing-applications-left`, `closing-under-way`, `unit-unknown`
 */
export async function beginClosing(
  { db, now }: ClosingTools,
  caller: Caller,
  input: NewClosing,
): Promise<string[]> {
  const scope = scopeOf(caller.actor, 'closing.record');
  const at = now();
  return withinScope(db, scope, async (trx) => {
    const applications = await demandApplications(trx, input);
    await demandSound(trx, input, dayOf(at));
    const ids: string[] = [];
    for (const { profile, outcome } of applications) {
      const subject = { kind: profile.kind, outcome, filings: profile.filings.map(({ kind }) => kind) };
      const row = { id: randomUUID(), ...profile.belonging };
      await insertCase(trx, {
        ...row,
        application_id: profile.id,
        name: profile.name,
        kind: profile.kind,
        occasion: input.occasion,
        outcome,
        successor_id: outcome === 'hand-over' ? (input.successorId ?? null) : null,
        since: input.since,
        paper: input.paper,
        state: 'open',
        next_step: firstStep(subject, input.since, dayOf(at)) ?? null,
        begun_by: caller.actor.id,
        begun_at: at,
      });
      await insertEvent(trx, row, { event: 'begun', at, actor: caller.actor.id, text: input.paper });
      await recordDone(trx, caller, {
        act: 'closing-begun',
        object: { kind: 'closing', id: row.id },
        unit: row.unit_id,
        detail: { application: profile.id, occasion: input.occasion, outcome },
      });
      ids.push(row.id);
    }
    return ids;
  });
}

interface Named {
  readonly profile: ApplicationProfile;
  readonly outcome: NewClosing['applications'][number]['outcome'];
}

/** @throws HouseError `application-unknown`, `closing-under-way` */
async function demandApplications(trx: Transaction, { unitId, applications }: NewClosing): Promise<Named[]> {
  const named: Named[] = [];
  for (const { id, outcome } of new Map(applications.map((each) => [each.id, each])).values()) {
    const profile = await readApplicationProfile(trx, id);
    if (!profile || profile.belonging.unit_id !== unitId) throw new HouseError('application-unknown', {});
    if (outcome === 'hand-over' && profile.state === 'closed')
      throw new HouseError('closing-closed-already', { name: profile.name });
    named.push({ profile, outcome });
  }
  const taken = await findUnderWay(
    trx,
    named.map(({ profile }) => profile.id),
  );
  if (taken !== undefined) throw new HouseError('closing-under-way', { name: taken });
  return named;
}

async function demandSound(trx: Transaction, input: NewClosing, today: string): Promise<void> {
  const { occasion, applications, successorId, unitId, since } = input;
  if (since > today) throw new HouseError('closing-day-wrong', { today });
  const handsOver = applications.some(({ outcome }) => outcome === 'hand-over');
  if (occasion === 'unused' && handsOver) throw new HouseError('closing-unused-closes', {});
  if (handsOver) {
    if (!successorId || successorId === unitId) throw new HouseError('closing-successor-missing', {});
    const names = await beyondScope(trx, () => namesOfUnits(trx, [successorId]));
    if (!names.has(successorId)) throw new HouseError('closing-successor-missing', {});
  }
  if (occasion !== 'merged') return;
  const chosen = new Set(applications.map(({ id }) => id));
  const underWay = await applicationsUnderWay(trx, unitId);
  const open = await openApplicationsOf(trx, unitId);
  const left = open.filter(({ id }) => !chosen.has(id) && !underWay.has(id));
  if (left.length > 0)
    throw new HouseError('closing-applications-left', {
      count: left.length,
      names: left.slice(0, 5).map(({ name }) => ({ zh: name, en: name })),
    });
}
