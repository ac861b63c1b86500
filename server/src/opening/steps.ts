import {
  type ApplicationKind,
  type FilingKind,
  OPENING_STEPS,
  type OpeningDoer,
  type OpeningForm,
  type OpeningStep,
  type UnitKind,
} from '@zhengdun/contract';

/** What decides whether a step belongs to a case. */
export interface StepSubject {
  readonly kind: ApplicationKind;
  readonly unitKind: UnitKind;
  readonly form: OpeningForm;
}

export interface StepRule {
  readonly doer: OpeningDoer;
  /** decided in this system; all others are recorded here after they were done elsewhere */
  readonly inSystem?: boolean;
  readonly kinds: readonly ApplicationKind[];
  readonly applies?: (subject: StepSubject) => boolean;
  /** id of the obligation in whose sentence it rests */
  readonly basis: (subject: StepSubject) => string;
  /** a companion rule that the sentence needs */
  readonly companion?: string;
  /** steps that come before, where they belong to the case */
  readonly after: readonly OpeningStep[];
  readonly asks: readonly ('number' | 'issuer' | 'receipt')[];
  /** no 应当 of the Regulation itself asks for it: a leader may let the case go on without it */
  readonly overridable?: boolean;
  /** rules of the check that see it on the live site */
  readonly confirmedBy?: readonly string[];
  /** what the register keeps of it */
  readonly filing?: FilingKind;
  /** a companion value: days from the end of another step */
  readonly due?: { readonly from: OpeningStep; readonly value: string };
}

const ALL = ['website', 'app', 'mini-program', 'account', 'mail', 'column'] as const;
const BUILT = ['website', 'app', 'mini-program', 'mail'] as const;
const PAPER = ['number', 'receipt'] as const;

/**
 * The steps of opening in the order of the Regulation (Art. 4 to 9): review by the superior (and, for government sites,
 * the superior government's office), the establishment authority's review, domain name, mark, ICP filing, assessment,
 * going online, and the filing with the police, which comes after.
 */
export const STEP_RULES: Readonly<Record<OpeningStep, StepRule>> = {
  budget: {
    doer: 'unit',
    kinds: ['website'],
    basis: () => 'A4.6-budget',
    after: [],
    asks: PAPER,
  },
  review: {
    doer: 'superior',
    inSystem: true,
    kinds: ALL,
    basis: ({ kind }) =>
      kind === 'website'
        ? 'A4.1-opening-review'
        : kind === 'column'
          ? 'A10.3-no-own-site-below'
          : 'A40.5-regional-duty',
    after: [],
    asks: [],
  },
  'government-office': {
    doer: 'government',
    kinds: ['website'],
    applies: ({ form }) => form.government === 'yes',
    basis: () => 'A4.1-opening-review',
    companion: 'domain-notice-2018',
    after: ['review'],
    asks: ['number', 'issuer', 'receipt'],
    overridable: true,
  },
  'establishment-review': {
    doer: 'establishment',
    kinds: ['website'],
    basis: () => 'A4.1-opening-review',
    after: ['review', 'government-office'],
    asks: ['number', 'issuer', 'receipt'],
  },
  domain: {
    doer: 'unit',
    kinds: ['website', 'mail'],
    basis: ({ kind, unitKind }) => {
      if (kind === 'mail')
        return unitKind === 'organ' ? 'A31.2-organ-mail-suffix' : 'A31.3-institution-mail-suffix';
      return unitKind === 'organ' ? 'A5.2-organ-suffix' : 'A5.4-institution-suffix';
    },
    after: ['review', 'establishment-review'],
    asks: ['number', 'issuer', 'receipt'],
    filing: 'domain',
  },
  mark: {
    doer: 'establishment',
    kinds: ['website'],
    basis: () => 'A9.3-mark-present',
    after: ['establishment-review', 'domain'],
    asks: PAPER,
    confirmedBy: ['mark-present', 'mark-genuine'],
    filing: 'mark',
  },
  certificate: {
    doer: 'platform',
    kinds: ['app', 'account'],
    basis: ({ kind }) => (kind === 'app' ? 'A7.2-store-identity' : 'A7.3-account-identity'),
    after: ['review'],
    asks: ['number', 'issuer', 'receipt'],
    filing: 'identity-certificate',
  },
  icp: {
    doer: 'telecom',
    kinds: ['website', 'app', 'mini-program'],
    basis: () => 'A4.2-icp-filing',
    after: ['review', 'establishment-review', 'domain'],
    asks: PAPER,
    confirmedBy: ['icp-number'],
    filing: 'icp',
  },
  'app-filing': {
    doer: 'cyberspace',
    kinds: ['app', 'mini-program'],
    basis: () => 'A6.1-app-source',
    companion: 'app-management-2026',
    after: ['review'],
    asks: PAPER,
    filing: 'app-filing',
  },
  assessment: {
    doer: 'unit',
    kinds: BUILT,
    basis: () => 'A18.3-before-change',
    after: ['review'],
    asks: ['number', 'issuer', 'receipt'],
  },
  online: {
    doer: 'unit',
    kinds: ALL,
    basis: ({ kind }) => (kind === 'website' ? 'A4.1-opening-review' : 'A2.1-inventory'),
    after: [
      'budget',
      'review',
      'government-office',
      'establishment-review',
      'domain',
      'mark',
      'certificate',
      'icp',
      'app-filing',
      'assessment',
    ],
    asks: [],
  },
  police: {
    doer: 'police',
    kinds: ['website'],
    basis: () => 'A4.3-public-security-filing',
    companion: 'network-connection-measures',
    after: ['online'],
    asks: PAPER,
    confirmedBy: ['police-number'],
    filing: 'police',
    due: { from: 'online', value: 'police-filing' },
  },
};

/** The steps of a case, in their order. */
export function stepsOf(subject: StepSubject): OpeningStep[] {
  return OPENING_STEPS.filter((step) => {
    const { kinds, applies } = STEP_RULES[step];
    return kinds.includes(subject.kind) && (applies?.(subject) ?? true);
  });
}

/** Those that come before a step, of those that the case has. */
export function stepsBefore(step: OpeningStep, subject: StepSubject): OpeningStep[] {
  const all = stepsOf(subject);
  return STEP_RULES[step].after.filter((each) => all.includes(each));
}
