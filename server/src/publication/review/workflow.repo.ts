import type { Insertable } from 'kysely';
import type { Database, Tables, Transaction } from '../../kernel/database/index.ts';
import type { WorkflowRow } from '../tables.ts';

export interface StageReviewer {
  readonly workflow_id: string;
  readonly stage: number;
  readonly person_id: string;
}

/** The workflow of a unit that holds at a moment: the newest that has begun. Undefined: it has none. */
export async function findWorkflowInForce(
  db: Database,
  unitId: string,
  at: Date,
): Promise<WorkflowRow | undefined> {
  return db
    .selectFrom('publication_workflow')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('starts_at', '<=', at)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function findWorkflow(db: Database, id: string): Promise<WorkflowRow | undefined> {
  return db.selectFrom('publication_workflow').selectAll().where('id', '=', id).executeTakeFirst();
}

/** All of a unit, the newest first. */
export async function findWorkflows(db: Database, unitId: string): Promise<WorkflowRow[]> {
  return db
    .selectFrom('publication_workflow')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('version', 'desc')
    .limit(100)
    .execute();
}

export async function findStageReviewers(db: Database, ids: readonly string[]): Promise<StageReviewer[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('publication_stage_reviewer')
    .select(['workflow_id', 'stage', 'person_id'])
    .where('workflow_id', 'in', [...ids])
    .orderBy('stage')
    .execute();
}

export async function insertWorkflow(
  trx: Transaction,
  row: Insertable<Tables['publication_workflow']>,
  reviewers: readonly Insertable<Tables['publication_stage_reviewer']>[],
): Promise<void> {
  await trx.insertInto('publication_workflow').values(row).execute();
  if (reviewers.length > 0)
    await trx
      .insertInto('publication_stage_reviewer')
      .values([...reviewers])
      .execute();
}
