import {
  fillTemplate,
  type Lang,
  type LocalText,
  OPENING_PAPER_WORDS,
  type OpeningField,
  type OpeningPaper,
  openingField,
  UNIT_KIND_WORDS,
  UNIT_LEVEL_WORDS,
} from '@zhengdun/contract';
import { dayOf } from '../kernel/clock/index.ts';
import { renderFormPaper } from '../kernel/docx/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findCase } from './case.repo.ts';
import { type OpeningTools, type WholeCase, wholeCase } from './case.ts';

/**
 * What each authority's procedure asks for, from the one form. The lists are ours: the authorities' own forms differ by
 * place, and the paper says so.
 */
const PAPER_FIELDS: Readonly<Record<OpeningPaper, readonly OpeningField[]>> = {
  establishment: [
    'name',
    'nature',
    'government',
    'purpose',
    'domain',
    'chineseDomain',
    'otherDomains',
    'administrativeFunction',
    'leader',
    'contact',
    'phone',
    'postal',
    'plannedOn',
  ],
  telecom: [
    'name',
    'domain',
    'chineseDomain',
    'otherDomains',
    'purpose',
    'accessProvider',
    'location',
    'leader',
    'contact',
    'phone',
    'postal',
  ],
  police: [
    'name',
    'domain',
    'chineseDomain',
    'nature',
    'purpose',
    'operator',
    'accessProvider',
    'location',
    'mlpsLevel',
    'plannedOn',
    'leader',
    'contact',
    'phone',
    'postal',
  ],
};

const WORDS = {
  unit: { zh: '一、单位', en: 'I. Unit' },
  application: { zh: '二、应用', en: 'II. Application' },
  unitName: { zh: '单位名称', en: 'unit' },
  creditCode: { zh: '统一社会信用代码', en: 'credit code' },
  kind: { zh: '单位性质', en: 'kind of unit' },
  level: { zh: '行政级别', en: 'level' },
  region: { zh: '行政区划', en: 'region' },
  note: {
    zh: '本表由一次填报的信息生成，供在主管机关的系统或者窗口办理时使用。各地表样不同的，以当地要求为准。',
    en: "Made from what was filled in once, for the authority's own system or counter. Where its form differs, that form counts.",
  },
  title: { zh: '{unit}\n{paper}', en: '{paper}\n{unit}' },
} as const satisfies Record<string, LocalText>;

/**
 * A paper for an authority's procedure, as a .docx. What is not known is left for a person to fill in.
 *
 * @throws HouseError `opening-unknown`, `opening-paper-foreign`
 */
export async function printPaper(
  tools: OpeningTools,
  actor: Actor,
  { id, paper, lang }: { readonly id: string; readonly paper: OpeningPaper; readonly lang: Lang },
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const whole = await withinScope(tools.db, scopeOf(actor, 'opening.read'), async (trx) => {
    const row = await findCase(trx, id);
    if (!row) throw new HouseError('opening-unknown', {});
    if (row.kind !== 'website') throw new HouseError('opening-paper-foreign', {});
    return wholeCase(trx, row, tools.now());
  });
  const title = OPENING_PAPER_WORDS[paper][lang];
  const bytes = await renderFormPaper({
    lang,
    title: fillTemplate(WORDS.title[lang], { unit: whole.unit.name, paper: title }, lang).split('\n'),
    parts: [
      { heading: WORDS.unit[lang], rows: unitRows(whole, lang) },
      { heading: WORDS.application[lang], rows: fieldRows(whole, paper, lang) },
    ],
    note: WORDS.note[lang],
    signer: whole.unit.name,
    date: dayOf(tools.now()),
  });
  return { name: `${title}-${whole.row.name}.docx`, bytes };
}

function unitRows({ unit }: WholeCase, lang: Lang): (readonly [string, string])[] {
  return [
    [WORDS.unitName[lang], unit.name],
    [WORDS.creditCode[lang], unit.creditCode ?? ''],
    [WORDS.kind[lang], UNIT_KIND_WORDS[unit.kind][lang]],
    [WORDS.level[lang], UNIT_LEVEL_WORDS[unit.level][lang]],
    [WORDS.region[lang], unit.regions.join('')],
  ];
}

function fieldRows({ row, unit }: WholeCase, paper: OpeningPaper, lang: Lang): (readonly [string, string])[] {
  return PAPER_FIELDS[paper]
    .map((field) => ({ field, entry: openingField(field) }))
    .filter(({ entry }) => entry.unit === undefined || entry.unit === unit.kind)
    .filter(({ field, entry }) => entry.required || (row.form[field] ?? '') !== '')
    .map(({ field, entry }) => {
      const value = (row.form[field] ?? '').trim();
      return [entry.words[lang], entry.choices?.[value]?.[lang] ?? value] as const;
    });
}
