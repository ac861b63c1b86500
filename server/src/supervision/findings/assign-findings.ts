import type { AssignFindings } from '@zhengdun/contract';
import { localCalendars } from '../../calendar/index.ts';
import { peopleWith } from '../../identity/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { tellPerson } from '../../messages/index.ts';
import { openNoticeOf } from '../notices/notice.repo.ts';
import { NO_TERM, termOf } from '../term.ts';
import { actingBy, type SupervisionTools } from '../tools.ts';
import { findingsForUpdate, insertActs, updateFindings } from './finding.repo.ts';
import { actBy, demandStep } from './finding.ts';

/**
 * 指派: gives findings of one unit to a person of it who may mend, with a term where one is set and no notice has set it.
 * All of them or none. Whoever is given some is told that something waits.
 *
 * @returns how many
 * @throws HouseError `finding-unknown`, `finding-units-differ`, `finding-assignee-unfit`, `finding-not-active`,
 *   `finding-term-by-notice`
 */
export async function assignFindings(
  tools: SupervisionTools,
  caller: Caller,
  { ids, personId, days }: AssignFindings,
): Promise<number> {
  return actingBy(tools, { caller, permission: 'finding.assign' }, async (acting) => {
    const { trx, now } = acting;
    const wanted = [...new Set(ids)];
    const findings = await findingsForUpdate(trx, wanted);
    const [first] = findings;
    if (!first || findings.length < wanted.length) throw new HouseError('finding-unknown', {});
    if (findings.some(({ unit_id }) => unit_id !== first.unit_id))
      throw new HouseError('finding-units-differ', {});
    const fit = await peopleWith(trx, { unitId: first.unit_id, permission: 'finding.mend', now });
    const person = fit.find(({ id }) => id === personId);
    if (!person) throw new HouseError('finding-assignee-unfit', {});
    if (days !== undefined && (await openNoticeOf(trx, wanted)))
      throw new HouseError('finding-term-by-notice', {});
    const calendar = (await localCalendars(trx, now))(first.region_path);
    const term = days === undefined ? NO_TERM : termOf(now, days, calendar);
    const acts = findings.map((finding) => {
      const step = demandStep(finding, 'assign', now);
      return actBy(acting, finding, step, {
        other_id: person.id,
        other_name: person.name,
        days: days ?? null,
        due_on: term.due_on,
      });
    });
    const unassigned = findings.filter(({ state }) => state === 'unassigned').map(({ id }) => id);
    await updateFindings(trx, wanted, { assignee_id: person.id, ...(days !== undefined && term) });
    await updateFindings(trx, unassigned, { state: 'mending' });
    await insertActs(trx, acts);
    await recordDone(trx, caller, {
      act: 'findings-assigned',
      unit: first.unit_id,
      detail: { person: person.id, findings: wanted, ...(days !== undefined && { days }) },
    });
    if (person.id !== acting.actor.id)
      await tellPerson(trx, { personId: person.id, matter: 'finding-assigned', key: first.id }, now);
    return findings.length;
  });
}

/** Who of a unit may be given findings. */
export async function readAssignees(tools: SupervisionTools, caller: Caller, unitId: string) {
  return actingBy(tools, { caller, permission: 'finding.assign' }, ({ trx, now }) =>
    peopleWith(trx, { unitId, permission: 'finding.mend', now }),
  );
}
