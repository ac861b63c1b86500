import { sendCheck, writeCheck } from '../inspection/index.ts';
import type { Caller } from '../kernel/audit/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { ownedAs } from '../kernel/tenancy/index.ts';
import { readApplicationProfile } from '../registry/index.ts';
import type { ClosingTools } from './tools.ts';
import { workOnCase } from './work-on-case.ts';

/**
 * Has the main host looked at once more: whether the closed site still answers, and whether its name still resolves.
 *
 * @returns id of the check
 * @throws HouseError `closing-service-on`, `finding-address-missing`
 */
export async function checkClosing(tools: ClosingTools, caller: Caller, id: string): Promise<string> {
  const checkId = await workOnCase(tools.db, caller, {
    id,
    permission: 'closing.record',
    async work(trx, row) {
      const application = await readApplicationProfile(trx, row.application_id);
      if (application?.state !== 'closed') throw new HouseError('closing-service-on', {});
      const [address] = application.addresses;
      if (address === undefined || application.hosts.length === 0)
        throw new HouseError('finding-address-missing', {});
      return writeCheck(trx, { address, closed: true, belonging: ownedAs(row), lang: 'zh' });
    },
  });
  await sendCheck(tools.jobs, checkId);
  return checkId;
}
