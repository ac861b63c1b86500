export { DOCUMENT_SUBJECTS } from './document-subjects.ts';
export {
  /** @public what findings are excused by */
  type RunningException,
  readExceptions,
} from './exceptions.ts';
export { expiryItems } from './expiry-items.ts';
export type {
  /** @public what findings are made of */
  PaperVerdict,
} from './judge-papers.ts';
export { readPaperVerdicts } from './read-paper-verdicts.ts';
export { addAssuranceRoutes } from './routes.ts';
export { openVault } from './vault.ts';
