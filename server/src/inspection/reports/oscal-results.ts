import {
  type CheckResult,
  type CheckVerdict,
  type Evidence,
  type Lang,
  STEP_STATE_WORDS,
  STEP_WORDS,
} from '@zhengdun/contract';
import { OSCAL_VERSION, obligation, oscalUuid } from '@zhengdun/rulebook';
import {
  type OscalAssessmentResults,
  type OscalComponent,
  type OscalEvidence,
  type OscalFinding,
  type OscalObservation,
  type OscalResource,
  property,
  prose,
} from './oscal-model.ts';
import {
  checkBasisText,
  countsText,
  destroyedText,
  notLookedAt,
  pictureText,
  unitKindText,
} from './phrases.ts';
import { nameOf, type ReportPicture, type ReportView, viewResult } from './report-view.ts';

const WORDS = {
  title: {
    zh: '互联网政务应用安全管理规定检测结果',
    en: 'Check against the Regulation on the Security of Internet Government Applications',
  },
  honesty: {
    zh: '只有全部由检测判定、且检测结果均为符合（其中可有不适用）的义务，才记为 satisfied；不符合的记为 not-satisfied。无法判定、不适用和还需登记或证明的义务没有 finding，见 observation 的 verdict 属性。',
    en: 'An obligation is satisfied only where checks alone decide it and each of them was met (or did not apply). What is not met is not-satisfied. There is no finding for what is undetermined, does not apply, or also needs records or statements: see the property verdict of the observations.',
  },
  plan: { zh: '检测任务', en: 'The order of this check' },
  reviewed: { zh: '本次检测涉及的义务', en: 'Obligations that this check looked at' },
} as const;

/** What the parts of one export share. */
interface Context {
  readonly view: ReportView;
  readonly lang: Lang;
  readonly uuid: (name: string) => string;
}

/**
 * The result as OSCAL 1.2.1 assessment results. Controls are the obligations of our catalog. UUIDs come from the
 * result's id: the same result gives the same bytes. Page text is escaped, since OSCAL's prose is Markdown.
 */
export function oscalResults(result: CheckResult): OscalAssessmentResults {
  const view = viewResult(result);
  const { lang } = view;
  const { rulebook, tool, finishedAt, startedAt, disclaimer, id } = view.result;
  const uuid = (name: string): string => oscalUuid(`check/${id}/${name}`);
  const context: Context = { view, lang, uuid };
  const observations = view.result.verdicts.map((verdict, index) => observation(verdict, index, context));
  const findings = findingsOf(context);
  return {
    'assessment-results': {
      uuid: uuid('assessment-results'),
      metadata: {
        title: `${WORDS.title[lang]} ${prose(view.result.target.displayHost)}`,
        'last-modified': finishedAt,
        version: '1',
        'oscal-version': OSCAL_VERSION,
        props: [
          ...property('language', lang === 'zh' ? 'zh-CN' : 'en'),
          ...property('check', id),
          ...property('software', `zhengdun ${tool.version}`),
          ...property('rulebook', rulebook.edition),
          ...property('catalog', oscalUuid(`catalog/${lang}/${rulebook.edition}`)),
        ],
        remarks: prose(disclaimer),
      },
      'import-ap': { href: `#${uuid('plan')}`, remarks: WORDS.plan[lang] },
      results: [
        {
          uuid: uuid('result'),
          title: prose(view.result.target.url),
          description: prose(countsText(view.summary, lang)),
          start: startedAt,
          end: finishedAt,
          props: Object.entries(view.summary).flatMap(([name, count]) => property(`count-${name}`, count)),
          'local-definitions': { components: [siteComponent(context), toolComponent(context)] },
          'reviewed-controls': {
            description: WORDS.reviewed[lang],
            'control-selections': [
              { 'include-controls': obligationIds(view).map((each) => ({ 'control-id': each })) },
            ],
          },
          ...(observations.length > 0 && { observations }),
          ...(findings.length > 0 && { findings }),
          remarks: [WORDS.honesty[lang], ...notLookedAt(view).map(prose)].join('\n\n'),
        },
      ],
      'back-matter': {
        resources: [
          planResource(context),
          ...view.pictures.map((picture) => pictureResource(picture, context)),
        ],
      },
    },
  };
}

