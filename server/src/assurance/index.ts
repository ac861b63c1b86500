export { type DocumentRecord, findDocuments, namesOfDocuments } from './document.repo.ts';
export { lookAtFile, mediaTypeOf } from './document-kind.ts';
export { DOCUMENT_SUBJECTS } from './document-subjects.ts';
export {
  contentOf,
  demandDocuments,
  destroyContent,
  type EncryptedDocument,
  encryptDocument,
  encryptPage,
  encryptText,
  enterDocument,
  findSameDocument,
  openBeside,
  sealBeside,
  takeDocument,
} from './documents.ts';
export { type RunningException, readExceptions } from './exceptions.ts';
export { expiryItems } from './expiry-items.ts';
export type { PaperVerdict, RecordAnswer } from './judge-papers.ts';
export { PAPER_OBLIGATION_IDS } from './paper.ts';
export { readPaperVerdicts } from './read-paper-verdicts.ts';
export { remindOfExpiries } from './remind-of-expiries.ts';
export { addAssuranceRoutes } from './routes.ts';
export { statePaper } from './state-paper.ts';
export type { ReadRecords } from './tools.ts';
export { openVault, type Vault } from './vault.ts';
