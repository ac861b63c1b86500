/* The tables alone: threads that read pages need no obligation. */
export {
  CERTIFICATION_BODIES,
  type CertificationBody,
  type CertificationBodyList,
} from './certification-bodies.ts';
export {
  CHINESE_DOTS,
  DOMAIN_SUFFIXES,
  type DomainSuffix,
  LOOK_ALIKE_SUFFIXES,
  type LookAlikeSuffix,
} from './domain-suffixes.ts';
export {
  FILING_LINKS,
  FILING_NUMBER_FORMS,
  type FilingLink,
  filingOfLink,
  type NumberForm,
} from './filing-numbers.ts';
export {
  MARK_ELEMENT,
  MARK_LINK,
  MARK_PICTURES,
  MARK_REGIONS,
  MARK_SCRIPT,
  type MarkPicture,
  type MarkRegion,
} from './marks.ts';
export {
  PROVINCE_CHARACTERS,
  PROVINCES,
  type Province,
  provinceOfCharacter,
  provinceOfCode,
} from './provinces.ts';
export type { ReferenceTable } from './reference-table.ts';
export {
  ERROR_REPORT_ENTRY,
  SITE_CODE_FORMS,
  type SiteCodeForm,
  siteCodeForm,
} from './site-codes.ts';
