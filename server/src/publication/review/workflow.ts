import { randomUUID } from 'node:crypto';
import type { Workflow, WorkflowInput, WorkflowView } from '@zhengdun/contract';
import { namesOfPeople, peopleWith } from '../../identity/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { dayOf, momentOf } from '../../kernel/clock/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, beyondScope, covers, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { findUnitFacts } from '../../registry/index.ts';
import type { WorkflowRow } from '../tables.ts';
import type { PublicationTools } from '../tools.ts';
import {
  findStageReviewers,
  findWorkflowInForce,
  findWorkflows,
  insertWorkflow,
  type StageReviewer,
} from './workflow.repo.ts';

/** 审核流程 of a unit, with whom it may name. @throws HouseError `unit-unknown` */
export async function readWorkflow(
  { db, now }: PublicationTools,
  actor: Actor,
  unitId: string,
): Promise<WorkflowView> {
  const scope = scopeOf(actor, 'publication.read');
  return withinScope(db, scope, async (trx) => {
    const unit = await findUnitFacts(trx, unitId);
    if (!unit) throw new HouseError('unit-unknown', {});
    const at = now();
    const rows = await findWorkflows(trx, unitId);
    const designated = await findStageReviewers(
      trx,
      rows.map(({ id }) => id),
    );
    const { names, reviewers } = await beyondScope(trx, async () => ({
      names: await namesOfPeople(trx, [
        ...rows.map(({ set_by }) => set_by),
        ...designated.map(({ person_id }) => person_id),
      ]),
      reviewers: await peopleWith(trx, { unitId, permission: 'publication.review', now: at }),
    }));
    const inForce = await findWorkflowInForce(trx, unitId, at);
    const view = (row: WorkflowRow) => workflowView(row, designated, names);
    return {
      unit: { id: unit.id, name: unit.name },
      ...(inForce && { inForce: view(inForce) }),
      others: rows.filter(({ id }) => id !== inForce?.id).map(view),
      reviewers,
      may: { manage: covers(scopeOf(actor, 'publication.manage'), unit.belonging) },
      asOf: at.toISOString(),
    };
  });
}

function workflowView(
  row: WorkflowRow,
  designated: readonly StageReviewer[],
  names: ReadonlyMap<string, string>,
): Workflow {
  const person = (id: string) => ({ id, ...(names.has(id) && { name: names.get(id) ?? '' }) });
  return {
    version: row.version,
    office: row.office,
    stages: row.stages,
    authorMayReview: row.author_may_review,
    ...(row.urgent_days !== null && { urgentDays: row.urgent_days }),
    startsAt: row.starts_at.toISOString(),
    setBy: person(row.set_by),
    reviewers: designated
      .filter(({ workflow_id }) => workflow_id === row.id)
      .map(({ stage, person_id }) => ({ stage, person: person(person_id) })),
  };
}

/**
 * Sets how a unit reviews from a day on. What was submitted before is decided as it was submitted.
 *
 * @throws HouseError `unit-unknown`, `workflow-start-wrong`, `workflow-reviewer-unfit`
 */
export async function setWorkflow(
  { db, now }: PublicationTools,
  caller: Caller,
  { unit: unitId, input }: { readonly unit: string; readonly input: WorkflowInput },
): Promise<void> {
  const at = now();
  const today = dayOf(at);
  const { startsOn = today, stages, reviewers } = input;
  if (startsOn < today) throw new HouseError('workflow-start-wrong', {});
  const scope = scopeOf(caller.actor, 'publication.manage');
  await withinScope(db, scope, async (trx) => {
    const unit = await findUnitFacts(trx, unitId);
    if (!unit) throw new HouseError('unit-unknown', {});
    await beyondScope(trx, () => demandReviewers(trx, { unitId, ids: reviewers, at }));
    const [newest] = await findWorkflows(trx, unitId);
    const id = randomUUID();
    const version = (newest?.version ?? 0) + 1;
    await insertWorkflow(
      trx,
      {
        id,
        ...unit.belonging,
        version,
        office: input.office,
        stages,
        author_may_review: input.authorMayReview,
        urgent_days: input.urgentDays ?? null,
        starts_at: startsOn === today ? at : momentOf(startsOn, '00:00'),
        set_by: caller.actor.id,
        set_at: at,
      },
      reviewers.map(({ stage, personId }) => ({
        workflow_id: id,
        ...unit.belonging,
        stage,
        person_id: personId,
      })),
    );
    await recordDone(trx, caller, {
      act: 'workflow-set',
      object: { kind: 'unit', id: unitId },
      unit: unitId,
      detail: { version, stages, authorMayReview: input.authorMayReview },
    });
  });
}

async function demandReviewers(
  trx: Transaction,
  about: { readonly unitId: string; readonly ids: WorkflowInput['reviewers']; readonly at: Date },
): Promise<void> {
  const { unitId, ids, at } = about;
  const may = await peopleWith(trx, { unitId, permission: 'publication.review', now: at });
  const unfit = ids.find(({ personId }) => !may.some(({ id }) => id === personId));
  if (!unfit) return;
  const names = await namesOfPeople(trx, [unfit.personId]);
  throw new HouseError('workflow-reviewer-unfit', { name: names.get(unfit.personId) ?? unfit.personId });
}
