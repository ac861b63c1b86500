import { peopleWith } from '../identity/index.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { tellOnce } from '../messages/index.ts';
import { listDueCases } from './case.repo.ts';

/** Cases that one transaction tells of. */
const BATCH = 500;

/**
 * Has the people of a unit told of a step of an opening that is due: within seven days, and when its day is over, each
 * once. A step with another day is told anew.
 */
export async function remindOfOpenings(tools: {
  readonly db: Database;
  readonly now: () => Date;
}): Promise<void> {
  const now = tools.now();
  for (let found = BATCH; found === BATCH; ) {
    found = await withinScope(tools.db, EVERYTHING, async (trx) => {
      const cases = await listDueCases(trx, dayOf(now), BATCH);
      const about = [];
      for (const { key, unit_id } of cases) {
        const people = await peopleWith(trx, { unitId: unit_id, permission: 'opening.apply', now });
        about.push({ key, people: people.map(({ id }) => id) });
      }
      await tellOnce(trx, { matter: 'opening-step', about, now });
      return cases.length;
    });
  }
}
