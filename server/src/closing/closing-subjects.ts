import { digestsOf } from '../kernel/digests.ts';
import type { SubjectReader } from '../kernel/ledger/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { findRecords } from './closing.repo.ts';

const PREFIX = 'closing/';

/** Digests of the sealed records as they are kept now, for the verification of the ledger. The paper is a document. */
export const CLOSING_SUBJECTS: SubjectReader = {
  async read(db, subjects) {
    const ids = subjects.map((subject) => subject.slice(PREFIX.length));
    const rows = await withinScope(db, EVERYTHING, (trx) => findRecords(trx, ids));
    return new Map(
      rows.map(({ id, record, document }) => {
        const { sha256, sm3 } = digestsOf(record);
        const digests = {
          record: `sha256:${sha256}`,
          'record-sm3': `sm3:${sm3}`,
          document: `sha256:${document}`,
        };
        return [`${PREFIX}${id}`, digests];
      }),
    );
  },
  mayBeGone: () => false,
};
