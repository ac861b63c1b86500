import {
  FILING_WORDS,
  type FilingKind,
  type Obligation,
  PAPER_RESULTS,
  type PaperClaim,
  type PaperCode,
  type Printable,
  type Reason,
  type Verdict,
} from '@zhengdun/contract';
import type { Day } from '../kernel/clock/index.ts';
import { fateOf, type RegisteredApplication, type RegisteredUnit } from '../registry/index.ts';
import { isOver } from './paper.ts';

/** What there is on paper about one obligation. */
export interface PaperStanding {
  readonly id: string;
  readonly obligation: string;
  /** about the unit as a whole, and so about each of its applications */
  readonly ofUnit: boolean;
  /** a newer version, or the first one, is not signed yet */
  readonly waiting: boolean;
  /** the newest signed version */
  readonly signed:
    | {
        readonly claim: PaperClaim;
        readonly issuer: string;
        readonly expiresOn: Day | undefined;
        /** documents whose content is there */
        readonly documents: number;
      }
    | undefined;
}

/** How an obligation stands by papers and registered facts. */
export interface PaperVerdict {
  readonly obligation: string;
  readonly verdict: Verdict;
  /** where it is `unknown` */
  readonly reason: Reason | undefined;
  readonly code: PaperCode;
  /** what the words of the code print */
  readonly facts: Readonly<Record<string, Printable>>;
  readonly paperId: string | undefined;
  /** who issued the paper that settles it */
  readonly issuer: string | undefined;
  readonly waiting: boolean;
  readonly expiresOn: Day | undefined;
  /** it is the hosting platform's */
  readonly inherited: boolean;
}

export interface PaperCase {
  readonly today: Day;
  readonly unit: RegisteredUnit;
  /** missing: what binds the unit itself */
  readonly application: RegisteredApplication | undefined;
  readonly papers: readonly PaperStanding[];
  /** what another room's records say, by obligation; missing: it has none of the application */
  readonly records?: ReadonlyMap<string, RecordAnswer> | undefined;
  /** verdicts of the platform that the application runs on */
  readonly host: ReadonlyMap<string, PaperVerdict> | undefined;
}

/** What the records of a room say about one obligation. */
export interface RecordAnswer {
  readonly code: PaperCode;
  /** what the words of the code print */
  readonly facts: Readonly<Record<string, Printable>>;
}

interface Filed {
  readonly filings: readonly FilingKind[];
  /** each of them must name its end: it comes round again */
  readonly ends?: boolean;
  /** MLPS level 3 is required: a lower one is unmet, or for a leader to explain */
  readonly level3?: 'required' | 'explained';
}

/** Obligations whose record is a filing of the register: number and date are there, no statement is asked for. */
const FILED: Readonly<Record<string, Filed>> = {
  'A4.2-icp-filing': { filings: ['icp'] },
  'A4.3-public-security-filing': { filings: ['police'] },
  'A9.5-mark-genuine': { filings: ['mark'] },
  'A17.2-mlps-filing': { filings: ['mlps-filing'] },
  'A17.3-mlps-evaluation': { filings: ['mlps-test'], ends: true },
  'A17.4-cryptography': { filings: ['cryptography-test'] },
  'A17.6-level3-portal': { filings: ['mlps-filing', 'mlps-test'], level3: 'required' },
  'A17.7-level3-important': { filings: ['mlps-filing'], level3: 'required' },
  'A17.8-level3-mail': { filings: ['mlps-filing'], level3: 'explained' },
};

/** Filings that decide an obligation where there is no statement on it. */
export function filingsFor(obligation: string): readonly FilingKind[] {
  return FILED[obligation]?.filings ?? [];
}

type Judged = Pick<PaperVerdict, 'code' | 'facts'> & { readonly expiresOn?: Day | undefined };

/**
 * How an obligation that is decided by record or statement stands: met by a signed paper that holds or by a filing that
 * is valid; unmet when paper, register or records say so themselves; unknown when nobody has shown anything yet. A machine
 * cannot know more, so nothing else is met. A fault on record stands whatever is stated; else a statement goes before records.
 *
 * One paper settles an obligation that asks for a record and a statement: it carries both.
 */
