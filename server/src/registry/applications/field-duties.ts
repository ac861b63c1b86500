import type { ApplicationKind, Lang, Obligation } from '@zhengdun/contract';
import { APPLICATION_FLAGS } from '@zhengdun/contract';
import { citation } from '@zhengdun/rulebook';

/** Obligations that a registered field decides or helps to decide; those of flags follow from their conditions. */
export const FIELD_DUTIES: Readonly<Record<string, readonly string[]>> = {
  name: ['A8.1-name-entity-first', 'A8.2-other-name-form', 'A8.3-entity-name-shown'],
  state: [
    'A12.2-service-off',
    'A12.3-data-archived',
    'A12.4-data-deleted',
    'A12.5-domain-cancelled',
    'A12.6-filings-cancelled',
  ],
  addresses: [
    'A5.1-one-zh-one-en-domain',
    'A5.2-organ-suffix',
    'A5.3-no-gov-suffix-for-others',
    'A5.4-institution-suffix',
    'A6.1-app-source',
    'A31.2-organ-mail-suffix',
    'A31.3-institution-mail-suffix',
  ],
  openedOn: ['A4.3-public-security-filing'],
  mlpsLevel: [
    'A17.1-grading',
    'A17.2-mlps-filing',
    'A17.3-mlps-evaluation',
    'A17.4-cryptography',
    'A17.6-level3-portal',
    'A17.7-level3-important',
    'A17.8-level3-mail',
  ],
  domain: [
    'A5.2-organ-suffix',
    'A5.4-institution-suffix',
    'A31.2-organ-mail-suffix',
    'A31.3-institution-mail-suffix',
  ],
  icp: ['A4.2-icp-filing'],
  police: ['A4.3-public-security-filing'],
  'site-code': ['A4.1-opening-review'],
  mark: ['A9.3-mark-present', 'A9.4-mark-place', 'A9.5-mark-genuine'],
  'identity-certificate': ['A7.2-store-identity', 'A7.3-account-identity'],
  'app-filing': ['A6.1-app-source'],
  'mlps-filing': ['A17.2-mlps-filing'],
  'mlps-test': ['A17.3-mlps-evaluation'],
  'cryptography-test': ['A17.4-cryptography'],
};

/** What depends on each field of an application, of the obligations that can bind its kind. */
export function fieldDuties(
  { kind }: { readonly kind: ApplicationKind },
  obligations: readonly Obligation[],
  lang: Lang = 'zh',
) {
  const binding = obligations.filter(({ applications }) => applications.includes(kind));
  const named = (chosen: readonly Obligation[]) =>
    chosen.map(({ id, position, title }) => ({ id, citation: citation(position, lang), title: title[lang] }));
  const fields = Object.entries(FIELD_DUTIES).map(([field, ids]) => ({
    field,
    obligations: named(binding.filter(({ id }) => ids.includes(id))),
  }));
  const flags = APPLICATION_FLAGS.map((flag) => ({
    field: flag,
    obligations: named(binding.filter(({ conditions }) => conditions.includes(flag))),
  }));
  const host = { field: 'host', obligations: named(binding.filter(({ inherited }) => inherited === 'yes')) };
  return [...fields, host, ...flags].filter((each) => each.obligations.length > 0);
}
