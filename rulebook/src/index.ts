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
export * from './tables/index.ts';
export {
  type CompanionValue,
  companionValue,
  VALUE_UNIT_WORDS,
  VALUES,
  type ValueUnit,
} from './values.ts';
