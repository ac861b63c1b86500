import { type FindingRow, findingFilterSchema, type OverviewFocus } from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import { withinScope } from '../../kernel/tenancy/index.ts';
import { listFindings } from '../findings/finding.repo.ts';
import { type Reading, rowsOf, searchOf } from '../findings/read-findings.ts';
import { areasOf, standingAt } from './focus.ts';
import { overviewScope } from './overview-scope.ts';

const SHOWN = 10;

/**
 * The unmet findings of the highest consequence that are still to be settled, where the reader stands.
 *
 * @throws HouseError `overview-outside`, `region-unknown`, `unit-unknown`
 */
export async function readGravest(
  db: Database,
  reading: Reading,
  focus: OverviewFocus,
): Promise<FindingRow[]> {
  const scope = overviewScope(reading.actor);
  return withinScope(db, scope, async (trx) => {
    const standing = await standingAt(trx, await areasOf(trx, scope, reading.lang), focus);
    const { chapter, article } = focus;
    const filter = findingFilterSchema.parse({ ...standing?.filter, verdict: 'unmet', chapter, article });
    const search = await searchOf(trx, reading, filter);
    const page = { offset: 0, limit: SHOWN };
    return rowsOf(trx, reading, await listFindings(trx, scope, { search, sort: 'severity', page }));
  });
}
