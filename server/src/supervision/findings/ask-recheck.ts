import { isUnderWay, sendCheck, writeCheck } from '../../inspection/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { ownedAs } from '../../kernel/tenancy/index.ts';
import type { SupervisionTools } from '../tools.ts';
import { onFinding } from './act-on-finding.ts';
import { findAddress, insertActs, updateFindings } from './finding.repo.ts';
import { actBy, demandStep } from './finding.ts';

/**
 * 申请复核: has the application checked again at once. What that check sees decides; no picture is demanded of anybody.
 *
 * @returns id of the check
 * @throws HouseError `finding-unknown`, `finding-not-active`, `finding-recheck-running`, `finding-address-missing`
 */
export async function askRecheck(tools: SupervisionTools, caller: Caller, id: string): Promise<string> {
  const checkId = await onFinding(tools, { caller, permission: 'finding.mend', id }, async (acting, row) => {
    const { trx } = acting;
    const step = demandStep(row, 'recheck', acting.now);
    if (row.recheck_id !== null && (await isUnderWay(trx, row.recheck_id)))
      throw new HouseError('finding-recheck-running', {});
    const site = await findAddress(trx, row.application_id);
    if (!site?.host || !site.address) throw new HouseError('finding-address-missing', {});
    const { address, unitName, unitKind, unitLevel, closed } = site;
    const check = await writeCheck(trx, {
      address,
      unitName,
      unitKind,
      unitLevel,
      closed,
      belonging: ownedAs(row),
      lang: 'zh',
    });
    await updateFindings(trx, [id], { state: step.state, recheck_id: check });
    await insertActs(trx, [actBy(acting, row, step, { check_id: check })]);
    await recordDone(trx, caller, {
      act: 'finding-recheck-asked',
      object: { kind: 'finding', id },
      unit: row.unit_id,
      detail: { check },
    });
    return check;
  });
  // Should the program die before, the next start puts the job in.
  await sendCheck(tools.jobs, checkId);
  return checkId;
}
