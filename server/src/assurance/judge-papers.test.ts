import type { ApplicationKind, Filing, PaperCode } from '@zhengdun/contract';
import { obligation } from '@zhengdun/rulebook';
import { describe, expect, it } from 'vitest';
import { judgePapers, type PaperCase, type PaperStanding } from './judge-papers.ts';
import { endOfPaper, PAPER_OBLIGATIONS } from './paper.ts';

const UNIT = {
  id: 'u',
  name: '样例局',
  kind: 'organ' as const,
  level: 'county' as const,
  belonging: { unit_id: 'u', region_path: '', sector_path: '' },
};

interface Site {
  readonly kind?: ApplicationKind;
  readonly flags?: readonly string[];
  readonly mlpsLevel?: number;
  readonly filings?: readonly Filing[];
  readonly closed?: boolean;
  readonly hostId?: string;
}

function about(site: Site, papers: readonly PaperStanding[] = []): PaperCase {
  const { kind = 'website', flags = [], filings = [], closed = false, hostId, mlpsLevel } = site;
  const application = {
    ...{ id: 'a', name: '样例网站', unit: UNIT, kind, flags, filings, closed, hostId },
    hosted: hostId !== undefined,
    ...(mlpsLevel !== undefined && { mlpsLevel }),
  };
  return { today: '2026-11-26', unit: UNIT, application, papers, host: undefined };
}

function paper(on: string, more: Partial<PaperStanding> = {}, signed: object = {}): PaperStanding {
  return {
    id: 'p',
    obligation: on,
    ofUnit: false,
    waiting: false,
    signed: { claim: 'met', issuer: '样例科', expiresOn: '2027-06-30', documents: 1, ...signed },
    ...more,
  };
}

function codeOf(id: string, site: Site, papers: readonly PaperStanding[] = []) {
  const found = obligation(id);
  if (!found) throw new Error(id);
  const { verdict, reason, code } = judgePapers(found, about(site, papers));
  return [verdict, reason, code];
}

const BUDGET = 'A4.6-budget';

describe('an obligation that papers decide', () => {
  it.each<[string, readonly PaperStanding[], unknown[]]>([
    ['nothing was stated', [], ['unknown', 'proof-needed', 'missing']],
    [
      'it waits for its signature',
      [paper(BUDGET, { waiting: true, signed: undefined })],
      ['unknown', 'proof-needed', 'waiting'],
    ],
    ['it is signed and holds', [paper(BUDGET)], ['met', undefined, 'signed']],
    ['its last day is today', [paper(BUDGET, {}, { expiresOn: '2026-11-26' })], ['met', undefined, 'signed']],
    [
      'it ran out yesterday',
      [paper(BUDGET, {}, { expiresOn: '2026-11-25' })],
      ['unknown', 'proof-expired', 'expired'],
    ],
    [
      'a newer version waits while the signed one holds',
      [paper(BUDGET, { waiting: true })],
      ['met', undefined, 'signed'],
    ],
    [
      'it says itself that it is not met',
      [paper(BUDGET, {}, { claim: 'unmet' })],
      ['unmet', undefined, 'says-unmet'],
    ],
    [
      'its documents were destroyed',
      [paper(BUDGET, {}, { documents: 0 })],
      ['unknown', 'proof-needed', 'document-destroyed'],
    ],
    ['the unit states it for all', [paper(BUDGET, { ofUnit: true })], ['met', undefined, 'signed']],
    [
      'the application’s own says otherwise than the unit’s',
      [paper(BUDGET, { ofUnit: true }), paper(BUDGET, {}, { claim: 'unmet' })],
      ['unmet', undefined, 'says-unmet'],
    ],
  ])('when %s', (_, papers, expected) => {
    expect(codeOf(BUDGET, {}, papers)).toEqual(expected);
  });

  const icp = (more: object = {}): Filing => ({ kind: 'icp', number: '样ICP备00000000号', ...more });
  const graded = (...kinds: Filing['kind'][]): Filing[] =>
    kinds.map((kind) => ({ kind, number: '1', expiresOn: '2027-01-01' }));
  it.each<[string, Site, readonly PaperStanding[], unknown[]]>([
    ['A4.2-icp-filing', {}, [], ['unknown', 'record-missing', 'filing-missing']],
    [
      'A4.2-icp-filing',
      { filings: [icp({ number: '' })] },
      [],
      ['unknown', 'record-missing', 'filing-missing'],
    ],
    ['A4.2-icp-filing', { filings: [icp()] }, [], ['met', undefined, 'filed']],
    [
      'A4.2-icp-filing',
      { filings: [icp({ expiresOn: '2026-11-25' })] },
      [],
      ['unknown', 'proof-expired', 'filing-expired'],
    ],
    ['A4.2-icp-filing', {}, [paper('A4.2-icp-filing')], ['met', undefined, 'signed']],
    [
      'A4.2-icp-filing',
      { filings: [icp()] },
      [paper('A4.2-icp-filing', {}, { claim: 'unmet' })],
      ['unmet', undefined, 'says-unmet'],
    ],
    [
      'A17.3-mlps-evaluation',
      { mlpsLevel: 2, filings: [{ kind: 'mlps-test', number: '1' }] },
      [],
      ['unknown', 'record-missing', 'filing-open'],
    ],
    ['A17.2-mlps-filing', {}, [], ['not-applicable', undefined, 'not-bound']],
    [
      'A17.7-level3-important',
      { flags: ['important-service'] },
      [],
      ['unknown', 'record-missing', 'level-missing'],
    ],
    [
      'A17.7-level3-important',
      { flags: ['important-service'], mlpsLevel: 2 },
      [paper('A17.7-level3-important')],
      ['unmet', undefined, 'level-too-low'],
    ],
    [
      'A17.7-level3-important',
      { flags: ['important-service'], mlpsLevel: 3, filings: graded('mlps-filing') },
      [],
      ['met', undefined, 'filed'],
    ],
    ['A17.8-level3-mail', { kind: 'mail', mlpsLevel: 2 }, [], ['unknown', 'proof-needed', 'missing']],
    [
      'A17.8-level3-mail',
      { kind: 'mail', mlpsLevel: 2 },
      [paper('A17.8-level3-mail')],
      ['met', undefined, 'signed'],
    ],
    [
      'A30.7-e-certificate',
      { flags: ['person-or-property'] },
      [paper('A30.7-e-certificate', {}, { claim: 'unmet' })],
      ['not-applicable', undefined, 'not-adopted'],
    ],
    ['A12.3-data-archived', {}, [], ['not-applicable', undefined, 'not-bound']],
    ['A12.3-data-archived', { closed: true }, [], ['unknown', 'proof-needed', 'missing']],
    ['A18.3-before-change', {}, [], ['not-applicable', undefined, 'no-event']],
    [
      'A20.4-one-year',
      { hostId: 'h' },
      [paper('A20.4-one-year')],
      ['unknown', 'record-missing', 'platform-missing'],
    ],
  ])('%s of %j is what register and papers come to', (id, site, papers, expected) => {
    expect(codeOf(id, site, papers)).toEqual(expected);
  });

  it('is met by nothing but a paper or a filing: without both no obligation is', () => {
    const verdicts = PAPER_OBLIGATIONS.flatMap((each) =>
      (['website', 'app', 'mail', 'column', 'account'] as const).map(
        (kind) => judgePapers(each, about({ kind })).verdict,
      ),
    );
    expect(new Set(verdicts)).toEqual(new Set(['unknown', 'not-applicable']));
  });
});

