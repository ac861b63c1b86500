import { DAY_MS } from '../durations.ts';
import type { SubjectReader } from '../ledger/index.ts';
import { EVERYTHING, withinScope } from '../tenancy/index.ts';
import { recordDigest } from './act.ts';
import { findRecords } from './audit.repo.ts';

/** Records younger than this must be there (Article 20). */
const KEPT_MS = 365 * DAY_MS;
const PREFIX = 'audit/';

/** What the records of the audit log are now, for the verification of the ledger. */
export const AUDIT_SUBJECTS: SubjectReader = {
  async read(db, subjects) {
    const ids = subjects.map((subject) => subject.slice(PREFIX.length));
    const records = await withinScope(db, EVERYTHING, (trx) => findRecords(trx, ids));
    return new Map(records.map((record) => [`${PREFIX}${record.id}`, { record: recordDigest(record) }]));
  },
  mayBeGone: (entered) => Date.now() - entered.getTime() > KEPT_MS,
};
