import { FINDING_STATES, type FindingState, VERDICTS, type Verdict } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import {
  afterAct,
  afterCheck,
  afterPapers,
  HUMAN_ACTS,
  type HumanAct,
  isActive,
  type Life,
  type Proof,
  settled,
} from './finding-life.ts';

const LIFE: Life = { state: 'mending', assigned: true, plea: undefined, watched: false, term: 'running' };

function outcome(life: Partial<Life>, act: HumanAct): string {
  const result = afterAct({ ...LIFE, ...life }, act);
  return result.ok ? result.step.state : result.why;
}

/** What every act makes of every state where nothing else stands in its way. */
const BECOMES: Record<HumanAct, Partial<Record<FindingState, FindingState>>> = {
  assign: { unassigned: 'mending', mending: 'mending', recheck: 'recheck' },
  recheck: { unassigned: 'recheck', mending: 'recheck', recheck: 'recheck' },
  delay: { unassigned: 'unassigned', mending: 'mending', recheck: 'recheck' },
  appeal: { unassigned: 'unassigned', mending: 'mending', recheck: 'recheck' },
  'grant-delay': { unassigned: 'unassigned', mending: 'mending', recheck: 'recheck' },
  'refuse-delay': { unassigned: 'unassigned', mending: 'mending', recheck: 'recheck' },
  'uphold-appeal': { unassigned: 'upheld', mending: 'upheld', recheck: 'upheld' },
  'reject-appeal': { unassigned: 'unassigned', mending: 'mending', recheck: 'recheck' },
  watch: { unassigned: 'unassigned', mending: 'mending', recheck: 'recheck' },
  unwatch: { unassigned: 'unassigned', mending: 'mending', recheck: 'recheck' },
  notice: { unassigned: 'unassigned', mending: 'mending', recheck: 'recheck' },
};

/** What an act needs to be there beside the state. */
const NEEDS: Partial<Record<HumanAct, Partial<Life>>> = {
  'grant-delay': { plea: 'delay' },
  'refuse-delay': { plea: 'delay' },
  'uphold-appeal': { plea: 'appeal' },
  'reject-appeal': { plea: 'appeal' },
  unwatch: { watched: true },
};

describe.each(FINDING_STATES)('a finding that is %s', (state) => {
  it.each(HUMAN_ACTS)('becomes by %s what the table says, or stays with a reason', (act) => {
    const wanted = BECOMES[act][state] ?? 'finding-not-active';
    expect(outcome({ state, ...NEEDS[act] }, act)).toBe(wanted);
  });

  it('is closed by no act of people, and opened by none', () => {
    for (const act of HUMAN_ACTS) {
      const result = afterAct({ ...LIFE, state, ...NEEDS[act] }, act);
      if (result.ok) expect([act, result.step.state]).not.toEqual([act, 'closed']);
      expect(result.ok && !isActive(state)).toBe(false);
    }
  });

  it.each(VERDICTS)('after a check that says %s', (verdict) => {
    const step = afterCheck(
      { state, assigned: true },
      { verdict, again: false, asUpheld: false, before: 'unmet' },
    );
    const becomes: Record<Verdict, FindingState | undefined> = {
      unmet: { closed: 'mending', upheld: 'mending', recheck: 'mending', attested: 'mending' }[
        state as string
      ] as FindingState,
      unknown: { closed: 'mending', upheld: 'mending', recheck: 'mending' }[state as string] as FindingState,
      met: state === 'closed' ? undefined : 'closed',
      'not-applicable': state === 'closed' ? undefined : 'closed',
    };
    const stays = isActive(state) && state !== 'recheck' && verdict === 'unknown' ? state : undefined;
    expect(step?.state).toBe(becomes[verdict] ?? stays);
  });
});

