import type { SubjectReader } from '../../kernel/ledger/index.ts';
import { beyondScope } from '../../kernel/tenancy/index.ts';
import { resultEntry } from './result-entry.ts';

const PREFIX = 'check/';
/** Results that are read at a time: one has some hundred kilobytes. */
const AT_ONCE = 32;

/** What the results of checks are now, for the verification of the ledger. A result is never removed. */
export const CHECK_SUBJECTS: SubjectReader = {
  async read(db, subjects) {
    const found = new Map<string, Readonly<Record<string, string>>>();
    for (let start = 0; start < subjects.length; start += AT_ONCE) {
      const ids = subjects.slice(start, start + AT_ONCE).map((subject) => subject.slice(PREFIX.length));
      const rows = await beyondScope(db, (trx) =>
        trx
          .selectFrom('inspection_check')
          .select(['result', 'observations'])
          .where('id', 'in', ids)
          .where('state', '=', 'done')
          .execute(),
      );
      for (const { result, observations } of rows) {
        if (!result) continue;
        const { subject, digests } = resultEntry(result, observations ?? '');
        found.set(subject, digests);
      }
    }
    return found;
  },
  mayBeGone: () => false,
  lastHolds: true,
};
