import { OBLIGATIONS } from '@zhengdun/rulebook';
import { describe, expect, it } from 'vitest';
import { oscalFaults } from '../../../../rulebook/test/oscal-schema.ts';
import {
  everyVerdict,
  HOSTILE_TEXTS,
  hostileResult,
  PICTURE,
  pictureEvidence,
  resultWith,
  variedVerdicts,
  verdictOf,
} from '../../../test/check-results.ts';
import { oscalResults } from './index.ts';

const faultsOf = oscalFaults('assessment-results');

const withPicture = resultWith([
  { ...verdictOf('mark-place', 'bottom-side', 'zh'), evidence: [pictureEvidence(PICTURE)] },
]);
const CASES = {
  'one verdict for each rule': resultWith(variedVerdicts('zh')),
  'the same in English': resultWith(variedVerdicts('en'), { lang: 'en' }),
  'every verdict of every rule': resultWith(everyVerdict('zh')),
  'a finding with a picture': withPicture,
  'hostile text': hostileResult(HOSTILE_TEXTS.length * 4),
} as const;

function partsOf(result: Parameters<typeof oscalResults>[0]) {
  const [part] = oscalResults(result)['assessment-results'].results;
  return { observations: part?.observations ?? [], findings: part?.findings ?? [] };
}

function valuesOf(value: unknown, name: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesOf(item, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === name && typeof member === 'string' ? [member] : valuesOf(member, name),
  );
}

describe.each(Object.entries(CASES))('OSCAL assessment results of %s', (_, result) => {
  it('validate against the official schema, which refuses damaged ones', () => {
    const made = oscalResults(result);
    expect(faultsOf(made)).toEqual([]);
    expect(faultsOf({ 'assessment-results': { ...made['assessment-results'], uuid: 'none' } })).not.toEqual(
      [],
    );
    expect(faultsOf({ ...made, score: 100 })).not.toEqual([]);
  });

  it('are the same to the byte when they are made again, with UUIDs of their own', () => {
    const made = oscalResults(result);
    expect(JSON.stringify(oscalResults(result))).toBe(JSON.stringify(made));
    const uuids = valuesOf(made, 'uuid');
    expect(new Set(uuids).size).toBe(uuids.length);
    const other = valuesOf(oscalResults({ ...result, id: '00000000-0000-4000-8000-000000000000' }), 'uuid');
    expect(other.filter((each) => uuids.includes(each))).toEqual([]);
  });

  it('refer only to what they hold', () => {
    const made = oscalResults(result);
    const uuids = new Set(valuesOf(made, 'uuid'));
    for (const name of ['observation-uuid', 'subject-uuid', 'actor-uuid']) {
      for (const reference of valuesOf(made, name)) expect(uuids).toContain(reference);
    }
    for (const href of valuesOf(made, 'href').filter((each) => each.startsWith('#')))
      expect(uuids).toContain(href.slice(1));
  });
});

describe('OSCAL findings', () => {
  const stateOf = (...verdicts: Parameters<typeof resultWith>[0]): (string | undefined)[] =>
    partsOf(resultWith(verdicts)).findings.map(({ target }) => target.status.state);

  it('say not-satisfied for what is unmet, naming the statement of our catalog', () => {
    const { findings } = partsOf(withPicture);
    expect(findings.map(({ target }) => target)).toEqual([
      {
        type: 'statement-id',
        'target-id': 'A9.4-mark-place_statement',
        status: { state: 'not-satisfied', reason: 'fail' },
      },
    ]);
  });

  it('say satisfied only where checks alone decide, all of them', () => {
    expect(stateOf(verdictOf('organ-suffix', 'organ-suffix', 'zh'))).toEqual(['satisfied']);
    // the filing number is also decided by a record
    expect(stateOf(verdictOf('icp-number', 'well-formed', 'zh'))).toEqual([]);
    // seven checks decide this one
    expect(stateOf(verdictOf('https-served', 'served', 'zh'))).toEqual([]);
  });

  it('are silent about what is undetermined or does not apply; the observation tells the verdict and its reason', () => {
    expect(
      stateOf(verdictOf('organ-suffix', 'blocked', 'zh'), verdictOf('mark-place', 'not-shown', 'zh')),
    ).toEqual([]);
    const [blocked] = partsOf(resultWith([verdictOf('organ-suffix', 'blocked', 'zh')])).observations;
    expect(blocked?.props).toContainEqual(expect.objectContaining({ name: 'verdict', value: 'unknown' }));
    expect(blocked?.props).toContainEqual(expect.objectContaining({ name: 'reason', value: 'blocked' }));
  });

  it('never say satisfied beside an unknown or unmet verdict of the same obligation', () => {
    const verdicts = everyVerdict('zh');
    const { findings } = partsOf(resultWith(verdicts));
    for (const { target } of findings.filter(({ target: { status } }) => status.state === 'satisfied')) {
      const own = verdicts.filter(({ obligation }) => `${obligation}_statement` === target['target-id']);
      expect(own.map(({ verdict }) => verdict)).not.toContain('unknown');
      expect(own.map(({ verdict }) => verdict)).not.toContain('unmet');
    }
  });

  it('are about obligations that the rulebook holds', () => {
    const known = new Set(OBLIGATIONS.map(({ id }) => `${id}_statement`));
    for (const { target } of partsOf(CASES['one verdict for each rule']).findings)
      expect(known).toContain(target['target-id']);
  });
});

describe('OSCAL observations', () => {
  it('name a picture by its digests', () => {
    const { resources } = oscalResults(withPicture)['assessment-results']['back-matter'];
    const evidence = pictureEvidence(PICTURE);
    expect(resources.at(-1)?.rlinks?.[0]).toEqual({
      href: `ni:///sha-256;${Buffer.from(evidence.sha256 ?? '', 'hex').toString('base64url')}`,
      'media-type': 'image/jpeg',
      hashes: [
        { algorithm: 'SHA-256', value: evidence.sha256 },
        { algorithm: 'SM3', value: evidence.sm3 },
      ],
    });
  });

  it('hold no character of a page that Markdown would take for markup', () => {
    const made = oscalResults(CASES['hostile text']);
    for (const name of ['description', 'title']) {
      for (const words of valuesOf(made, name))
        expect(words.replaceAll(/\\./g, '')).not.toMatch(/[*_`<>[\]\\#{}]/);
    }
  });
});
