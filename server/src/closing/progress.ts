import type { ClosingStep, ClosingStepState } from '@zhengdun/contract';
import { type Day, daysBetween } from '../kernel/clock/index.ts';
import { STEP_RULES, type StepSubject, stepsOf } from './steps.ts';

/** What is known of a case. */
export interface CaseProgress {
  readonly subject: StepSubject;
  /** since when the occasion holds */
  readonly since: Day;
  /** steps that were recorded, and whether they are none of the case */
  readonly records: ReadonlyMap<ClosingStep, { readonly notNeeded: boolean }>;
  /** the successor has the application in its register */
  readonly registered: boolean;
}

export interface StepProgress {
  readonly step: ClosingStep;
  readonly state: ClosingStepState;
  readonly waitsFor: readonly ClosingStep[];
  /** calendar days since the occasion, while it is not done */
  readonly days: number | undefined;
}

/** How far each step of a case is on a day. 及时 has no number: days are told, and none is late. */
export function progressOf(known: CaseProgress, today: Day): StepProgress[] {
  const all = stepsOf(known.subject);
  const isDone = (step: ClosingStep): boolean =>
    known.records.has(step) || (STEP_RULES[step].inSystem === true && known.registered);
  return all.map((step) => {
    const waitsFor = STEP_RULES[step].after.filter((each) => all.includes(each) && !isDone(each));
    const record = known.records.get(step);
    const done = isDone(step);
    return {
      step,
      state: record?.notNeeded ? 'not-needed' : done ? 'done' : waitsFor.length > 0 ? 'waiting' : 'open',
      waitsFor,
      days: done ? undefined : Math.max(0, daysBetween(known.since, today)),
    };
  });
}

/** The step that is next; undefined where nothing is left. */
export function nextOf(steps: readonly StepProgress[]): ClosingStep | undefined {
  return steps.find(({ state }) => state === 'open')?.step;
}

/** Whether nothing is left but the signature. */
export function isComplete(steps: readonly StepProgress[]): boolean {
  return steps.every(({ state }) => state === 'done' || state === 'not-needed');
}
