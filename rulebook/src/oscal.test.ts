import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COMPANIONS, DUTIES, OBLIGATIONS, oscalCatalog, oscalUuid, sentenceAt, VALUES } from './index.ts';
import type { OscalControl } from './oscal-model.ts';

/*
 * Our own reading of the OSCAL 1.2.1 catalog model: members, required members and data types. The official
 * schema is not kept here; where it is at hand the last test validates against it as well.
 */
const token = z.string().regex(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
const text = z.string().regex(/^\S(.*\S)?$/u);
const markupLine = z.string().regex(/^[^\n]+$/u);
const markup = z.string().min(1);
const uri = z.string().regex(/^[a-zA-Z][a-zA-Z0-9+\-.]+:.+$/u);
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);

const property = z.strictObject({
  name: token,
  uuid: uuid.optional(),
  ns: uri.optional(),
  value: text,
  class: token.optional(),
  group: token.optional(),
  remarks: markup.optional(),
});
const link = z.strictObject({
  href: z.string().min(1),
  rel: token.optional(),
  'media-type': text.optional(),
  'resource-fragment': text.optional(),
  text: markupLine.optional(),
});
const part = z.strictObject({
  id: token.optional(),
  name: token,
  ns: uri.optional(),
  class: token.optional(),
  title: markupLine.optional(),
  props: list(property).optional(),
  prose: markup.optional(),
  get parts() {
    return list(part).optional();
  },
  links: list(link).optional(),
});
const parameter = z.strictObject({
  id: token,
  class: token.optional(),
  props: list(property).optional(),
  links: list(link).optional(),
  label: markupLine.optional(),
  usage: markup.optional(),
  values: list(text).optional(),
  remarks: markup.optional(),
});
const control = z.strictObject({
  id: token,
  class: token.optional(),
  title: markupLine,
  params: list(parameter).optional(),
  props: list(property).optional(),
  links: list(link).optional(),
  parts: list(part).optional(),
});
const groupMembers = {
  id: token.optional(),
  class: token.optional(),
  title: markupLine,
  params: list(parameter).optional(),
  props: list(property).optional(),
  links: list(link).optional(),
  parts: list(part).optional(),
};
// the model lets a group hold groups or controls, never both
const articleGroup = z.strictObject({ ...groupMembers, controls: list(control).optional() });
const chapterGroup = z.strictObject({ ...groupMembers, groups: list(articleGroup) });
const resource = z.strictObject({
  uuid,
  title: markupLine.optional(),
  description: markup.optional(),
  props: list(property).optional(),
  citation: z.strictObject({ text: markupLine, props: list(property).optional() }).optional(),
  remarks: markup.optional(),
});
const catalogSchema = z.strictObject({
  catalog: z.strictObject({
    uuid,
    metadata: z.strictObject({
      title: markupLine,
      'last-modified': z.iso.datetime({ offset: true }),
      version: text,
      'oscal-version': z.literal('1.2.1'),
      props: list(property).optional(),
      remarks: markup.optional(),
    }),
    groups: list(chapterGroup),
    'back-matter': z.strictObject({ resources: list(resource) }),
  }),
});

const SCHEMA_FILE = 'oscal_catalog_schema.json';
const SCHEMA_SHA256 = 'c0ae626d6bafe318db68692152d0cbbebf29ba7226b1596a5513cc5d1754504d';
const SCHEMA_FOLDER = process.env.ZHENGDUN_OSCAL_SCHEMAS;

const LANGS = ['zh', 'en'] as const;

function controlsOf(lang: (typeof LANGS)[number]): readonly OscalControl[] {
  const { groups } = oscalCatalog(lang).catalog;
  return groups.flatMap((chapter) => (chapter.groups ?? []).flatMap(({ controls }) => controls ?? []));
}

function membersNamed(value: unknown, name: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => membersNamed(item, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === name && typeof member === 'string' ? [member] : membersNamed(member, name),
  );
}

describe('deterministic UUIDs', () => {
  it('are of version 5, the same for the same name and different for another', () => {
    expect(oscalUuid('regulation')).toBe(oscalUuid('regulation'));
    expect(oscalUuid('regulation')).toMatch(/^.{14}5.{4}[89ab]/);
    expect(oscalUuid('regulation')).not.toBe(oscalUuid('regulation/'));
  });
});

