import { peopleWith } from '../../identity/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { tellPerson } from '../../messages/index.ts';
import type { NamedItem } from '../item.repo.ts';
import type { DecisionRow, VersionRow, WorkflowRow } from '../tables.ts';
import { findVersions } from '../version.repo.ts';
import { findDecisions } from './decision.repo.ts';
import { findStageReviewers, findWorkflow, type StageReviewer } from './workflow.repo.ts';

/** What a decision at the stage that comes next depends on. */
export interface ReviewCase {
  readonly item: NamedItem;
  readonly flow: WorkflowRow | undefined;
  readonly designated: readonly StageReviewer[];
  readonly versions: readonly VersionRow[];
  readonly decisions: readonly DecisionRow[];
}

export async function reviewCase(trx: Transaction, item: NamedItem): Promise<ReviewCase> {
  const flow = item.workflow_id === null ? undefined : await findWorkflow(trx, item.workflow_id);
  return {
    item,
    flow,
    designated: flow ? await findStageReviewers(trx, [flow.id]) : [],
    versions: await findVersions(trx, item.id),
    decisions: await findDecisions(trx, item.id),
  };
}

export type ReviewerRefusal =
  | 'decision-not-by-author'
  | 'decision-by-designated'
  | 'decision-stages-by-different';

/** Why a reviewer is not the one who decides at the next stage, as the database would refuse it. */
export function reviewerRefusal(
  { item, flow, designated, versions, decisions }: ReviewCase,
  personId: string,
): ReviewerRefusal | undefined {
  const wrote =
    item.author_id === personId ||
    item.submitted_by === personId ||
    versions.some(({ written_by }) => written_by === personId);
  if (wrote && !flow?.author_may_review) return 'decision-not-by-author';
  const here = designated.filter(({ stage }) => stage === item.stage + 1);
  if (here.length > 0 && !here.some(({ person_id }) => person_id === personId))
    return 'decision-by-designated';
  const before = decisions.some(({ round, decided_by }) => round === item.round && decided_by === personId);
  return before ? 'decision-stages-by-different' : undefined;
}

/** Whoever may decide at the next stage, by what is known now. Sees whom the transaction sees. */
export async function nextReviewers(trx: Transaction, about: ReviewCase, now: Date): Promise<string[]> {
  const people = await peopleWith(trx, {
    unitId: about.item.unit_id,
    permission: 'publication.review',
    now,
  });
  return people.map(({ id }) => id).filter((id) => reviewerRefusal(about, id) === undefined);
}

/** Has those told for whom an item waits at its next stage. */
export async function tellReviewers(trx: Transaction, item: NamedItem, now: Date): Promise<void> {
  for (const personId of await nextReviewers(trx, await reviewCase(trx, item), now)) {
    const key = `${item.id}/${item.round}/${item.stage + 1}`;
    await tellPerson(trx, { personId, matter: 'item-to-review', key }, now);
  }
}
