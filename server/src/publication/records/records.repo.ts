import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';

/** Numbers over the items of an application. What is public is counted by the version that is public. */
export interface ItemRecords {
  /** of any state */
  readonly items: number;
  readonly live: number;
  /** public without an approval of the very manifest */
  readonly unreviewed: number;
  /** public by the urgent path, and the day of the later reviews is past */
  readonly overdue: number;
  /** of those that are public: whose page was opened and compared */
  readonly compared: number;
  /** by the newest comparison the page says something else than was approved, or does not say it */
  readonly differing: number;
  readonly reposts: number;
  readonly compared_reposts: number;
  readonly without_relevance: number;
  readonly without_assessment: number;
  /** of text or of pictures, or their ground */
  readonly without_rights: number;
  /** reposts whose page does not show it as it was entered */
  readonly without_source: number;
  readonly without_time: number;
  readonly without_link: number;
  readonly without_marks: number;
}

/** @param about.today in Beijing */
export async function countRecords(
  trx: Transaction,
  { applicationId, today }: { readonly applicationId: string; readonly today: string },
): Promise<ItemRecords | undefined> {
  const entered = (field: string) =>
    sql`coalesce(v.manifest::jsonb #>> ${`{repost,${field}}`}::text[], '') = ''`;
  const lacks = (kind: string) => sql`c.differences @> ${JSON.stringify([{ kind }])}::jsonb`;
  const ofReposts = sql`FILTER (WHERE i.live AND i.kind = 'repost'`;
  const { rows } = await sql<ItemRecords>`
    SELECT count(*)::int AS items,
      count(*) FILTER (WHERE i.live)::int AS live,
      count(*) FILTER (WHERE i.live AND NOT EXISTS (SELECT FROM publication_decision d
        WHERE d.item_id = i.id AND d.version = i.published_version AND d.decision = 'approve'
          AND d.manifest_sha256 = v.manifest_sha256))::int AS unreviewed,
      count(*) FILTER (WHERE i.live AND i.later_due_on < ${today}::date)::int AS overdue,
      count(*) FILTER (WHERE i.live AND c.outcome IS NOT NULL AND NOT ${lacks('file-unseen')})::int AS compared,
      count(*) FILTER (WHERE i.live AND (c.outcome = 'not-found' OR c.outcome = 'different' AND EXISTS (
        SELECT FROM jsonb_array_elements(c.differences) e WHERE e->>'kind' NOT LIKE 'repost-%' AND e->>'kind' <> 'file-unseen')))::int AS differing,
      count(*) ${ofReposts})::int AS reposts,
      count(*) ${ofReposts} AND c.outcome IS NOT NULL)::int AS compared_reposts,
      count(*) ${ofReposts} AND ${entered('relevance')})::int AS without_relevance,
      count(*) ${ofReposts} AND ${entered('assessment')})::int AS without_assessment,
      count(*) ${ofReposts} AND (${entered('textRights')} OR ${entered('pictureRights')}
        OR ${entered('rightsNote')}))::int AS without_rights,
      count(*) ${ofReposts} AND ${lacks('repost-source')})::int AS without_source,
      count(*) ${ofReposts} AND ${lacks('repost-time')})::int AS without_time,
      count(*) ${ofReposts} AND ${lacks('repost-link')})::int AS without_link,
      count(*) ${ofReposts} AND (${lacks('repost-source')} OR ${lacks('repost-time')}
        OR ${lacks('repost-link')}))::int AS without_marks
    FROM publication_item i
    LEFT JOIN publication_version v ON v.item_id = i.id AND v.version = i.published_version AND i.live
    LEFT JOIN LATERAL (
      SELECT outcome, differences FROM publication_comparison c
      WHERE c.item_id = i.id AND c.version = i.published_version AND i.live AND c.outcome <> 'unreachable'
      ORDER BY c.at DESC, c.id LIMIT 1
    ) c ON true
    WHERE i.application_id = ${applicationId}`.execute(trx);
  return rows[0];
}

/** People of the permanent staff who hold the role of a reviewer over a unit now. */
export async function findReviewingStaff(trx: Transaction, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    SELECT DISTINCT g.person_id FROM identity_grant g JOIN registry_unit u ON u.id = ${unitId}
    WHERE g.role = 'reviewer' AND publication_holds_role(g.person_id, 'reviewer', u, now(), now())`.execute(
    trx,
  );
  return rows.map(({ person_id }) => person_id);
}
