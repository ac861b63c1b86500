import type { OpeningRecord, OpeningStep } from '@zhengdun/contract';
import { localCalendars } from '../calendar/index.ts';
import { type Calendar, dayOf } from '../kernel/clock/index.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { beyondScope } from '../kernel/tenancy/index.ts';
import { findNamesakes, findOwnApplications, readUnitProfile, type UnitProfile } from '../registry/index.ts';
import { findEvents, findGrantedPortal, findOverrides, findSteps, updateCase } from './case.repo.ts';
import { hostOf, hostsIn } from './domains.ts';
import { type Found, findObstacles } from './obstacles.ts';
import { nextOf, progressOf, type StepProgress } from './progress.ts';
import type { CaseRow, EventRow, OverrideRow, StepRow } from './tables.ts';

/** What the use cases of this room stand on. */
export interface OpeningTools {
  readonly db: Database;
  /** readings of the site, by id of the sentence */
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  readonly now: () => Date;
}

/** A case with all that has been recorded of it. */
export interface WholeCase {
  readonly row: CaseRow;
  readonly unit: UnitProfile;
  readonly steps: readonly StepRow[];
  readonly overrides: readonly OverrideRow[];
  readonly events: readonly EventRow[];
  readonly progress: readonly StepProgress[];
}

/** Reads what belongs to a case that was found in the scope. @throws HouseError `unit-unknown` */
export async function wholeCase(trx: Transaction, row: CaseRow, now: Date): Promise<WholeCase> {
  const unit = await readUnitProfile(trx, row.unit_id);
  if (!unit) throw new HouseError('unit-unknown', {});
  const steps = await findSteps(trx, row.id);
  const overrides = await findOverrides(trx, row.id);
  const events = await findEvents(trx, row.id);
  const calendarOf = await localCalendars(trx, now);
  const calendarAt = (moment: Date) => calendarOf(row.region_path, moment);
  return {
    row,
    unit,
    steps,
    overrides,
    events,
    progress: caseProgress({ row, unit, steps, overrides, events, calendarAt }, now),
  };
}

function caseProgress(
  about: Omit<WholeCase, 'progress'> & { readonly calendarAt: (moment: Date) => Calendar },
  now: Date,
): StepProgress[] {
  const { row, unit, steps, overrides, events, calendarAt } = about;
  const submitted = events.findLast(({ event }) => event === 'submitted');
  return progressOf(
    {
      subject: { kind: row.kind, unitKind: unit.kind, form: row.form },
      state: row.state,
      begunOn: dayOf(row.begun_at),
      submittedOn: submitted && dayOf(submitted.at),
      decidedOn: row.decided_on ?? undefined,
      records: new Map(steps.map((step) => [step.step, recordOf(step)])),
      overridden: new Map(overrides.map(({ subject, approved_at }) => [subject, dayOf(approved_at)])),
      calendarAt,
    },
    dayOf(now),
  );
}

function recordOf({ number, issuer, applied_on, done_on, receipt, document_id }: StepRow): OpeningRecord {
  return {
    number,
    issuer,
    ...(applied_on !== null && { appliedOn: applied_on }),
    doneOn: done_on,
    receipt,
    ...(document_id !== null && { documentId: document_id }),
  };
}

/** What stands against a case now; what others have registered is looked for beyond the scope. */
export async function obstaclesOfCase(
  trx: Transaction,
  { row, unit }: Pick<WholeCase, 'row' | 'unit'>,
  readings: OpeningTools['readings'],
): Promise<Found[]> {
  const { form, kind } = row;
  // What is online stands in the register as itself.
  if (row.application_id !== null) return [];
  const hosts = [form.domain ?? '', form.chineseDomain ?? '']
    .map((typed) => hostOf(typed))
    .filter((host) => host !== undefined);
  const namesakes = await beyondScope(trx, () =>
    findNamesakes(trx, {
      unitId: row.unit_id,
      name: (form.name ?? '').trim(),
      hosts: [...hosts, ...hostsIn(form.otherDomains ?? '')],
    }),
  );
  return findObstacles({
    kind,
    form,
    unit,
    readings,
    own: await findOwnApplications(trx, row.unit_id),
    grantedPortal: await findGrantedPortal(trx, { unitId: row.unit_id, but: row.id }),
    namesakes,
  });
}

/** Writes the next step and the nearest day beside the case, for lists. Only what was granted has them. */
export async function noteNext(trx: Transaction, row: CaseRow, now: Date): Promise<void> {
  const { progress } = await wholeCase(trx, row, now);
  const { next, dueOn } = nextOf(row.state === 'granted' ? progress : []);
  await updateCase(trx, row.id, { next_step: next ?? null, due_on: dueOn ?? null });
}

export function stepRecord(whole: WholeCase, step: OpeningStep): OpeningRecord | undefined {
  const row = whole.steps.find((each) => each.step === step);
  return row && recordOf(row);
}
