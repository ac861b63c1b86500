import type { FindingEvent, FindingProof, FindingState, Verdict } from '@zhengdun/contract';

/** What the life of a finding depends on. */
export interface Life {
  readonly state: FindingState;
  readonly assigned: boolean;
  /** a request that waits */
  readonly plea: 'delay' | 'appeal' | undefined;
  readonly watched: boolean;
  /** the date of its term: before it a delay may be asked for */
  readonly term: 'none' | 'running' | 'over';
}

/** What people do. */
export type HumanAct =
  | 'assign'
  | 'recheck'
  | 'delay'
  | 'appeal'
  | 'grant-delay'
  | 'refuse-delay'
  | 'uphold-appeal'
  | 'reject-appeal'
  | 'watch'
  | 'unwatch'
  | 'notice';
export const HUMAN_ACTS = [
  'assign',
  'recheck',
  'delay',
  'appeal',
  'grant-delay',
  'refuse-delay',
  'uphold-appeal',
  'reject-appeal',
  'watch',
  'unwatch',
  'notice',
] as const satisfies readonly HumanAct[];

/** Why an act does not fit; each is a sentence of kernel/errors/supervision.ts. */
export type LifeRefusal =
  | 'finding-not-active'
  | 'finding-plea-waits'
  | 'finding-plea-missing'
  | 'finding-term-missing'
  | 'finding-term-over'
  | 'finding-watched'
  | 'finding-not-watched';

/** A step of the life, as the history keeps it, and what the finding becomes. */
export interface Step {
  readonly event: FindingEvent;
  readonly state: FindingState;
  /** the request that waited is done with */
  readonly endsPlea: boolean;
}

type Outcome = { readonly ok: true; readonly step: Step } | { readonly ok: false; readonly why: LifeRefusal };

const EVENTS = {
  assign: 'assigned',
  recheck: 'recheck-asked',
  delay: 'delay-asked',
  appeal: 'appealed',
  'grant-delay': 'delay-granted',
  'refuse-delay': 'delay-refused',
  'uphold-appeal': 'appeal-upheld',
  'reject-appeal': 'appeal-rejected',
  watch: 'watched',
  unwatch: 'unwatched',
  notice: 'noticed',
} as const satisfies Record<HumanAct, FindingEvent>;

const ACTIVE: readonly FindingState[] = ['unassigned', 'mending', 'recheck'];

export function isActive(state: FindingState): boolean {
  return ACTIVE.includes(state);
}

/**
 * What an act makes of a finding. People move it between 待指派, 整改中 and 待复核; they neither close nor open one: that is
 * for a check alone. An upheld 误报申诉 takes it out of what is to be done until a check sees something else.
 */
export function afterAct(life: Life, act: HumanAct): Outcome {
  if (!isActive(life.state)) return refused('finding-not-active');
  const why = refusalOf(life, act);
  if (why) return refused(why);
  const state = stateAfter(life.state, act);
  return { ok: true, step: { event: EVENTS[act], state, endsPlea: act in PLEA_DECIDED } };
}

const PLEA_DECIDED = {
  'grant-delay': 'delay',
  'refuse-delay': 'delay',
  'uphold-appeal': 'appeal',
  'reject-appeal': 'appeal',
} as const satisfies Partial<Record<HumanAct, Life['plea']>>;

function refusalOf({ plea, watched, term }: Life, act: HumanAct): LifeRefusal | undefined {
  switch (act) {
    case 'assign':
    case 'recheck':
    case 'notice':
      return undefined;
    case 'delay':
      if (plea) return 'finding-plea-waits';
      if (term === 'none') return 'finding-term-missing';
      return term === 'over' ? 'finding-term-over' : undefined;
    case 'appeal':
      return plea && 'finding-plea-waits';
    case 'watch':
      return watched ? 'finding-watched' : undefined;
    case 'unwatch':
      return watched ? undefined : 'finding-not-watched';
    default:
      return plea === PLEA_DECIDED[act] ? undefined : 'finding-plea-missing';
  }
}

function stateAfter(state: FindingState, act: HumanAct): FindingState {
  if (act === 'assign') return state === 'unassigned' ? 'mending' : state;
  if (act === 'recheck') return 'recheck';
  return act === 'uphold-appeal' ? 'upheld' : state;
}

function refused(why: LifeRefusal): Outcome {
  return { ok: false, why };
}