export function judgePapers(obligation: Obligation, about: PaperCase): PaperVerdict {
  const { unit, application } = about;
  const ofUnit = obligation.applications.length === 0;
  // What a unit states for all of its applications is judged for itself, whichever of them it binds.
  const fate = application || ofUnit ? fateOf(obligation, unit, application ? [application] : []) : 'own';
  if (fate === 'not-bound') return verdictOf(obligation, { code: 'not-bound', facts: {} });
  if (fate === 'inherited') {
    const hosts = about.host?.get(obligation.id);
    if (!hosts) return verdictOf(obligation, { code: 'platform-missing', facts: {} });
    return { ...hosts, paperId: undefined, waiting: false, inherited: true };
  }
  const paper = paperFor(obligation.id, about.papers);
  const told = paper && byPaper(obligation, paper, about.today);
  const judged = decide(obligation, about, told) ?? {
    code: fate === 'event' ? 'no-event' : 'missing',
    facts: {},
  };
  return {
    ...verdictOf(obligation, judged),
    paperId: paper?.id,
    issuer: judged.code === 'signed' ? paper?.signed?.issuer : undefined,
    waiting: paper?.waiting ?? false,
  };
}

/** The application's own paper says more than the unit's. */
function paperFor(obligation: string, papers: readonly PaperStanding[]): PaperStanding | undefined {
  const these = papers.filter((paper) => paper.obligation === obligation);
  return these.find(({ ofUnit }) => !ofUnit) ?? these[0];
}

function byPaper(obligation: Obligation, { signed, waiting }: PaperStanding, today: Day): Judged {
  const { expiresOn } = signed ?? {};
  if (!signed || (waiting && isOver(expiresOn, today))) return { code: 'waiting', facts: {} };
  if (isOver(expiresOn, today)) return { code: 'expired', facts: { until: expiresOn ?? '' }, expiresOn };
  if (signed.documents === 0) return { code: 'document-destroyed', facts: {} };
  if (signed.claim === 'met') return { code: 'signed', facts: { until: untilOf(expiresOn) }, expiresOn };
  const code = obligation.force === 'encouraged' ? 'not-adopted' : 'says-unmet';
  return { code, facts: {}, expiresOn };
}

const SETTLES: readonly PaperCode[] = ['signed', 'says-unmet', 'not-adopted'];

function decide(obligation: Obligation, about: PaperCase, told: Judged | undefined): Judged | undefined {
  const record = about.records?.get(obligation.id);
  if (!record) return byRegister(obligation, about, told);
  const { verdict } = PAPER_RESULTS[record.code];
  if (verdict === 'unmet') return record;
  if (told && SETTLES.includes(told.code)) return told;
  return verdict === 'met' || !told ? record : told;
}

function byRegister({ id }: Obligation, about: PaperCase, told: Judged | undefined): Judged | undefined {
  const filed = FILED[id];
  const { application } = about;
  if (!filed || !application) return told;
  const { mlpsLevel } = application;
  const isLow = filed.level3 !== undefined && mlpsLevel !== undefined && mlpsLevel < 3;
  if (isLow && filed.level3 === 'required') return { code: 'level-too-low', facts: { level: mlpsLevel } };
  if (told && SETTLES.includes(told.code)) return told;
  // Below level 3 only the statement of unit and superior can settle it.
  if (isLow) return told;
  if (filed.level3 && mlpsLevel === undefined) return { code: 'level-missing', facts: {} };
  const byFiling = byFilings(filed, application, about.today);
  return byFiling.code === 'filed' || told?.code !== 'waiting' ? byFiling : told;
}

function byFilings({ filings, ends }: Filed, application: RegisteredApplication, today: Day): Judged {
  const found = filings.map((kind) => ({
    kind,
    filing: application.filings.find((each) => each.kind === kind && each.number !== ''),
  }));
  const words = (some: typeof found) => some.map(({ kind }) => FILING_WORDS[kind]);
  const missing = found.filter(({ filing }) => !filing);
  if (missing.length > 0) return { code: 'filing-missing', facts: { filings: words(missing) } };
  const over = found.find(({ filing }) => isOver(filing?.expiresOn, today));
  if (over) {
    const until = over.filing?.expiresOn ?? '';
    return {
      code: 'filing-expired',
      facts: { filings: words([over]), until },
      expiresOn: over.filing?.expiresOn,
    };
  }
  const open = ends ? found.find(({ filing }) => !filing?.expiresOn) : undefined;
  if (open) return { code: 'filing-open', facts: { filings: words([open]) } };
  const [expiresOn] = found.flatMap(({ filing }) => filing?.expiresOn ?? []).sort();
  return { code: 'filed', facts: { filings: words(found), until: untilOf(expiresOn) }, expiresOn };
}

function untilOf(day: Day | undefined): Printable {
  return day ?? { zh: '长期', en: 'without end' };
}

function verdictOf(obligation: Obligation, { code, facts, expiresOn }: Judged): PaperVerdict {
  const result = PAPER_RESULTS[code];
  return {
    obligation: obligation.id,
    verdict: result.verdict,
    reason: 'reason' in result ? result.reason : undefined,
    code,
    facts,
    paperId: undefined,
    issuer: undefined,
    waiting: false,
    expiresOn,
    inherited: false,
  };
}
