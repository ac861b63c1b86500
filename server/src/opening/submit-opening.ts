import { OPENING_FIELDS, type OpeningField } from '@zhengdun/contract';
import { nearestWith, peopleWith } from '../identity/index.ts';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { beyondScope } from '../kernel/tenancy/index.ts';
import { tellPeople } from '../messages/index.ts';
import { insertEvent, updateCase } from './case.repo.ts';
import { type OpeningTools, obstaclesOfCase, type WholeCase, wholeCase } from './case.ts';
import { formProblems } from './form.ts';
import { awaitsApproval, obstacleView } from './obstacles.ts';
import { workOnCase } from './work-on-case.ts';

/**
 * 提交审核: the form is complete, nothing that an 应当 or 不得 forbids is asked for, what is asked 原则上 was approved by a
 * leader in writing, and after a return every item is ticked.
 *
 * @throws HouseError `opening-incomplete`, `opening-items-left`, `opening-against-rule`, `opening-needs-approval`
 */
export async function submitOpening(
  tools: OpeningTools,
  caller: Caller,
  { id, mended }: { readonly id: string; readonly mended: readonly OpeningField[] },
): Promise<void> {
  try {
    await submit(tools, caller, { id, mended });
  } catch (error) {
    if (error instanceof HouseError && error.code === 'opening-needs-approval')
      await askApproval(tools, caller, id);
    throw error;
  }
}

/** What only a leader can let go waits on the desks of the unit's leaders from then on, who are told. */
async function askApproval(tools: OpeningTools, caller: Caller, id: string): Promise<void> {
  await workOnCase(tools, caller, {
    id,
    permission: 'opening.apply',
    states: ['draft', 'returned'],
    async work(trx, row) {
      const now = tools.now();
      await updateCase(trx, id, { approval_asked_at: row.approval_asked_at ?? now });
      await beyondScope(trx, async () => {
        const leading = { unitId: row.unit_id, permission: 'opening.override', now } as const;
        const people = (await peopleWith(trx, leading)).map((person) => person.id);
        await tellPeople(trx, people, { matter: 'opening-approval', key: id, by: caller.actor.id, now });
      });
    },
  });
}

async function submit(
  tools: OpeningTools,
  caller: Caller,
  { id, mended }: { readonly id: string; readonly mended: readonly OpeningField[] },
): Promise<void> {
  await workOnCase(tools, caller, {
    id,
    permission: 'opening.apply',
    states: ['draft', 'returned'],
    async work(trx, row) {
      const whole = await wholeCase(trx, row, tools.now());
      demandComplete(whole);
      demandMended(whole, mended);
      await demandLawful(trx, whole, tools.readings);
      const { actor } = caller;
      await updateCase(trx, id, {
        state: 'submitted',
        submitted_by: actor.id,
        since: tools.now(),
        approval_asked_at: null,
      });
      await insertEvent(trx, row, { event: 'submitted', actor: actor.id });
      await recordDone(trx, caller, {
        act: 'opening-submitted',
        object: { kind: 'opening', id },
        unit: row.unit_id,
        detail: {},
      });
      const now = tools.now();
      await beyondScope(trx, async () => {
        const deciding = { over: row, permission: 'opening.decide', notOf: row.unit_id, now } as const;
        const people = await nearestWith(trx, deciding);
        await tellPeople(trx, people, { matter: 'opening-submitted', key: id, by: actor.id, now });
      });
    },
  });
}

/** Takes a case back that nobody has decided. */
export async function withdrawOpening(tools: OpeningTools, caller: Caller, id: string): Promise<void> {
  await workOnCase(tools, caller, {
    id,
    permission: 'opening.apply',
    states: ['draft', 'submitted', 'review', 'returned'],
    async work(trx, row) {
      await updateCase(trx, id, { state: 'withdrawn', since: tools.now() });
      await insertEvent(trx, row, { event: 'withdrawn', actor: caller.actor.id });
      await recordDone(trx, caller, {
        act: 'opening-withdrawn',
        object: { kind: 'opening', id },
        unit: row.unit_id,
        detail: {},
      });
    },
  });
}

function demandComplete({ row, unit }: WholeCase): void {
  const problems = formProblems(row.form, { kind: row.kind, unitKind: unit.kind });
  if (problems.length === 0) return;
  throw new HouseError('opening-incomplete', {
    count: problems.length,
    fields: problems.map(({ field }) => OPENING_FIELDS[field].words),
  });
}

function demandMended({ row, events }: WholeCase, mended: readonly OpeningField[]): void {
  if (row.state !== 'returned') return;
  const asked = events.findLast(({ event }) => event === 'returned')?.items ?? [];
  const left = asked.filter(({ field }) => !mended.includes(field));
  if (left.length > 0)
    throw new HouseError('opening-items-left', {
      fields: left.map(({ field }) => OPENING_FIELDS[field].words),
    });
}

/**
 * Refuses what the Regulation forbids, with its sentence.
 *
 * @throws HouseError `opening-against-rule`, `opening-needs-approval`
 */
export async function demandLawful(
  trx: Transaction,
  whole: WholeCase,
  readings: OpeningTools['readings'],
): Promise<void> {
  const found = await obstaclesOfCase(trx, whole, readings);
  const views = found.map((each) => obstacleView(each, { lang: 'zh', overridden: false }));
  const english = found.map((each) => obstacleView(each, { lang: 'en', overridden: false }));
  const said = (index: number, part: 'fact' | 'basis' | 'advice') => ({
    zh: views[index]?.[part] ?? '',
    en: english[index]?.[part] ?? '',
  });
  const hard = views.findIndex(({ weight }) => weight === 'hard');
  if (hard >= 0)
    throw new HouseError('opening-against-rule', {
      fact: said(hard, 'fact'),
      basis: said(hard, 'basis'),
      advice: said(hard, 'advice'),
    });
  const open = found.findIndex((each) => awaitsApproval(each, whole.overrides));
  if (open >= 0)
    throw new HouseError('opening-needs-approval', { fact: said(open, 'fact'), basis: said(open, 'basis') });
}
