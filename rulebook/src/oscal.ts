import {
  CHAPTERS,
  type Companion,
  type Decision,
  type Duty,
  type Lang,
  type LocalText,
  type Obligation,
  type Reading,
} from '@zhengdun/contract';
import { COMPANIONS } from './companions.ts';
import { DUTIES } from './duties.ts';
import { rulebookEdition } from './edition.ts';
import { obligationsOfArticle } from './obligations/index.ts';
import {
  OSCAL_NAMESPACE,
  OSCAL_VERSION,
  type OscalCatalog,
  type OscalControl,
  type OscalGroup,
  type OscalLink,
  type OscalParameter,
  type OscalPart,
  type OscalProperty,
  type OscalResource,
  oscalUuid,
  RMF_NAMESPACE,
} from './oscal-model.ts';
import { READINGS } from './readings.ts';
import { articleName, articleText, citation, REGULATION, sentenceAt } from './regulation.ts';
import { SENTENCES_WITHOUT_OBLIGATION } from './sentences-without-obligation.ts';
import { type CompanionValue, VALUES } from './values.ts';

const WORDS = {
  title: {
    zh: `${REGULATION.title}：义务目录`,
    en: 'Regulation on the Security of Internet Government Applications: catalog of obligations',
  },
  remarks: {
    zh: '条文引自公开发布的规定全文，义务的拆分、说明和严重程度由本规则库编写，不是主管部门的解释。配套规定中标为未核实的，使用前请核对原文。',
    en: 'Sentences are quoted from the published Chinese text; there is no official translation. The split into obligations, the explanations and the severities are those of this rulebook and no interpretation by an authority. Check companion rules that are marked as unconfirmed before relying on them.',
  },
  severity: {
    zh: '严重程度是本规则库的权重，规定本身没有分级。1为最重。',
    en: 'The severity is a weight of this rulebook; the Regulation has none. 1 is the gravest.',
  },
  regulation: {
    zh: `${REGULATION.issuedBy.join('、')}制定`,
    en: 'Issued by four central bodies of the Party and the State Council',
  },
  advice: { zh: '整改建议', en: 'Advice' },
  reading: { zh: '两种理解', en: 'Two readings' },
} as const satisfies Record<string, LocalText>;

/** How a decision is made, in the words of NIST SP 800-53A. */
const METHODS = { probe: 'TEST', record: 'EXAMINE', attestation: 'INTERVIEW' } as const;

/**
 * The Regulation as an OSCAL 1.2.1 catalog: groups are chapters and articles, controls are obligations, the
 * back matter holds the companion rules. Pure: the same rulebook gives the same bytes.
 *
 * Sentences of the Regulation stay Chinese in every language; titles, explanations and advice follow `lang`.
 */
export function oscalCatalog(lang: Lang): OscalCatalog {
  return {
    catalog: {
      uuid: oscalUuid(`catalog/${lang}/${rulebookEdition}`),
      metadata: {
        title: WORDS.title[lang],
        'last-modified': `${rulebookEdition}T00:00:00+08:00`,
        version: rulebookEdition,
        'oscal-version': OSCAL_VERSION,
        props: [ours('language', lang === 'zh' ? 'zh-CN' : 'en'), ours('in-force', REGULATION.inForce)],
        remarks: WORDS.remarks[lang],
      },
      groups: CHAPTERS.map((chapter) => chapterGroup(chapter, lang)),
      'back-matter': {
        resources: [
          regulationResource(lang),
          ...COMPANIONS.map((companion) => companionResource(companion, lang)),
        ],
      },
    },
  };
}

function chapterGroup(chapter: (typeof CHAPTERS)[number], lang: Lang): OscalGroup {
  const [first, last] = chapter.articles;
  const articles = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return {
    id: `chapter-${chapter.number}`,
    class: 'chapter',
    title: chapter.title[lang],
    groups: articles.map((article) => articleGroup(article, lang)),
  };
}

function articleGroup(article: number, lang: Lang): OscalGroup {
  const controls = obligationsOfArticle(article).map((obligation) => control(obligation, lang));
  const duties = DUTIES.filter(({ position }) => position.article === article);
  const others = SENTENCES_WITHOUT_OBLIGATION.filter(({ position }) => position.article === article);
  return {
    id: `article-${article}`,
    class: 'article',
    title: articleName(article, lang),
    parts: [
      {
        id: `article-${article}_text`,
        name: 'overview',
        prose: articleText(article).replaceAll('\n', '\n\n'),
      },
      ...duties.map((duty) => dutyPart(duty, lang)),
      ...others.map(({ position, why }) => ({
        name: 'no-obligation',
        ns: OSCAL_NAMESPACE,
        title: citation(position, lang),
        prose: why[lang],
      })),
    ],
    ...(controls.length > 0 && { controls }),
  };
}

function dutyPart(duty: Duty, lang: Lang): OscalPart {
  return {
    id: duty.id,
    name: 'duty',
    ns: OSCAL_NAMESPACE,
    title: duty.title[lang],
    props: [ours('binds', duty.binds[lang]), ...positionProps(duty.position)],
    prose: duty.explanation[lang],
  };
}