/** What a check says about a finding that is there. */
export interface Seen {
  readonly verdict: Verdict;
  /** it has been told of the finding before: it is told again, or the platform was checked */
  readonly again: boolean;
  /** it saw the very facts that an upheld 误报申诉 was about */
  readonly asUpheld: boolean;
  /** the verdict that the finding has */
  readonly before: 'unmet' | 'unknown';
}

/**
 * What a check makes of a finding; undefined where nothing happens that the history would tell. 符合 and 不适用 close it;
 * 无法判定 never does. One that waits for its check goes back to whoever mends it when the check does not see it settled.
 */
export function afterCheck(life: Pick<Life, 'state' | 'assigned'>, seen: Seen): Step | undefined {
  const { state } = life;
  const open: FindingState = life.assigned ? 'mending' : 'unassigned';
  if (seen.verdict === 'met' || seen.verdict === 'not-applicable')
    return state === 'closed' ? undefined : { event: 'settled', state: 'closed', endsPlea: true };
  if (state === 'closed') return { event: 'reopened', state: open, endsPlea: true };
  // What differs by an approved exception is set aside, whatever a check sees of it.
  if (state === 'excepted') return undefined;
  if (state === 'attested')
    return seen.verdict === 'unknown' ? undefined : { event: 'reopened', state: open, endsPlea: true };
  if (state === 'upheld')
    return seen.asUpheld ? undefined : { event: 'reopened', state: open, endsPlea: true };
  if (state === 'recheck' && !seen.again)
    return {
      event: seen.verdict === 'unmet' ? 'seen-again' : 'undetermined',
      state: open,
      endsPlea: false,
    };
  if (seen.verdict === 'unknown' && seen.before === 'unmet')
    return { event: 'undetermined', state, endsPlea: false };
  if (seen.verdict === 'unmet' && seen.before === 'unknown')
    return { event: 'seen-again', state, endsPlea: false };
  return undefined;
}

/** What there is on paper about the obligation of a finding, on a day. */
export interface Proof {
  readonly kind: FindingProof['kind'];
  readonly id: string | null;
  /** last day; null: without end */
  readonly until: string | null;
  /** who approved or issued it, where that is known */
  readonly by: string | null;
}

const SET_ASIDE = { exception: 'excepted', paper: 'attested', filing: 'attested' } as const;
const ENDS = {
  exception: 'exception-ended',
  deferral: 'deferral-ended',
  paper: 'attestation-ended',
  filing: 'attestation-ended',
} as const satisfies Record<FindingProof['kind'], FindingEvent>;

/**
 * What papers make of a finding; undefined where nothing changes. An exception sets it aside while it runs; a paper or a
 * filing settles only what a check could not determine; a deferral leaves it to be done. Where they end, it returns to
 * whoever had it.
 *
 * @param proof the one that goes before the others; undefined: there is none
 */
export function afterPapers(
  life: Pick<Life, 'state' | 'assigned'>,
  verdict: 'unmet' | 'unknown',
  { before, proof }: { readonly before: FindingProof['kind'] | null; readonly proof: Proof | undefined },
): Step | undefined {
  const isAside = life.state === 'excepted' || life.state === 'attested';
  if (!isActive(life.state) && !isAside) return undefined;
  const open: FindingState = isAside ? (life.assigned ? 'mending' : 'unassigned') : life.state;
  if (proof?.kind === before || (proof === undefined && before === null)) return undefined;
  if (!proof) return { event: ENDS[before ?? 'paper'], state: open, endsPlea: false };
  if (proof.kind === 'deferral') return { event: 'deferred', state: open, endsPlea: false };
  if (proof.kind !== 'exception' && verdict !== 'unknown') return undefined;
  const state = SET_ASIDE[proof.kind];
  return { event: state, state, endsPlea: true };
}

/**
 * The verdict that counts for an application on a platform: what its own check has determined goes before. Where that
 * could not determine and the obligation is the platform's to meet, the platform's verdict settles it.
 */
export function settled(own: Verdict, platform: Verdict | undefined): Verdict {
  const settles = own === 'unknown' && (platform === 'met' || platform === 'not-applicable');
  return settles ? platform : own;
}

/** The verdict of the nearest platform that could determine, and which that is; undefined where none of them could. */
export function answerOf<Platform>(
  platforms: readonly Platform[],
  verdictOf: (platform: Platform) => Verdict | undefined,
): { readonly verdict: Verdict; readonly by: Platform } | undefined {
  for (const by of platforms) {
    const verdict = verdictOf(by);
    if (verdict !== undefined && verdict !== 'unknown') return { verdict, by };
  }
  return undefined;
}
