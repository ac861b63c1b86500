import {
  type ApplicationKind,
  CLOSING_STEPS,
  type ClosingDoer,
  type ClosingOutcome,
  type ClosingStep,
  type FilingKind,
} from '@zhengdun/contract';

/** What decides whether a step belongs to a case. */
export interface StepSubject {
  readonly kind: ApplicationKind;
  readonly outcome: ClosingOutcome;
  /** what authorities have given the application */
  readonly filings: readonly FilingKind[];
}

export interface StepRule {
  readonly outcome: ClosingOutcome;
  readonly doer: ClosingDoer;
  /** the register tells that it is done; all others are recorded here after they were done elsewhere */
  readonly inSystem?: boolean;
  readonly kinds: readonly ApplicationKind[];
  /** only where the register has that filing */
  readonly filing?: FilingKind;
  /** id of the obligation in whose sentence it rests */
  readonly obligation: string;
  /** a companion rule that the sentence needs */
  readonly companion?: string;
  /** a companion value: a term that is told, and decides nothing – 及时 has no number in the Regulation */
  readonly term?: string;
  /** steps that come before, where they belong to the case */
  readonly after: readonly ClosingStep[];
  readonly asks: readonly ('number' | 'issuer')[];
  /** a list, statement or receipt has to be there */
  readonly needsDocument?: boolean;
  /** it may be none of a case, for a ground that is written down: what was never filed is not cancelled */
  readonly optional?: boolean;
  /** rules of the check of a closed site that see it */
  readonly confirmedBy?: readonly string[];
}

const ALL = ['website', 'app', 'mini-program', 'account', 'mail', 'column'] as const;
const PUBLIC = ['website', 'app', 'mini-program', 'account', 'mail'] as const;
const FILED = ['website', 'app', 'mini-program'] as const;
const APPS = ['app', 'mini-program'] as const;
const ON_PLATFORM = ['app', 'mini-program', 'account'] as const;
const BOTH = ['number', 'issuer'] as const;

const OFF = 'A12.2-service-off';
const DOMAIN = 'A12.5-domain-cancelled';
const FILINGS = 'A12.6-filings-cancelled';
const CHANGE = 'A12.1-update-on-change';

const close = { outcome: 'close' } as const;
const handOver = { outcome: 'hand-over', obligation: CHANGE } as const;
/** A registration that is cancelled once the service is off. */
const cancelled = { ...close, obligation: FILINGS, after: ['service-off'], asks: BOTH } as const;

/**
 * The steps of Article 12: what is no longer used is switched off, its data archived, then deleted, its domain and filings
 * cancelled; what goes to another unit is changed at each authority.
 */
export const STEP_RULES: Readonly<Record<ClosingStep, StepRule>> = {
  notice: {
    ...close,
    doer: 'unit',
    kinds: PUBLIC,
    obligation: OFF,
    companion: 'app-management-2026',
    after: [],
    asks: ['number'],
    optional: true,
  },
  'service-off': {
    ...close,
    doer: 'operator',
    kinds: ALL,
    obligation: OFF,
    after: ['notice'],
    asks: ['issuer'],
    confirmedBy: ['service-off'],
  },
  'data-archived': {
    ...close,
    doer: 'archivist',
    kinds: ALL,
    obligation: 'A12.3-data-archived',
    companion: 'archiving-guide-2019',
    after: [],
    asks: BOTH,
    needsDocument: true,
  },
  'data-deleted': {
    ...close,
    doer: 'administrator',
    kinds: ALL,
    obligation: 'A12.4-data-deleted',
    after: ['service-off', 'data-archived'],
    asks: ['issuer'],
    needsDocument: true,
  },
  'domain-cancelled': {
    ...close,
    doer: 'registrar',
    kinds: ['website', 'app', 'mini-program', 'mail'],
    obligation: DOMAIN,
    companion: 'domain-notice-2018',
    after: ['service-off'],
    asks: BOTH,
    optional: true,
    confirmedBy: ['name-released'],
  },
  'icp-cancelled': { ...cancelled, doer: 'telecom', kinds: FILED, optional: true },
  'police-cancelled': { ...cancelled, doer: 'police', kinds: ['website'], optional: true },
  'mark-returned': {
    ...cancelled,
    doer: 'establishment',
    kinds: ['website'],
    companion: 'website-opening-2014',
    optional: true,
  },
  'site-code-cancelled': {
    ...cancelled,
    doer: 'government',
    kinds: ['website'],
    filing: 'site-code',
    companion: 'domain-notice-2018',
  },
  'app-filing-cancelled': {
    ...cancelled,
    doer: 'cyberspace',
    kinds: APPS,
    companion: 'app-management-2026',
    optional: true,
  },
  'account-cancelled': { ...cancelled, doer: 'platform', kinds: ON_PLATFORM },
  'mlps-cancelled': { ...cancelled, doer: 'police', kinds: PUBLIC, filing: 'mlps-filing' },

  'data-handed-over': {
    ...handOver,
    doer: 'unit',
    kinds: ALL,
    after: [],
    asks: BOTH,
    needsDocument: true,
  },
  'domain-changed': {
    ...handOver,
    doer: 'registrar',
    kinds: ['website', 'mail'],
    companion: 'domain-notice-2018',
    after: [],
    asks: BOTH,
    optional: true,
  },
  'icp-changed': {
    ...handOver,
    doer: 'telecom',
    kinds: FILED,
    companion: 'icp-filing-measures',
    term: 'icp-change',
    after: ['domain-changed'],
    asks: BOTH,
    optional: true,
  },
  'police-changed': {
    ...handOver,
    doer: 'police',
    kinds: ['website'],
    companion: 'network-connection-measures',
    after: ['domain-changed'],
    asks: BOTH,
    optional: true,
  },
  'mark-changed': {
    ...handOver,
    doer: 'establishment',
    kinds: ['website'],
    companion: 'website-opening-2014',
    after: ['domain-changed'],
    asks: BOTH,
    optional: true,
  },
  'site-code-changed': {
    ...handOver,
    doer: 'government',
    kinds: ['website'],
    filing: 'site-code',
    companion: 'domain-notice-2018',
    after: ['domain-changed'],
    asks: BOTH,
  },
  'app-filing-changed': {
    ...handOver,
    doer: 'cyberspace',
    kinds: APPS,
    companion: 'app-management-2026',
    after: [],
    asks: BOTH,
    optional: true,
  },
  'account-changed': { ...handOver, doer: 'platform', kinds: ON_PLATFORM, after: [], asks: BOTH },
  'mlps-changed': {
    ...handOver,
    doer: 'police',
    kinds: PUBLIC,
    filing: 'mlps-filing',
    after: [],
    asks: BOTH,
  },
  'page-updated': {
    ...handOver,
    doer: 'operator',
    kinds: ['website', 'column'],
    after: ['icp-changed', 'police-changed', 'mark-changed'],
    asks: [],
    optional: true,
  },
  registered: {
    ...handOver,
    doer: 'successor',
    inSystem: true,
    kinds: ALL,
    after: [],
    asks: [],
    optional: true,
  },
};

/** The steps of a case, in their order. */
export function stepsOf({ kind, outcome, filings }: StepSubject): ClosingStep[] {
  return CLOSING_STEPS.filter((step) => {
    const rule = STEP_RULES[step];
    return (
      rule.outcome === outcome &&
      rule.kinds.includes(kind) &&
      (rule.filing === undefined || filings.includes(rule.filing))
    );
  });
}
