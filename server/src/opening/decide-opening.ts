import { OPENING_FIELDS, type OpeningDecisionInput, type OpeningField } from '@zhengdun/contract';
import { basisOf, obligation } from '@zhengdun/rulebook';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import type {} from '../kernel/tenancy/index.ts';
import { tellPeople } from '../messages/index.ts';
import { findCase, insertEvent, keepReturnedForm, updateCase } from './case.repo.ts';
import { noteNext, type OpeningTools, wholeCase } from './case.ts';
import { demandLawful } from './submit-opening.ts';
import type { CaseRow, EventRow, ReturnItem } from './tables.ts';
import { workOnCase } from './work-on-case.ts';

/** 受理: the superior takes the case up. @throws HouseError `opening-own-case` */
export async function acceptOpening(tools: OpeningTools, caller: Caller, id: string): Promise<void> {
  await workOnCase(tools, caller, {
    id,
    permission: 'opening.decide',
    states: ['submitted'],
    async work(trx, row) {
      refuseOwnCase(row, caller);
      await updateCase(trx, id, { state: 'review', since: tools.now() });
      await insertEvent(trx, row, { event: 'accepted', actor: caller.actor.id });
      await recordDone(trx, caller, {
        act: 'opening-accepted',
        object: { kind: 'opening', id },
        unit: row.unit_id,
        detail: {},
      });
    },
  });
}

/**
 * 准予, 退回补正 or 不予, by an officer of the superior or of the supervising authority, never by the applicant's own unit.
 * What is granted is held against the Regulation once more: something may have been registered since.
 *
 * @throws HouseError `opening-own-case`, `opening-against-rule`, `opening-needs-approval`, `opening-not-told-at-once`,
 *   `opening-obligation-unknown`
 */
export async function decideOpening(
  tools: OpeningTools,
  caller: Caller,
  { id, input }: { readonly id: string; readonly input: OpeningDecisionInput },
): Promise<void> {
  await workOnCase(tools, caller, {
    id,
    permission: 'opening.decide',
    states: ['review'],
    async work(trx, row) {
      refuseOwnCase(row, caller);
      const act = { trx, row, caller, tools };
      if (input.decision === 'grant') await grant(act, input.ground);
      else if (input.decision === 'return') await returnCase(act, input.items);
      else await refuse(act, input);
      const asked = [row.submitted_by ?? row.begun_by];
      await tellPeople(trx, asked, {
        matter: 'opening-decided',
        key: id,
        by: caller.actor.id,
        now: tools.now(),
      });
    },
  });
}

interface Deciding {
  readonly trx: Transaction;
  readonly row: CaseRow;
  readonly caller: Caller;
  readonly tools: OpeningTools;
}

async function grant({ trx, row, caller, tools }: Deciding, ground: string): Promise<void> {
  const whole = await wholeCase(trx, row, tools.now());
  await demandLawful(trx, whole, tools.readings);
  await refusedByDatabase(() => updateCase(trx, row.id, { ...decided(caller, tools), state: 'granted' }));
  await insertEvent(trx, row, { event: 'granted', actor: caller.actor.id, text: ground });
  await recordDone(trx, caller, { act: 'opening-granted', ...objectOf(row), detail: {} });
  const granted = await findCase(trx, row.id);
  if (granted) await noteNext(trx, granted, tools.now());
}

async function returnCase(
  { trx, row, caller, tools }: Deciding,
  items: readonly ReturnItem[],
): Promise<void> {
  const { events } = await wholeCase(trx, row, tools.now());
  const late = notToldAtOnce(row, events, items);
  if (late.length > 0)
    throw new HouseError('opening-not-told-at-once', {
      fields: late.map((field) => OPENING_FIELDS[field].words),
    });
  await keepReturnedForm(trx, row.id);
  await updateCase(trx, row.id, { state: 'returned', since: tools.now() });
  await insertEvent(trx, row, { event: 'returned', actor: caller.actor.id, items });
  await recordDone(trx, caller, {
    act: 'opening-returned',
    ...objectOf(row),
    detail: { fields: items.map(({ field }) => field) },
  });
}

async function refuse(
  { trx, row, caller, tools }: Deciding,
  { ground, obligation: id }: { readonly ground: string; readonly obligation: string },
): Promise<void> {
  if (!obligation(id)) throw new HouseError('opening-obligation-unknown', { id });
  await updateCase(trx, row.id, { ...decided(caller, tools), state: 'refused' });
  await insertEvent(trx, row, {
    event: 'refused',
    actor: caller.actor.id,
    text: `${ground}\n${basisOf(id, undefined, 'zh')}`,
  });
  await recordDone(trx, caller, { act: 'opening-refused', ...objectOf(row), detail: { obligation: id } });
}

function decided({ actor }: Caller, { now }: OpeningTools) {
  return {
    decided_by: actor.id,
    decided_by_unit: actor.unitId ?? null,
    decided_on: dayOf(now()),
    since: now(),
  };
}

function objectOf(row: CaseRow) {
  return { object: { kind: 'opening', id: row.id } as const, unit: row.unit_id };
}

/** @throws HouseError `opening-own-case` */
function refuseOwnCase(row: CaseRow, { actor }: Caller): void {
  if (actor.unitId === row.unit_id || actor.id === row.submitted_by || actor.id === row.begun_by)
    throw new HouseError('opening-own-case', {});
}

/**
 * 一次性告知: a second return asks again for what the first one asked for, or for what has changed since, and for nothing
 * that stood there unnoticed.
 */
function notToldAtOnce(
  row: CaseRow,
  events: readonly EventRow[],
  items: readonly ReturnItem[],
): OpeningField[] {
  const before = row.returned_form;
  if (before === null) return [];
  const told = events.filter(({ event }) => event === 'returned').flatMap((event) => event.items);
  return items
    .map(({ field }) => field)
    .filter(
      (field) =>
        !told.some((item) => item.field === field) && (row.form[field] ?? '') === (before[field] ?? ''),
    );
}

/** The database holds the same rule for whoever writes beside this program. */
async function refusedByDatabase<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'opening_one_portal') throw error;
    const text = (zh: string, en: string) => ({ zh, en });
    throw new HouseError(
      'opening-against-rule',
      {
        fact: text('本单位已有门户网站', 'The unit has a portal already'),
        basis: text(basisOf('A4.4-one-portal', undefined, 'zh'), basisOf('A4.4-one-portal', undefined, 'en')),
        advice: text('请刷新页面', 'Reload the page'),
      },
      { cause: error },
    );
  }
}
