import { addDays, dayOf } from '../../kernel/clock/index.ts';
import type { Database } from '../../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { tellOnce } from '../../messages/index.ts';
import { findItem, listDueReviews } from '../item.repo.ts';
import { nextReviewers, reviewCase } from './reviewers.ts';

/** Items that one transaction tells of. */
const BATCH = 200;
/** Days before the last one on which reviewers are told. */
const SOON = 2;

/** Has reviewers told of the later review of an urgent item: two days before it is due, and when it is late, each once. */
export async function remindOfReviews(tools: {
  readonly db: Database;
  readonly now: () => Date;
}): Promise<void> {
  const now = tools.now();
  const today = dayOf(now);
  for (let found = BATCH; found === BATCH; ) {
    found = await withinScope(tools.db, EVERYTHING, async (trx) => {
      const due = await listDueReviews(trx, { today, soon: addDays(today, SOON), limit: BATCH });
      const about = [];
      for (const { key, id } of due) {
        const item = await findItem(trx, id);
        about.push({ key, people: item ? await nextReviewers(trx, await reviewCase(trx, item), now) : [] });
      }
      await tellOnce(trx, { matter: 'item-later-review', about, now });
      return due.length;
    });
  }
}
