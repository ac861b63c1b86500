import type { PermissionName } from '@zhengdun/contract';
import type { Caller } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { FindingRecord } from '../tables.ts';
import { type Acting, actingBy, type SupervisionTools } from '../tools.ts';
import { findingsForUpdate } from './finding.repo.ts';

/**
 * Lets a person do something to one finding, kept from others meanwhile.
 *
 * @throws HouseError `finding-unknown`, `person-needed`
 */
export async function onFinding<T>(
  tools: Pick<SupervisionTools, 'db' | 'now'>,
  about: { readonly caller: Caller; readonly permission: PermissionName; readonly id: string },
  work: (acting: Acting, finding: FindingRecord) => Promise<T>,
): Promise<T> {
  return actingBy(tools, about, async (acting) => {
    const [finding] = await findingsForUpdate(acting.trx, [about.id]);
    if (!finding) throw new HouseError('finding-unknown', {});
    return work(acting, finding);
  });
}