function obligationIds({ result }: ReportView): string[] {
  return [...new Set(result.verdicts.map((verdict) => verdict.obligation))];
}

function siteComponent({ view, lang, uuid }: Context): OscalComponent {
  const { target, unit } = view.result;
  return {
    uuid: uuid('site'),
    type: 'service',
    title: prose(unit.name ?? target.siteName ?? target.displayHost),
    description: prose(target.url),
    props: [
      ...property('host', target.host),
      ...property('unit', unit.name),
      ...property('unit-kind', unit.kind),
      ...property('unit-level', unit.level),
      ...property('unit-kind-from', unit.from.kind),
      ...property('checked-as', unitKindText(view.result, lang)),
    ],
    status: { state: 'operational' },
  };
}

function toolComponent({ view, uuid }: Context): OscalComponent {
  const { tool, conditions } = view.result;
  return {
    uuid: uuid('tool'),
    type: 'software',
    title: '政盾 Zhengdun',
    description: `Zhengdun ${prose(tool.version)}`,
    props: [
      ...property('version', tool.version),
      ...property('user-agent', conditions.userAgent),
      ...property('browser', conditions.browser ?? undefined),
    ],
    status: { state: 'operational' },
  };
}

function observation(verdict: CheckVerdict, index: number, context: Context): OscalObservation {
  const { view, uuid } = context;
  const { text, evidence } = verdict;
  return {
    uuid: uuid(observationName(verdict, index)),
    title: prose(nameOf(verdict)),
    description: prose(text.fact),
    props: [
      ...property('verdict', verdict.verdict),
      ...property('reason', verdict.reason),
      ...property('rule', verdict.rule),
      ...property('code', verdict.code),
      ...property('obligation', verdict.obligation),
      ...property('article', verdict.article),
      ...property('severity', verdict.severity),
      ...property('handler', verdict.handler),
      ...property('reading', verdict.reading),
    ],
    methods: ['TEST'],
    types: [verdict.verdict === 'unmet' ? 'finding' : 'control-objective'],
    origins: [{ actors: [{ type: 'tool', 'actor-uuid': uuid('tool') }] }],
    subjects: [{ 'subject-uuid': uuid('site'), type: 'component' }],
    ...(evidence.length > 0 && {
      'relevant-evidence': evidence.map((each) => evidenceOf(each, context)),
    }),
    collected: evidence[0]?.at ?? view.result.finishedAt,
    ...(text.remedy && { remarks: prose(text.remedy) }),
  };
}

/** Rules answer once; a result from elsewhere may repeat one, and its observations still need names of their own. */
function observationName({ rule, code }: CheckVerdict, index: number): string {
  return `observation/${index}/${rule}/${code}`;
}

function evidenceOf(evidence: Evidence, { view, lang, uuid }: Context): OscalEvidence {
  const picture = view.pictures.find(({ sha256 }) => sha256 === evidence.sha256);
  const props = [
    ...property('kind', evidence.kind),
    ...property('at', evidence.at),
    ...property('line', evidence.line),
    ...property('excerpt', evidence.excerpt),
  ];
  if (picture) {
    return { href: `#${pictureUuid(picture, uuid)}`, description: prose(pictureText(picture, lang)), props };
  }
  const url = URL.parse(evidence.url)?.href;
  return { ...(url && { href: url }), description: prose(evidence.excerpt ?? evidence.url), props };
}

function findingsOf(context: Context): OscalFinding[] {
  return obligationIds(context.view).flatMap((id) => {
    const state = stateOf(id, context.view);
    return state ? [finding(id, state, context)] : [];
  });
}

