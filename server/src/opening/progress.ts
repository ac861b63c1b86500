import {
  OPENING_STEPS,
  type OpeningRecord,
  type OpeningState,
  type OpeningStep,
  type OpeningStepState,
} from '@zhengdun/contract';
import { companion, companionValue } from '@zhengdun/rulebook';
import { addDays, afterDays, type Calendar, type Day, daysBetween, momentOf } from '../kernel/clock/index.ts';
import { STEP_RULES, type StepSubject, stepsBefore, stepsOf } from './steps.ts';

/** What has been recorded of a case. */
export interface CaseProgress {
  readonly subject: StepSubject;
  readonly state: OpeningState;
  readonly begunOn: Day;
  /** when it was submitted, if it was */
  readonly submittedOn: Day | undefined;
  readonly decidedOn: Day | undefined;
  readonly records: ReadonlyMap<OpeningStep, OpeningRecord>;
  /** steps that a leader let go, with the day of the approval */
  readonly overridden: ReadonlyMap<string, Day>;
  /** of the unit's place, as it was known at a moment: what is entered later moves no term that runs */
  readonly calendarAt: (moment: Date) => Calendar;
}

export interface StepProgress {
  readonly step: OpeningStep;
  readonly state: OpeningStepState;
  readonly waitsFor: readonly OpeningStep[];
  readonly days: number | undefined;
  readonly due: { readonly on: Day; readonly source: string; readonly confirmed: boolean } | undefined;
}

/** How far each step of a case is on a day. */
export function progressOf(known: CaseProgress, today: Day): StepProgress[] {
  const { subject, overridden } = known;
  return stepsOf(subject).map((step) => {
    const before = stepsBefore(step, subject);
    const waitsFor = before.filter((each) => endOf(each, known) === undefined && !overridden.has(each));
    const end = endOf(step, known);
    const due = dueOf(step, known);
    const start = startOf(step, known, before);
    const runs = start !== undefined && (waitsFor.length === 0 || end !== undefined);
    return {
      step,
      state: stateOf({ ended: end !== undefined, overridden: overridden.has(step), waitsFor, due, today }),
      waitsFor,
      days: runs && !overridden.has(step) ? Math.max(0, daysBetween(start, end ?? today)) : undefined,
      due: end === undefined ? due : undefined,
    };
  });
}

function stateOf(facts: {
  readonly ended: boolean;
  readonly overridden: boolean;
  readonly waitsFor: readonly OpeningStep[];
  readonly due: StepProgress['due'];
  readonly today: Day;
}): OpeningStepState {
  if (facts.ended) return 'done';
  if (facts.overridden) return 'overridden';
  if (facts.waitsFor.length > 0) return 'waiting';
  return facts.due && facts.due.on < facts.today ? 'late' : 'open';
}

/** The day on which a step ended. */
function endOf(step: OpeningStep, { state, decidedOn, records }: CaseProgress): Day | undefined {
  if (step === 'review') return state === 'granted' ? decidedOn : undefined;
  return records.get(step)?.doneOn;
}

/** When it was applied for, else the day from which it could be done. */
function startOf(step: OpeningStep, known: CaseProgress, before: readonly OpeningStep[]): Day | undefined {
  if (step === 'review') return known.submittedOn;
  const applied = known.records.get(step)?.appliedOn;
  if (applied !== undefined) return applied;
  const ends = before.map((each) => endOf(each, known) ?? known.overridden.get(each));
  return ends.filter((day) => day !== undefined).reduce((a, b) => (a > b ? a : b), known.begunOn);
}

/**
 * The last day of a term in calendar days, by the statutory rule that a free last day moves on; where the holidays of
 * that year are not published yet, the plain day, which is never later.
 */
function dueOf(step: OpeningStep, known: CaseProgress): StepProgress['due'] {
  const { due } = STEP_RULES[step];
  const from = due && endOf(due.from, known);
  if (!due || from === undefined) return undefined;
  const found = companionValue(due.value);
  if (!found) throw new RangeError(`no companion value ${due.value}`);
  const { value, confirmed, place, source: rule } = found;
  const calendar = known.calendarAt(momentOf(from, '24:00'));
  const deadline = afterDays(momentOf(from, '12:00'), Number(value), { calendar });
  const on = deadline.known ? deadline.day : addDays(from, Number(value));
  return { on, source: `${companion(rule)?.title ?? ''}${place}`, confirmed };
}

/** What a list tells of a case: its next step and the nearest day by which something has to be done. */
export function nextOf(steps: readonly StepProgress[]): {
  readonly next: OpeningStep | undefined;
  readonly dueOn: Day | undefined;
} {
  const open = steps.filter(({ state }) => state === 'open' || state === 'late');
  const days = open.map(({ due }) => due?.on).filter((day) => day !== undefined);
  const next = OPENING_STEPS.find((step) => open.some((each) => each.step === step));
  return { next, dueOn: days.sort()[0] };
}