describe('the end of a paper', () => {
  const end = (id: string, dates: { issuedOn: string; expiresOn?: string }, readings = {}) => {
    const found = obligation(id);
    if (!found) throw new Error(id);
    return endOfPaper(found, dates, { today: '2026-11-26', readings });
  };

  it('must be given where a named person states it, and lies ahead', () => {
    expect(() => end(BUDGET, { issuedOn: '2026-11-01' })).toThrow('paper-end-missing');
    expect(() => end(BUDGET, { issuedOn: '2026-11-01', expiresOn: '2026-11-25' })).toThrow(
      'paper-dates-wrong',
    );
    expect(() => end(BUDGET, { issuedOn: '2026-11-27', expiresOn: '2027-11-25' })).toThrow(
      'paper-dates-wrong',
    );
    expect(end(BUDGET, { issuedOn: '2026-11-01', expiresOn: '2026-12-31' })).toBe('2026-12-31');
    expect(end('A4.1-opening-review', { issuedOn: '2026-11-01' })).toBeUndefined();
  });

  it('of the yearly assessment is the end of its calendar year, or twelve months by the other reading', () => {
    const yearly = 'A18.1-yearly-assessment';
    expect(end(yearly, { issuedOn: '2026-03-01' })).toBe('2026-12-31');
    expect(end(yearly, { issuedOn: '2026-03-01' }, { R4: 'b' })).toBe('2027-03-01');
    expect(() => end(yearly, { issuedOn: '2026-03-01', expiresOn: '2027-01-01' })).toThrow(
      'paper-end-too-late',
    );
    expect(() => end(yearly, { issuedOn: '2025-03-01' })).toThrow('paper-dates-wrong');
    expect(end('A27.3-continuity-plan', { issuedOn: '2026-02-28', expiresOn: '2027-02-28' })).toBe(
      '2027-02-28',
    );
  });
});

describe('a record of another room', () => {
  const REVIEWS = 'A13.5-review-archive';
  const found = obligation(REVIEWS);
  const judged = (code: PaperCode, papers: readonly PaperStanding[] = []) => {
    if (!found) throw new Error(REVIEWS);
    const records = new Map([[REVIEWS, { code, facts: {} }]]);
    return judgePapers(found, { ...about({}, papers), records }).code;
  };

  it('is unmet whatever is stated; else a signed statement goes before it, and one that waits before what it leaves open', () => {
    const waiting = paper(REVIEWS, { waiting: true, signed: undefined });
    expect(judged('reviews-lacking', [paper(REVIEWS)])).toBe('reviews-lacking');
    expect(judged('reviews-recorded', [paper(REVIEWS)])).toBe('signed');
    expect(judged('workflow-recorded', [paper(REVIEWS, {}, { claim: 'unmet' })])).toBe('says-unmet');
    expect(judged('workflow-missing', [waiting])).toBe('waiting');
    expect(judged('reviews-recorded', [waiting])).toBe('waiting');
    expect(judged('workflow-recorded', [waiting])).toBe('workflow-recorded');
    expect(judged('reviews-recorded')).toBe('reviews-recorded');
  });
});
