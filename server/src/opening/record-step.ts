import {
  FILING_KINDS,
  type Filing,
  type NewApplication,
  OPENING_STEP_WORDS,
  type OpeningRecord,
  type OpeningStep,
} from '@zhengdun/contract';
import { demandDocuments } from '../assurance/index.ts';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { ownedAs } from '../kernel/tenancy/index.ts';
import { addApplication, noteFiling } from '../registry/index.ts';
import { findCase, insertEvent, saveStep, updateCase } from './case.repo.ts';
import { noteNext, type OpeningTools, stepRecord, type WholeCase, wholeCase } from './case.ts';
import { formOf } from './names.ts';
import { STEP_RULES } from './steps.ts';
import type { CaseRow } from './tables.ts';
import { workOnCase } from './work-on-case.ts';

export interface StepOrder {
  readonly id: string;
  readonly step: OpeningStep;
  readonly record: OpeningRecord;
}

/**
 * Records what was done outside of this system. Steps go in their order; going online enters the application in the
 * register, and what comes afterwards is written there too.
 *
 * @throws HouseError `opening-step-foreign`, `opening-step-waits`, `opening-day-wrong`, `opening-number-missing`,
 *   `opening-online-already`, `documents-not-at-hand`, `platform-unknown`, `host-name-wrong`
 */
export async function recordStep(tools: OpeningTools, caller: Caller, order: StepOrder): Promise<void> {
  const { id, step, record } = order;
  await workOnCase(tools, caller, {
    id,
    permission: 'opening.apply',
    states: ['draft', 'returned', 'submitted', 'review', 'granted'],
    async work(trx, row) {
      const whole = await wholeCase(trx, row, tools.now());
      demandRecordable(whole, order, tools.now());
      if (record.documentId !== undefined) await demandDocuments(trx, row.unit_id, [record.documentId]);
      await saveStep(trx, { of: row, step, record, by: caller.actor.id });
      await insertEvent(trx, row, { event: 'recorded', actor: caller.actor.id, step, text: record.number });
      await recordDone(trx, caller, {
        act: 'opening-step-recorded',
        object: { kind: 'opening', id },
        unit: row.unit_id,
        detail: { step },
      });
      if (step === 'online') await goOnline(trx, { whole, caller, openedOn: record.doneOn });
      else await tellRegister(trx, { row, caller, step, record });
      const now = await findCase(trx, id);
      if (now) await noteNext(trx, now, tools.now());
    },
  });
}

function demandRecordable(whole: WholeCase, { step, record }: StepOrder, now: Date): void {
  const progress = whole.progress.find((each) => each.step === step);
  const { inSystem, asks } = STEP_RULES[step];
  const word = OPENING_STEP_WORDS[step];
  if (!progress || inSystem) throw new HouseError('opening-step-foreign', { step: word });
  if (progress.waitsFor.length > 0)
    throw new HouseError('opening-step-waits', {
      step: word,
      before: progress.waitsFor.map((each) => OPENING_STEP_WORDS[each]),
    });
  if (step === 'online' && whole.row.application_id !== null)
    throw new HouseError('opening-online-already', {});
  const today = dayOf(now);
  if (record.doneOn > today || (record.appliedOn ?? record.doneOn) > record.doneOn)
    throw new HouseError('opening-day-wrong', { today });
  if (asks.includes('number') && record.number === '')
    throw new HouseError('opening-number-missing', { step: word });
}

/** Enters the application in the register, with what authorities gave it so far. */
async function goOnline(
  trx: Transaction,
  {
    whole,
    caller,
    openedOn,
  }: { readonly whole: WholeCase; readonly caller: Caller; readonly openedOn: string },
): Promise<void> {
  const { row } = whole;
  const applicationId = await addApplication(trx, {
    actor: caller.actor,
    belonging: ownedAs(row),
    input: inputOf(whole, openedOn),
    act: 'registered',
  });
  await updateCase(trx, row.id, { application_id: applicationId });
  await insertEvent(trx, row, { event: 'registered', actor: caller.actor.id });
}

function inputOf(whole: WholeCase, openedOn: string): Omit<NewApplication, 'unitId'> {
  const { row, unit } = whole;
  const { form, kind } = row;
  const addresses = [form.domain, form.chineseDomain, form.address]
    .map((each) => (each ?? '').trim())
    .filter((each) => each !== '');
  const level = Number(form.mlpsLevel);
  return {
    name: (form.name ?? '').trim(),
    kind,
    state: 'running',
    addresses,
    flags: [
      ...(form.nature === 'portal' ? (['portal'] as const) : []),
      ...(form.nature === 'service' ? (['services'] as const) : []),
      ...(kind !== 'column' && formOf(form.name ?? '', unit) !== 'entity' ? (['other-name'] as const) : []),
    ],
    ...(level > 0 && { mlpsLevel: level }),
    openedOn,
    ...(kind === 'column' && form.host && { hostId: form.host }),
    isPlatform: false,
    filings: filingsOf(whole),
  };
}

function filingsOf(whole: WholeCase): Filing[] {
  const filings = whole.steps.flatMap(({ step }) => {
    const record = stepRecord(whole, step);
    const { filing } = STEP_RULES[step];
    return record && filing ? [{ kind: filing, number: record.number, filedOn: record.doneOn }] : [];
  });
  return FILING_KINDS.flatMap((kind) => filings.find((each) => each.kind === kind) ?? []);
}

/** What is recorded once the application is registered is written there too. */
async function tellRegister(
  trx: Transaction,
  {
    row,
    caller,
    step,
    record,
  }: {
    readonly row: CaseRow;
    readonly caller: Caller;
    readonly step: OpeningStep;
    readonly record: OpeningRecord;
  },
): Promise<void> {
  const { filing } = STEP_RULES[step];
  if (row.application_id === null || !filing) return;
  await noteFiling(trx, {
    actor: caller.actor,
    id: row.application_id,
    filing: { kind: filing, number: record.number, filedOn: record.doneOn },
  });
}