/** Undefined where nobody may say satisfied and nothing is known to be unmet. */
function stateOf(id: string, { result }: ReportView): 'satisfied' | 'not-satisfied' | undefined {
  const verdicts = result.verdicts.filter((each) => each.obligation === id);
  if (verdicts.some(({ verdict }) => verdict === 'unmet')) return 'not-satisfied';
  const decidedBy = obligation(id)?.decidedBy ?? [];
  const rules = decidedBy.flatMap((decision) => (decision.means === 'probe' ? decision.rules : []));
  const isByChecksAlone = decidedBy.length > 0 && decidedBy.every(({ means }) => means === 'probe');
  const isComplete = rules.every((rule) => verdicts.some((each) => each.rule === rule));
  const isMet =
    verdicts.some(({ verdict }) => verdict === 'met') &&
    verdicts.every(({ verdict }) => verdict !== 'unknown');
  return isByChecksAlone && isComplete && isMet ? 'satisfied' : undefined;
}

function finding(
  id: string,
  state: 'satisfied' | 'not-satisfied',
  { view, lang, uuid }: Context,
): OscalFinding {
  const related = view.result.verdicts.flatMap((verdict, index) =>
    verdict.obligation === id ? [{ verdict, uuid: uuid(observationName(verdict, index)) }] : [],
  );
  const deciding = related.filter(
    ({ verdict }) => verdict.verdict === (state === 'satisfied' ? 'met' : 'unmet'),
  );
  return {
    uuid: uuid(`finding/${id}`),
    title: prose(obligation(id)?.title[lang] ?? id),
    description: deciding.map(({ verdict }) => prose(verdict.text.fact)).join('\n\n'),
    props: property('verdict', state === 'satisfied' ? 'met' : 'unmet'),
    target: {
      type: 'statement-id',
      'target-id': `${id}_statement`,
      status: { state, reason: state === 'satisfied' ? 'pass' : 'fail' },
    },
    'related-observations': related.map((each) => ({ 'observation-uuid': each.uuid })),
  };
}

/** There is no assessment plan as a document: the check's own order and conditions stand for it. */
function planResource({ view, lang, uuid }: Context): OscalResource {
  const { result } = view;
  const { conditions: seen } = result;
  const steps = result.steps.map(
    ({ step, state }) => `${STEP_WORDS[step][lang]} ${STEP_STATE_WORDS[state][lang]}`,
  );
  return {
    uuid: uuid('plan'),
    title: WORDS.plan[lang],
    description: prose(`${checkBasisText(result, lang)}; ${result.target.url}; ${steps.join(', ')}`),
    props: [
      ...property('basis', result.basis.kind),
      ...property('order', result.basis.order),
      ...property('pages-opened', seen.pagesOpened),
      ...property('pages-limit', seen.pagesLimit),
      ...property('links-found', seen.linksFound),
      ...property('links-asked', seen.linksChecked),
      ...property('resolvers', seen.resolvers.join(' ')),
      ...property('saved-page', result.target.snapshot ? 'yes' : 'no'),
    ],
  };
}

function pictureUuid({ sha256 }: ReportPicture, uuid: Context['uuid']): string {
  return uuid(`picture/${sha256}`);
}

/** The picture itself stays in the store; the link names it by its digest (RFC 6920). */
function pictureResource(picture: ReportPicture, { lang, uuid }: Context): OscalResource {
  const { sha256, evidence } = picture;
  const digest = Buffer.from(sha256, 'hex').toString('base64url');
  return {
    uuid: pictureUuid(picture, uuid),
    title: prose(pictureText(picture, lang)),
    description: prose(evidence.url),
    props: [
      ...property('at', evidence.at),
      ...property('bytes', evidence.bytes),
      ...property('sm3', evidence.sm3),
      ...property('destroyed', picture.destroyed && destroyedText(picture.destroyed, lang)),
    ],
    rlinks: [
      {
        href: `ni:///sha-256;${digest}`,
        ...(evidence.mediaType && { 'media-type': evidence.mediaType }),
        hashes: [
          { algorithm: 'SHA-256', value: sha256 },
          ...(evidence.sm3 ? [{ algorithm: 'SM3', value: evidence.sm3 }] : []),
        ],
      },
    ],
  };
}
