import type { SubjectReader } from '../kernel/ledger/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { findDocuments } from './document.repo.ts';

const PREFIX = 'document/';

/** Digests of the documents as they are kept now, for the verification of the ledger. Destroyed ones keep theirs. */
export const DOCUMENT_SUBJECTS: SubjectReader = {
  async read(db, subjects) {
    const ids = subjects.map((subject) => subject.slice(PREFIX.length));
    const rows = await withinScope(db, EVERYTHING, (trx) => findDocuments(trx, ids));
    return new Map(
      rows.map(({ id, sha256, sm3 }) => [
        `${PREFIX}${id}`,
        { document: `sha256:${sha256}`, 'document-sm3': `sm3:${sm3}` },
      ]),
    );
  },
  mayBeGone: () => false,
};
