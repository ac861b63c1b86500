import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OBLIGATIONS } from '@zhengdun/rulebook';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
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

/*
 * Our own reading of the OSCAL 1.2.1 assessment-results model: members, required members and data types. The
 * official schema is not kept here; where it is at hand a test validates against it as well.
 */
const token = z.string().regex(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
const text = z.string().regex(/^\S(.*\S)?$/u);
const markupLine = z.string().regex(/^[^\n]+$/u);
const markup = z.string().min(1);
const uri = z.string().regex(/^[a-zA-Z][a-zA-Z0-9+\-.]+:.+$/u);
const reference = z.string().regex(/^[\x21-\x7e]+$/);
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const time = z.iso.datetime({ offset: true });
const list = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);
const props = list(z.strictObject({ name: token, ns: uri, value: text }));

const component = z.strictObject({
  uuid,
  type: text,
  title: markupLine,
  description: markup,
  props: props.optional(),
  status: z.strictObject({ state: z.enum(['under-development', 'operational', 'disposition', 'other']) }),
});
const observation = z.strictObject({
  uuid,
  title: markupLine,
  description: markup,
  props,
  methods: list(z.literal('TEST')),
  types: list(token),
  origins: list(
    z.strictObject({ actors: list(z.strictObject({ type: z.literal('tool'), 'actor-uuid': uuid })) }),
  ),
  subjects: list(z.strictObject({ 'subject-uuid': uuid, type: z.literal('component') })),
  'relevant-evidence': list(
    z.strictObject({ href: reference.optional(), description: markup, props: props.optional() }),
  ).optional(),
  collected: time,
  remarks: markup.optional(),
});
const finding = z.strictObject({
  uuid,
  title: markupLine,
  description: markup,
  props,
  target: z.strictObject({
    type: z.literal('statement-id'),
    'target-id': token,
    status: z.strictObject({
      state: z.enum(['satisfied', 'not-satisfied']),
      reason: z.enum(['pass', 'fail']),
    }),
  }),
  'related-observations': list(z.strictObject({ 'observation-uuid': uuid })),
});
const resource = z.strictObject({
  uuid,
  title: markupLine,
  description: markup,
  props,
  rlinks: list(
    z.strictObject({
      href: reference,
      'media-type': text.optional(),
      hashes: list(z.strictObject({ algorithm: text, value: text })),
    }),
  ).optional(),
});
const resultsSchema = z.strictObject({
  'assessment-results': z.strictObject({
    uuid,
    metadata: z.strictObject({
      title: markupLine,
      'last-modified': time,
      version: text,
      'oscal-version': z.literal('1.2.1'),
      props,
      remarks: markup,
    }),
    'import-ap': z.strictObject({ href: reference, remarks: markup }),
    results: list(
      z.strictObject({
        uuid,
        title: markupLine,
        description: markup,
        start: time,
        end: time,
        props,
        'local-definitions': z.strictObject({ components: list(component) }),
        'reviewed-controls': z.strictObject({
          description: markup,
          'control-selections': list(
            z.strictObject({ 'include-controls': list(z.strictObject({ 'control-id': token })) }),
          ),
        }),
        observations: list(observation).optional(),
        findings: list(finding).optional(),
        remarks: markup,
      }),
    ),
    'back-matter': z.strictObject({ resources: list(resource) }),
  }),
});

const SCHEMA_FILE = 'oscal_assessment-results_schema.json';
const SCHEMA_SHA256 = '4f9e277a177adbcca9527612ce450a33dc6096773fa229d413d801d196c61985';
const SCHEMA_FOLDER = process.env.ZHENGDUN_OSCAL_SCHEMAS;

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
  it('have the members, required members and data types of the model, and no others', () => {
    expect(resultsSchema.safeParse(oscalResults(result)).error?.issues ?? []).toEqual([]);
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

  it.skipIf(SCHEMA_FOLDER === undefined)(
    `validate against the official schema (set ZHENGDUN_OSCAL_SCHEMAS to a folder with ${SCHEMA_FILE} of OSCAL 1.2.1)`,
    () => {
      const file = readFileSync(join(SCHEMA_FOLDER ?? '', SCHEMA_FILE));
      expect(createHash('sha256').update(file).digest('hex')).toBe(SCHEMA_SHA256);
      const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: true });
      addFormats.default(ajv);
      const validate = ajv.compile(JSON.parse(file.toString('utf8')));
      expect(validate(oscalResults(result)) ? [] : validate.errors).toEqual([]);
      expect(validate({ 'assessment-results': {} })).toBe(false);
    },
  );
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