function control(obligation: Obligation, lang: Lang): OscalControl {
  const { id, position } = obligation;
  const params = VALUES.filter(({ obligations }) => obligations.includes(id)).map((value) =>
    parameter(id, value, lang),
  );
  const links = obligation.companions.map((companion) => companionLink(companion));
  const readings = READINGS.filter((reading) => obligation.readings.includes(reading.id));
  return {
    id,
    class: 'obligation',
    title: obligation.title[lang],
    ...(params.length > 0 && { params }),
    props: controlProps(obligation, lang),
    ...(links.length > 0 && { links }),
    parts: [
      {
        id: `${id}_statement`,
        name: 'statement',
        title: citation(position, lang),
        props: [ours('quote', position.quote)],
        prose: sentenceAt(position),
      },
      { id: `${id}_guidance`, name: 'guidance', prose: obligation.explanation[lang] },
      {
        id: `${id}_advice`,
        name: 'advice',
        ns: OSCAL_NAMESPACE,
        title: WORDS.advice[lang],
        prose: obligation.advice[lang],
      },
      ...obligation.decidedBy.map((decision, index) =>
        methodPart(decision, `${id}_method-${index + 1}`, lang),
      ),
      ...readings.map((reading) => readingPart(reading, `${id}_${reading.id}`, lang)),
    ],
  };
}

function controlProps(obligation: Obligation, lang: Lang): OscalProperty[] {
  const [number = '', serial = ''] = obligation.id.slice(1).split('-', 1)[0]?.split('.') ?? [];
  return [
    { name: 'label', value: `A${number}.${serial}` },
    { name: 'sort-id', value: `A${number.padStart(2, '0')}.${serial.padStart(2, '0')}` },
    ...positionProps(obligation.position),
    ours('force', obligation.force),
    { ...ours('severity', String(obligation.severity)), remarks: WORDS.severity[lang] },
    ...obligation.binds.map((bound) => ours('binds', bound)),
    ...obligation.applications.map((kind) => ours('application', kind)),
    ...obligation.conditions.map((condition) => ours('condition', condition)),
    ours('inherited', obligation.inherited),
    ...obligation.decidedBy.map(({ means }) => ours('decided-by', means)),
  ];
}

function positionProps(position: { article: number; paragraph: number; sentence: number }): OscalProperty[] {
  return [
    ours('article', String(position.article)),
    ours('paragraph', String(position.paragraph)),
    ours('sentence', String(position.sentence)),
  ];
}

function parameter(obligation: string, value: CompanionValue, lang: Lang): OscalParameter {
  const resource = value.source === 'regulation' ? oscalUuid('regulation') : companionUuid(value.source);
  return {
    id: `${obligation}_${value.id}`,
    props: [ours('unit', value.unit), ours('source-place', value.place), confirmedProp(value.confirmed)],
    links: [{ href: `#${resource}`, rel: 'reference' }],
    label: value.title[lang],
    values: [String(value.value)],
  };
}

function methodPart(decision: Decision, id: string, lang: Lang): OscalPart {
  const rules = decision.means === 'probe' ? decision.rules : [];
  return {
    id,
    name: 'assessment-method',
    props: [
      { name: 'method', ns: RMF_NAMESPACE, value: METHODS[decision.means] },
      ours('decided-by', decision.means),
      ...rules.map((rule) => ours('rule', rule)),
    ],
    parts: [{ name: 'assessment-objects', prose: methodObjects(decision, lang) }],
  };
}

function methodObjects(decision: Decision, lang: Lang): string {
  if (decision.means === 'record') return decision.what[lang];
  if (decision.means === 'attestation') return decision.by[lang];
  return decision.rules.join(lang === 'zh' ? '、' : ', ');
}

function readingPart(reading: Reading, id: string, lang: Lang): OscalPart {
  return {
    id,
    name: 'reading',
    ns: OSCAL_NAMESPACE,
    title: `${WORDS.reading[lang]} ${reading.id}`,
    props: [ours('preset', reading.preset)],
    prose: reading.reason[lang],
    parts: [
      { name: 'reading-a', ns: OSCAL_NAMESPACE, prose: reading.a[lang] },
      { name: 'reading-b', ns: OSCAL_NAMESPACE, prose: reading.b[lang] },
    ],
  };
}

function regulationResource(lang: Lang): OscalResource {
  return {
    uuid: oscalUuid('regulation'),
    title: REGULATION.title,
    description: WORDS.regulation[lang],
    props: [
      ours('issued', REGULATION.issued),
      ours('in-force', REGULATION.inForce),
      ours('received-sha256', REGULATION.receivedSha256),
      confirmedProp(true),
    ],
    citation: { text: `${REGULATION.title}, ${REGULATION.issued}` },
  };
}

function companionResource(companion: Companion, lang: Lang): OscalResource {
  return {
    uuid: companionUuid(companion.id),
    title: companion.title,
    description: companion.note[lang],
    props: [
      ours('companion', companion.id),
      ours('edition', companion.edition),
      ...(companion.inForce ? [ours('in-force', companion.inForce)] : []),
      confirmedProp(companion.confirmed),
    ],
    citation: { text: `${companion.title}, ${companion.edition}` },
  };
}

function companionLink(id: string): OscalLink {
  return { href: `#${companionUuid(id)}`, rel: 'reference' };
}

function companionUuid(id: string): string {
  return oscalUuid(`companion/${id}`);
}

function confirmedProp(confirmed: boolean): OscalProperty {
  return ours('confirmed', confirmed ? 'yes' : 'no');
}

function ours(name: string, value: string): OscalProperty {
  return { name, ns: OSCAL_NAMESPACE, value };
}
