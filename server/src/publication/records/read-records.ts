import type { ReadRecords } from '../../assurance/index.ts';
import { dayOf } from '../../kernel/clock/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { findStageReviewers, findWorkflowInForce } from '../review/workflow.repo.ts';
import { type FlowRecord, judgeRecords } from './judge-records.ts';
import { countRecords, findReviewingStaff } from './records.repo.ts';

/** What this room knows of an application, for its obligations under Articles 13 and 14; undefined: nothing was written here. */
export const readPublicationRecords: ReadRecords = async (trx, { applicationId, unitId, today }) => {
  const counts = await countRecords(trx, { applicationId, today });
  if (!counts || counts.items === 0) return undefined;
  return {
    answers: judgeRecords(counts, await readFlow(trx, unitId)),
    flags: counts.reposts > 0 ? ['reposts'] : [],
  };
};

async function readFlow(trx: Transaction, unitId: string): Promise<FlowRecord | undefined> {
  const flow = await findWorkflowInForce(trx, unitId, new Date());
  if (!flow) return undefined;
  const designated = await findStageReviewers(trx, [flow.id]);
  const staff = await findReviewingStaff(trx, unitId);
  const reviewers = Array.from({ length: flow.stages }, (_, index) => {
    const here = designated.filter(({ stage }) => stage === index + 1).map(({ person_id }) => person_id);
    return here.length === 0 ? staff : staff.filter((id) => here.includes(id));
  });
  return { office: flow.office, stages: flow.stages, since: dayOf(flow.starts_at), reviewers };
}
