import { APPLICATION_KINDS, OPENING_STEPS, type OpeningStep } from '@zhengdun/contract';
import { basisOf, OBLIGATIONS } from '@zhengdun/rulebook';
import { describe, expect, it } from 'vitest';
import { calendarWith } from '../kernel/clock/index.ts';
import { type CaseProgress, nextOf, progressOf } from './progress.ts';
import { STEP_RULES, stepsOf } from './steps.ts';

const SITE = { kind: 'website', unitKind: 'organ', form: { government: 'yes' } } as const;

function known(days: Partial<Record<OpeningStep, string>>, more: Partial<CaseProgress> = {}): CaseProgress {
  const records = Object.entries(days).map(
    ([step, doneOn]) => [step as OpeningStep, { number: '1', issuer: '', receipt: '', doneOn }] as const,
  );
  return {
    subject: SITE,
    state: 'granted',
    begunOn: '2026-03-02',
    submittedOn: '2026-03-03',
    decidedOn: '2026-03-06',
    records: new Map(records),
    overridden: new Map(),
    calendarAt: () => calendarWith(),
    ...more,
  };
}

const BEFORE = {
  budget: '2026-03-02',
  'government-office': '2026-03-10',
  'establishment-review': '2026-03-20',
  domain: '2026-03-23',
  mark: '2026-03-30',
  icp: '2026-04-20',
  assessment: '2026-04-21',
} as const;

describe('the steps of opening', () => {
  it('stand in the order of the Regulation, each with its sentence, and never before one that it waits for', () => {
    for (const kind of APPLICATION_KINDS)
      for (const unitKind of ['organ', 'institution'] as const) {
        const subject = { kind, unitKind, form: { government: 'yes' } };
        for (const step of stepsOf(subject)) {
          const { basis, companion, after } = STEP_RULES[step];
          const obligation = OBLIGATIONS.find(({ id }) => id === basis(subject));
          expect({ step, kind, found: obligation !== undefined }).toEqual({ step, kind, found: true });
          expect(basisOf(basis(subject), companion, 'zh')).toMatch(/^第.+条/);
          for (const each of after)
            expect(OPENING_STEPS.indexOf(each)).toBeLessThan(OPENING_STEPS.indexOf(step));
        }
      }
  });

  it('of a site go from the superior to the police; of an account they are few', () => {
    expect(stepsOf(SITE)).toEqual([
      'budget',
      'review',
      'government-office',
      'establishment-review',
      'domain',
      'mark',
      'icp',
      'assessment',
      'online',
      'police',
    ]);
    expect(stepsOf({ ...SITE, form: {} })).not.toContain('government-office');
    expect(stepsOf({ ...SITE, kind: 'account' })).toEqual(['review', 'certificate', 'online']);
    expect(stepsOf({ ...SITE, kind: 'column' })).toEqual(['review', 'online']);
    expect(stepsOf({ ...SITE, kind: 'app' })).toEqual([
      'review',
      'certificate',
      'icp',
      'app-filing',
      'assessment',
      'online',
    ]);
  });

  it('wait for those before them, and count their days from when they could begin', () => {
    const steps = progressOf(known({ budget: '2026-03-02' }), '2026-03-12');
    const of = (step: OpeningStep) => steps.find((each) => each.step === step);
    expect(of('review')).toMatchObject({ state: 'done', days: 3 });
    expect(of('government-office')).toMatchObject({ state: 'open', days: 6 });
    expect(of('establishment-review')).toMatchObject({ state: 'waiting', waitsFor: ['government-office'] });
    expect(of('establishment-review')?.days).toBeUndefined();
    expect(nextOf(steps)).toEqual({ next: 'government-office', dueOn: undefined });
  });

  it('go on without one that a leader let go', () => {
    const overridden = new Map([['government-office', '2026-03-11']]);
    const steps = progressOf(known({}, { overridden }), '2026-03-12');
    const of = (step: OpeningStep) => steps.find((each) => each.step === step);
    expect(of('government-office')).toMatchObject({ state: 'overridden', days: undefined });
    expect(of('establishment-review')).toMatchObject({ state: 'open', days: 1 });
  });

  it('end with the filing at the police within 30 days after going online, a free last day moving on', () => {
    const online = { ...BEFORE, online: '2026-04-22' };
    const police = (on: string) => progressOf(known(online), on).find(({ step }) => step === 'police');
    expect(police('2026-04-25')).toMatchObject({
      state: 'open',
      days: 3,
      due: { on: '2026-05-22', confirmed: true },
    });
    expect(police('2026-05-22')?.state).toBe('open');
    expect(police('2026-05-23')?.state).toBe('late');
    expect(nextOf(progressOf(known(online), '2026-04-25'))).toEqual({ next: 'police', dueOn: '2026-05-22' });
    // 2026-05-24 is a Sunday.
    const sunday = progressOf(known({ ...BEFORE, online: '2026-04-24' }), '2026-05-01');
    expect(sunday.find(({ step }) => step === 'police')?.due?.on).toBe('2026-05-25');
    const local = [{ day: '2026-05-22', working: false, name: '样例节' }];
    const calendarAt = () => calendarWith(local);
    const moved = progressOf(known(online, { calendarAt }), '2026-04-25');
    expect(moved.find(({ step }) => step === 'police')?.due?.on).toBe('2026-05-25');
    const done = progressOf(known({ ...online, police: '2026-05-06' }), '2026-06-01');
    expect(nextOf(done)).toEqual({ next: undefined, dueOn: undefined });
  });
});
