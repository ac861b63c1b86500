export { basisOf, companionName } from './basis.ts';
export { COMPANIONS, companion } from './companions.ts';
export { DUTIES } from './duties.ts';
export { rulebookEdition } from './edition.ts';
export { OBLIGATIONS, obligation, obligationsOfArticle } from './obligations/index.ts';
export { oscalCatalog } from './oscal.ts';
export {
  OSCAL_NAMESPACE,
  OSCAL_VERSION,
  type OscalCatalog,
  oscalUuid,
} from './oscal-model.ts';
export { READINGS, reading } from './readings.ts';
export {
  type Article,
  articleName,
  articleOf,
  articleText,
  basisText,
  chineseNumber,
  citation,
  type Paragraph,
  type Place,
  REGULATION,
  type Regulation,
  sentenceAt,
} from './regulation.ts';
export {
  SENTENCES_WITHOUT_OBLIGATION,
  type SentenceWithoutObligation,
} from './sentences-without-obligation.ts';
export {
  CERTIFICATION_BODIES,
  type CertificationBody,
  type CertificationBodyList,
} from './tables/certification-bodies.ts';
export {
  CHINESE_DOTS,
  DOMAIN_SUFFIXES,
  type DomainSuffix,
  LOOK_ALIKE_SUFFIXES,
  type LookAlikeSuffix,
} from './tables/domain-suffixes.ts';
export {
  FILING_LINKS,
  FILING_NUMBER_FORMS,
  type FilingLink,
  filingOfLink,
  type NumberForm,
} from './tables/filing-numbers.ts';
export {
  MARK_ELEMENT,
  MARK_LINK,
  MARK_PICTURES,
  MARK_REGIONS,
  MARK_SCRIPT,
  type MarkPicture,
  type MarkRegion,
} from './tables/marks.ts';
export {
  PROVINCE_CHARACTERS,
  PROVINCES,
  type Province,
  provinceOfCharacter,
  provinceOfCode,
} from './tables/provinces.ts';
export type { ReferenceTable } from './tables/reference-table.ts';
export {
  ERROR_REPORT_ENTRY,
  SITE_CODE_FORMS,
  type SiteCodeForm,
  siteCodeForm,
} from './tables/site-codes.ts';
export {
  type CompanionValue,
  companionValue,
  VALUE_UNIT_WORDS,
  VALUES,
  type ValueUnit,
} from './values.ts';
