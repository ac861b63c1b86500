import { describe, expect, it } from 'vitest';
import { oscalFaults } from '../test/oscal-schema.ts';
import { COMPANIONS, DUTIES, OBLIGATIONS, oscalCatalog, oscalUuid, sentenceAt, VALUES } from './index.ts';
import type { OscalControl } from './oscal-model.ts';

const faultsOf = oscalFaults('catalog');
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
  it('validates against the official schema, which refuses a damaged one', () => {
    const { catalog } = oscalCatalog(lang);
    expect(faultsOf({ catalog })).toEqual([]);
    expect(faultsOf({ catalog: { ...catalog, uuid: 'none' } })).not.toEqual([]);
    expect(faultsOf({ catalog: { ...catalog, score: 100 } })).not.toEqual([]);
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
});