describe('what is on paper', () => {
  const paper: Proof = { kind: 'paper', id: 'p', until: '2027-01-31', by: '样例科' };
  const exception: Proof = { ...paper, kind: 'exception' };
  const deferral: Proof = { ...paper, kind: 'deferral' };
  const becomes = (
    state: FindingState,
    about: { verdict?: 'unmet' | 'unknown'; before?: Proof['kind']; proof?: Proof },
  ) => {
    const { verdict = 'unknown', before = null, proof } = about;
    return afterPapers({ state, assigned: true }, verdict, { before, proof })?.state;
  };

  it('settles what a check could not determine, and nothing that it saw unmet', () => {
    expect(becomes('recheck', { proof: paper })).toBe('attested');
    expect(becomes('mending', { proof: paper, verdict: 'unmet' })).toBeUndefined();
    expect(becomes('mending', { proof: exception, verdict: 'unmet' })).toBe('excepted');
  });

  it('leaves a deferral to be done, and touches nothing that is closed or no fault', () => {
    expect(becomes('recheck', { proof: deferral })).toBe('recheck');
    for (const state of ['closed', 'upheld'] as const)
      expect(becomes(state, { proof: exception })).toBeUndefined();
  });

  it('gives the finding back when it ends, to whoever had it', () => {
    expect(becomes('attested', { before: 'paper' })).toBe('mending');
    expect(becomes('excepted', { before: 'exception', verdict: 'unmet' })).toBe('mending');
    expect(
      afterPapers({ state: 'excepted', assigned: false }, 'unmet', { before: 'exception', proof: undefined }),
    ).toEqual({
      event: 'exception-ended',
      state: 'unassigned',
      endsPlea: false,
    });
    expect(becomes('attested', { before: 'paper', proof: paper })).toBeUndefined();
  });
});

describe('a request', () => {
  it('waits alone: neither another one nor the wrong decision goes with it', () => {
    expect(outcome({ plea: 'delay' }, 'appeal')).toBe('finding-plea-waits');
    expect(outcome({ plea: 'appeal' }, 'delay')).toBe('finding-plea-waits');
    expect(outcome({ plea: 'appeal' }, 'grant-delay')).toBe('finding-plea-missing');
    expect(outcome({}, 'uphold-appeal')).toBe('finding-plea-missing');
  });

  it('for a delay comes before the date, and only where there is one', () => {
    expect(outcome({ term: 'over' }, 'delay')).toBe('finding-term-over');
    expect(outcome({ term: 'none' }, 'delay')).toBe('finding-term-missing');
  });

  it('is done with once it is decided, or once a check has settled the finding', () => {
    const granted = afterAct({ ...LIFE, plea: 'delay' }, 'grant-delay');
    expect(granted).toMatchObject({ ok: true, step: { endsPlea: true } });
    const assigned = afterAct({ ...LIFE, plea: 'delay' }, 'assign');
    expect(assigned).toMatchObject({ ok: true, step: { endsPlea: false } });
    const seen = { verdict: 'met', again: false, asUpheld: false, before: 'unmet' } as const;
    expect(afterCheck(LIFE, seen)).toMatchObject({ state: 'closed', endsPlea: true });
  });
});

describe('a check that is told again', () => {
  it('does not answer a request for another check', () => {
    const life = { state: 'recheck', assigned: true } as const;
    const seen = { verdict: 'unmet', asUpheld: false, before: 'unmet' } as const;
    expect(afterCheck(life, { ...seen, again: true })).toBeUndefined();
    expect(afterCheck(life, { ...seen, again: false })).toMatchObject({ state: 'mending' });
  });
});

describe('督办', () => {
  it('is put on once and taken off once', () => {
    expect(outcome({ watched: true }, 'watch')).toBe('finding-watched');
    expect(outcome({}, 'unwatch')).toBe('finding-not-watched');
  });
});

describe('an upheld 误报申诉', () => {
  it('holds as long as checks see the same facts, and no longer', () => {
    const life = { state: 'upheld', assigned: false } as const;
    const seen = { verdict: 'unmet', again: false, before: 'unmet' } as const;
    expect(afterCheck(life, { ...seen, asUpheld: true })).toBeUndefined();
    expect(afterCheck(life, { ...seen, asUpheld: false })).toMatchObject({
      event: 'reopened',
      state: 'unassigned',
    });
  });
});

describe('an application on a platform', () => {
  it('takes over what its own check could not determine, and nothing else', () => {
    expect(settled('unknown', 'met')).toBe('met');
    expect(settled('unknown', 'not-applicable')).toBe('not-applicable');
    expect(settled('unknown', 'unmet')).toBe('unknown');
    expect(settled('unknown', undefined)).toBe('unknown');
    expect(settled('unmet', 'met')).toBe('unmet');
    expect(settled('met', 'unmet')).toBe('met');
  });
});