describe.each(LANGS)('the OSCAL catalog in %s', (lang) => {
  it('has the members, required members and data types of the model, and no others', () => {
    expect(catalogSchema.safeParse(oscalCatalog(lang)).error?.issues ?? []).toEqual([]);
  });

  it('is the same to the byte when it is exported again', () => {
    expect(JSON.stringify(oscalCatalog(lang))).toBe(JSON.stringify(oscalCatalog(lang)));
  });

  it('holds each obligation once as a control, with its sentence, guidance, advice and methods', () => {
    const controls = controlsOf(lang);
    expect(controls.map(({ id }) => id)).toEqual(OBLIGATIONS.map(({ id }) => id));
    for (const { id, position, explanation, advice, decidedBy } of OBLIGATIONS) {
      const parts = controls.find((entry) => entry.id === id)?.parts ?? [];
      const prose = (name: string) =>
        parts.filter((entry) => entry.name === name).map((entry) => entry.prose);
      expect(prose('statement')).toEqual([sentenceAt(position)]);
      expect(prose('guidance')).toEqual([explanation[lang]]);
      expect(prose('advice')).toEqual([advice[lang]]);
      expect(prose('assessment-method')).toHaveLength(decidedBy.length);
    }
  });

  it('holds the duties of authorities as parts and the values as parameters', () => {
    const { groups } = oscalCatalog(lang).catalog;
    const articles = groups.flatMap((chapter) => chapter.groups ?? []);
    const duties = articles.flatMap(({ parts }) => (parts ?? []).filter(({ name }) => name === 'duty'));
    expect(duties.map(({ id }) => id)).toEqual(DUTIES.map(({ id }) => id));
    expect(articles).toHaveLength(44);
    const params = controlsOf(lang).flatMap((entry) => entry.params ?? []);
    expect(params).toHaveLength(VALUES.flatMap(({ obligations }) => obligations).length);
  });

  it('says that the severities are ours', () => {
    for (const { id, props } of controlsOf(lang)) {
      const severity = props.find(({ name }) => name === 'severity');
      expect(severity?.remarks, id).toMatch(lang === 'zh' ? /本规则库/ : /this rulebook/);
    }
  });

  it('has unique ids, and links that lead to a resource of its own', () => {
    const catalog = oscalCatalog(lang);
    const ids = membersNamed(catalog, 'id');
    expect(new Set(ids).size).toBe(ids.length);
    const resources = catalog.catalog['back-matter'].resources.map((entry) => entry.uuid);
    expect(resources).toHaveLength(COMPANIONS.length + 1);
    expect(new Set(resources).size).toBe(resources.length);
    for (const href of membersNamed(catalog, 'href')) expect(resources).toContain(href.slice(1));
  });

  it('holds no character that Markdown would take for markup', () => {
    const catalog = oscalCatalog(lang);
    for (const name of ['prose', 'title', 'label', 'remarks', 'description', 'text']) {
      for (const words of membersNamed(catalog, name)) expect(words).not.toMatch(/[*_`<>[\]\\#{}]/);
    }
  });

  it.skipIf(SCHEMA_FOLDER === undefined)(
    `validates against the official schema (set ZHENGDUN_OSCAL_SCHEMAS to a folder with ${SCHEMA_FILE} of OSCAL 1.2.1)`,
    () => {
      const file = readFileSync(join(SCHEMA_FOLDER ?? '', SCHEMA_FILE));
      expect(createHash('sha256').update(file).digest('hex')).toBe(SCHEMA_SHA256);
      // the schema's patterns use \p{L}; its $comment and $id of definitions are not ajv's strict style
      const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: true });
      addFormats.default(ajv);
      const validate = ajv.compile(JSON.parse(file.toString('utf8')));
      expect(validate(oscalCatalog(lang)) ? [] : validate.errors).toEqual([]);
      const damaged = { catalog: { ...oscalCatalog(lang).catalog, uuid: 'none' } };
      expect(validate(damaged)).toBe(false);
    },
  );
});
