import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import type { FindingCommentRecord, NewFindingComment } from '../tables.ts';

/** What was said beside a finding, the oldest first. */
export async function commentsOf(db: Database, findingId: string): Promise<FindingCommentRecord[]> {
  return db
    .selectFrom('supervision_finding_comment')
    .selectAll()
    .where('finding_id', '=', findingId)
    .orderBy('id')
    .execute();
}

export async function countComments(trx: Transaction, findingId: string): Promise<number> {
  const { n } = await trx
    .selectFrom('supervision_finding_comment')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('finding_id', '=', findingId)
    .executeTakeFirstOrThrow();
  return n;
}

export async function insertComment(trx: Transaction, row: NewFindingComment): Promise<void> {
  await trx.insertInto('supervision_finding_comment').values(row).execute();
}

/** The name of the unit that somebody is of. */
export async function unitNameOf(trx: Transaction, personId: string): Promise<string> {
  const { name } = await trx
    .selectFrom('identity_person as p')
    .innerJoin('registry_unit as u', 'u.id', 'p.unit_id')
    .select('u.name')
    .where('p.id', '=', personId)
    .executeTakeFirstOrThrow();
  return name;
}
