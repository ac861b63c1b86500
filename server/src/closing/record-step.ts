import { CLOSING_STEP_WORDS, type ClosingRecordInput, type ClosingStep } from '@zhengdun/contract';
import { demandDocuments } from '../assurance/index.ts';
import { peopleWith } from '../identity/index.ts';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { beyondScope } from '../kernel/tenancy/index.ts';
import { tellPeople } from '../messages/index.ts';
import { setApplicationState } from '../registry/index.ts';
import { noteNext, type WholeCase, wholeCase } from './case.ts';
import { insertEvent, saveStep } from './closing.repo.ts';
import { STEP_RULES } from './steps.ts';
import type { CaseRow } from './tables.ts';
import type { ClosingTools } from './tools.ts';
import { workOnCase } from './work-on-case.ts';

export interface StepOrder {
  readonly id: string;
  readonly step: ClosingStep;
  readonly record: ClosingRecordInput;
}

/**
 * Records what was done outside of this system, or why a step is none of the case. With the service off the application
 * is closed in the register: from then on it owes its closing, and nothing else.
 *
 * @throws HouseError `closing-step-foreign`, `closing-step-waits`, `closing-day-wrong`, `closing-number-missing`,
 *   `closing-document-missing`, `closing-step-needed`, `documents-not-at-hand`, `platform-in-use`
 */
export async function recordStep(tools: ClosingTools, caller: Caller, order: StepOrder): Promise<void> {
  const { id, step, record } = order;
  const at = tools.now();
  await workOnCase(tools.db, caller, {
    id,
    permission: 'closing.record',
    async work(trx, row) {
      const whole = await wholeCase(trx, row, dayOf(at));
      demandRecordable(whole, order, dayOf(at));
      const documents = record.how === 'done' ? [...new Set(record.documents)] : [];
      await demandDocuments(trx, row.unit_id, documents);
      await saveStep(trx, row, {
        step,
        ...(record.how === 'done'
          ? { not_needed: '', number: record.number, issuer: record.issuer, done_on: record.doneOn }
          : { not_needed: record.ground, number: '', issuer: '', done_on: null }),
        documents,
        recorded_by: caller.actor.id,
        recorded_at: at,
      });
      const text = record.how === 'done' ? record.number : record.ground;
      await insertEvent(trx, row, { event: 'recorded', at, actor: caller.actor.id, step, text });
      await recordDone(trx, caller, {
        act: 'closing-step-recorded',
        object: { kind: 'closing', id },
        unit: row.unit_id,
        detail: { step, how: record.how, documents: documents.length },
      });
      const { application } = whole;
      if (step === 'service-off' && application.state !== 'closed')
        await setApplicationState(trx, { actor: caller.actor, id: application.id, state: 'closed' });
      const next = await noteNext(trx, row, at);
      if (next === undefined) await tellSigners(trx, { row, at });
    },
  });
}

/** Every step is done: whoever may sign is told so, but for who began it. */
async function tellSigners(
  trx: Transaction,
  { row, at }: { readonly row: CaseRow; readonly at: Date },
): Promise<void> {
  await beyondScope(trx, async () => {
    const people = await peopleWith(trx, { unitId: row.unit_id, permission: 'closing.seal', now: at });
    const ids = people.map(({ id }) => id);
    await tellPeople(trx, ids, { matter: 'closing-to-seal', key: row.id, by: row.begun_by, now: at });
  });
}

function demandRecordable(whole: WholeCase, { step, record }: StepOrder, today: string): void {
  const progress = whole.progress.find((each) => each.step === step);
  const { asks, inSystem, optional, needsDocument } = STEP_RULES[step];
  const word = CLOSING_STEP_WORDS[step];
  if (!progress || (inSystem && record.how === 'done'))
    throw new HouseError('closing-step-foreign', { step: word });
  if (record.how === 'not-needed') {
    if (!optional) throw new HouseError('closing-step-needed', { step: word });
    return;
  }
  if (progress.waitsFor.length > 0)
    throw new HouseError('closing-step-waits', {
      step: word,
      before: progress.waitsFor.map((each) => CLOSING_STEP_WORDS[each]),
    });
  if (record.doneOn > today) throw new HouseError('closing-day-wrong', { today });
  if (asks.includes('number') && step !== 'notice' && record.number === '')
    throw new HouseError('closing-number-missing', { step: word });
  if (needsDocument && record.documents.length === 0)
    throw new HouseError('closing-document-missing', { step: word });
}
