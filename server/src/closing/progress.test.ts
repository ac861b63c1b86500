import { APPLICATION_KINDS, CLOSING_OUTCOMES, CLOSING_STEPS, FILING_KINDS } from '@zhengdun/contract';
import { companionValue, OBLIGATIONS, obligation } from '@zhengdun/rulebook';
import { describe, expect, it } from 'vitest';
import { isComplete, nextOf, progressOf } from './progress.ts';
import { STEP_RULES, type StepSubject, stepsOf } from './steps.ts';

const SITE: StepSubject = { kind: 'website', outcome: 'close', filings: ['icp', 'mlps-filing'] };
const progress = (subject: StepSubject, ...done: (typeof CLOSING_STEPS)[number][]) =>
  progressOf(
    {
      subject,
      since: '2026-11-01',
      records: new Map(done.map((step) => [step, { notNeeded: step === 'notice' }])),
      registered: false,
    },
    '2026-11-21',
  );

describe('the steps of Article 12', () => {
  it('rest on its sentences, wait for steps that come earlier, and each belongs to some application', () => {
    for (const step of CLOSING_STEPS) {
      const rule = STEP_RULES[step];
      expect(obligation(rule.obligation)?.position.article, step).toBe(12);
      for (const before of rule.after)
        expect(CLOSING_STEPS.indexOf(before), step).toBeLessThan(CLOSING_STEPS.indexOf(step));
      if (rule.term) expect(companionValue(rule.term), step).toBeDefined();
      expect(rule.kinds.length, step).toBeGreaterThan(0);
    }
  });

  it.each(APPLICATION_KINDS)('prove of %s each sentence that speaks of it', (kind) => {
    const subject = { kind, outcome: 'close', filings: FILING_KINDS } as const;
    const proven = new Set(stepsOf(subject).map((step) => STEP_RULES[step].obligation));
    const asked = OBLIGATIONS.filter(
      ({ position, conditions, applications }) =>
        position.article === 12 && conditions.includes('no-longer-used') && applications.includes(kind),
    );
    expect(
      asked.map(({ id }) => id).filter((id) => id !== 'A12.6-filings-cancelled' && !proven.has(id)),
    ).toEqual([]);
  });

  it('differ by kind of application and by what authorities have given it', () => {
    expect(stepsOf(SITE)).toEqual(
      expect.arrayContaining(['service-off', 'domain-cancelled', 'mark-returned', 'mlps-cancelled']),
    );
    expect(stepsOf(SITE)).not.toContain('site-code-cancelled');
    expect(stepsOf({ ...SITE, kind: 'account', filings: [] })).toEqual([
      'notice',
      'service-off',
      'data-archived',
      'data-deleted',
      'account-cancelled',
    ]);
    for (const kind of APPLICATION_KINDS)
      for (const outcome of CLOSING_OUTCOMES)
        expect(stepsOf({ kind, outcome, filings: [] }).length, kind).toBeGreaterThan(2);
  });
});

describe('how far they are', () => {
  it('data is deleted once the service is off and the archive has it; days are told, and none is late', () => {
    const at = (step: string, ...done: (typeof CLOSING_STEPS)[number][]) =>
      progress(SITE, ...done).find((each) => each.step === step);
    expect(at('data-deleted')).toMatchObject({
      state: 'waiting',
      waitsFor: ['service-off', 'data-archived'],
      days: 20,
    });
    expect(at('data-deleted', 'notice', 'service-off', 'data-archived')).toMatchObject({
      state: 'open',
      days: 20,
    });
    expect(at('notice', 'notice')).toMatchObject({ state: 'not-needed', days: undefined });
    expect(nextOf(progress(SITE))).toBe('notice');
    expect(isComplete(progress(SITE, ...stepsOf(SITE)))).toBe(true);
    expect(nextOf(progress(SITE, ...stepsOf(SITE)))).toBeUndefined();
  });

  it('is told by the register where the successor has it', () => {
    const subject = { kind: 'column', outcome: 'hand-over', filings: [] } as const;
    const known = { subject, since: '2026-11-01', records: new Map(), registered: true };
    expect(progressOf(known, '2026-11-21').find(({ step }) => step === 'registered')?.state).toBe('done');
  });
});
