import {
  type ApplicationKind,
  fillTemplate,
  type Lang,
  OPENING_FIELDS,
  type OpeningField,
  type OpeningForm,
  type OpeningSource,
  openingField,
  openingFieldsOf,
} from '@zhengdun/contract';
import { isDay } from '../kernel/clock/index.ts';
import type { UnitProfile } from '../registry/index.ts';
import { hostOf, hostsIn } from './domains.ts';
import { proposeNames } from './names.ts';

/** What a name has behind the entity's, by kind. */
const MEDIUM: Readonly<Partial<Record<ApplicationKind, string>>> = { website: '网站' };

/** The likeliest names for an application of a kind. */
export function namesFor(unit: UnitProfile, kind: ApplicationKind): ReturnType<typeof proposeNames> {
  return proposeNames(unit, MEDIUM[kind] ?? '');
}

/** What is known already, so that nobody types it again. */
export function knownForm(unit: UnitProfile, kind: ApplicationKind): OpeningForm {
  const leader = unit.contacts.find(({ post }) => post === 'in-charge');
  const liaison = unit.contacts.find(({ post }) => post === 'liaison');
  const known: OpeningForm = {
    ...(leader && { leader: leader.name }),
    ...(liaison && { contact: liaison.name }),
    ...(liaison?.phone && { phone: liaison.phone }),
    name: namesFor(unit, kind)[0]?.name ?? unit.name,
  };
  const fields = openingFieldsOf(kind, unit.kind);
  return Object.fromEntries(
    Object.entries(known).filter(([field]) => fields.includes(field as OpeningField)),
  );
}

/** Where each value comes from: what still is as it was known has its source, all else was typed. */
export function sourcesOf(
  form: OpeningForm,
  known: OpeningForm,
): Partial<Record<OpeningField, OpeningSource>> {
  const source = (field: OpeningField): OpeningSource => {
    if (form[field] !== known[field]) return 'typed';
    return field === 'name' ? 'suggestion' : 'unit';
  };
  return Object.fromEntries(
    (Object.keys(form) as OpeningField[])
      .filter((field) => (form[field] ?? '') !== '')
      .map((field) => [field, source(field)]),
  );
}

const PROBLEMS = {
  missing: { zh: '请填写{label}', en: 'Not filled in: {label}' },
  choice: { zh: '请在{label}中选择一项', en: 'Not chosen: {label}' },
  date: { zh: '{label}应写成2026-12-01这样的日期', en: '{label} must be a date like 2026-12-01' },
  host: {
    zh: '{label}不是域名。例：www.xxx.gov.cn',
    en: '{label} is no domain name. Example: www.xxx.gov.cn',
  },
  phone: { zh: '{label}应是电话号码。例：0990-0000000', en: '{label} must be a telephone number' },
  platform: { zh: '请从列表中选择{label}', en: 'Choose from the list: {label}' },
} as const;
type ProblemCode = keyof typeof PROBLEMS;

/** What is missing or cannot be so, field by field, in the order of the form. */
export function formProblems(
  form: OpeningForm,
  { kind, unitKind }: { readonly kind: ApplicationKind; readonly unitKind: UnitProfile['kind'] },
): { readonly field: OpeningField; readonly code: ProblemCode }[] {
  return openingFieldsOf(kind, unitKind).flatMap((field) => {
    const code = problemOf(field, (form[field] ?? '').trim(), kind);
    return code === undefined ? [] : [{ field, code }];
  });
}

function problemOf(field: OpeningField, value: string, kind: ApplicationKind): ProblemCode | undefined {
  const { input, required, choices } = openingField(field);
  if (value === '') {
    if (!required) return undefined;
    return input === 'choice' ? 'choice' : input === 'platform' ? 'platform' : 'missing';
  }
  if (field === 'otherDomains') return hostsIn(value).length === 0 ? 'host' : undefined;
  // A column has an address below its platform's host.
  if (field === 'address' && kind === 'column') return hostOf(value) === undefined ? 'host' : undefined;
  switch (input) {
    case 'choice':
      return choices && Object.hasOwn(choices, value) ? undefined : 'choice';
    case 'date':
      return isDay(value) ? undefined : 'date';
    case 'host':
      return hostOf(value) === undefined ? 'host' : undefined;
    case 'phone':
      return /^\+?[\d\s()（）、;；-]{7,40}$/.test(value) ? undefined : 'phone';
    case 'platform':
      return /^[0-9a-f-]{36}$/.test(value) ? undefined : 'platform';
    default:
      return undefined;
  }
}

export function problemText({ field, code }: { field: OpeningField; code: ProblemCode }, lang: Lang): string {
  return fillTemplate(PROBLEMS[code][lang], { label: OPENING_FIELDS[field].words[lang] }, lang);
}
