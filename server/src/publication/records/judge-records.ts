import { REPOST_FIELD_WORDS, type RepostField } from '@zhengdun/contract';
import type { RecordAnswer } from '../../assurance/index.ts';
import type { Day } from '../../kernel/clock/index.ts';
import type { ItemRecords } from './records.repo.ts';

/** How a unit reviews, as it stands today. */
export interface FlowRecord {
  readonly office: string;
  readonly stages: number;
  readonly since: Day;
  /** people of the permanent staff who may review, at each stage in order */
  readonly reviewers: readonly (readonly string[])[];
}

/**
 * What records of publishing say of Articles 13 and 14, which are decided by records. What is counted is what was published
 * here: a fault among it is a fault of the application. Where each is as it should be, the check is met, which speaks of this
 * system alone; the obligation waits for a statement on what was published in other ways (`PAPER_RESULTS`). Where nothing is
 * public here, or not all of it was compared, there is no answer.
 *
 * @param flow undefined: none is in force
 * @returns answers by obligation; without items there are none
 */
export function judgeRecords(
  counts: ItemRecords,
  flow: FlowRecord | undefined,
): ReadonlyMap<string, RecordAnswer> {
  if (counts.items === 0) return new Map();
  const answers: Record<string, RecordAnswer | undefined> = {
    'A13.2-review-procedure': ofProcedure(counts, flow),
    'A13.4-reviewer-staff': flow && ofReviewers(counts, flow),
    'A13.5-review-archive': ofReviews(counts),
    'A13.6-content-right': ofPages(counts),
    'A14.1-repost-relevant': ofEntries(counts, counts.without_relevance, ['relevance']),
    'A14.2-repost-assessed': ofEntries(counts, counts.without_assessment, ['assessment']),
    'A14.6-repost-true': ofMarks(counts),
    'A14.7-repost-rights': ofEntries(counts, counts.without_rights, [
      'textRights',
      'pictureRights',
      'rightsNote',
    ]),
  };
  return new Map(Object.entries(answers).flatMap(([id, answer]) => (answer ? [[id, answer]] : [])));
}

function ofProcedure({ live }: ItemRecords, flow: FlowRecord | undefined): RecordAnswer | undefined {
  if (!flow) return { code: 'workflow-missing', facts: {} };
  const { office, stages, since } = flow;
  return live > 0 ? { code: 'workflow-recorded', facts: { office, stages, since } } : undefined;
}

function ofReviewers({ live }: ItemRecords, { reviewers }: FlowRecord): RecordAnswer | undefined {
  const empty = reviewers.findIndex((people) => people.length === 0);
  if (empty >= 0) return { code: 'reviewers-missing', facts: { stage: empty + 1 } };
  const count = new Set(reviewers.flat()).size;
  return live > 0 ? { code: 'reviewers-recorded', facts: { count } } : undefined;
}

function ofReviews({ live: count, unreviewed, overdue }: ItemRecords): RecordAnswer | undefined {
  if (unreviewed + overdue > 0) return { code: 'reviews-lacking', facts: { count, unreviewed, overdue } };
  return count > 0 ? { code: 'reviews-recorded', facts: { count } } : undefined;
}

function ofPages({ live, compared, differing }: ItemRecords): RecordAnswer | undefined {
  if (differing > 0) return { code: 'pages-differ', facts: { count: differing } };
  return live > 0 && compared === live ? { code: 'pages-as-approved', facts: { count: live } } : undefined;
}

function ofEntries(
  { reposts }: ItemRecords,
  count: number,
  fields: readonly RepostField[],
): RecordAnswer | undefined {
  if (count > 0) return { code: 'reposts-incomplete', facts: { reposts, count, fields: worded(fields) } };
  return reposts > 0 ? { code: 'reposts-recorded', facts: { count: reposts } } : undefined;
}

/** What the page shows of the entry; whether the source carries the text is for people to see. */
function ofMarks(counts: ItemRecords): RecordAnswer | undefined {
  const { reposts, compared_reposts: compared, without_marks: count } = counts;
  if (count === 0)
    return reposts > 0 && compared === reposts
      ? { code: 'repost-marks-right', facts: { count: reposts } }
      : undefined;
  const lacking = { source: counts.without_source, on: counts.without_time, url: counts.without_link };
  const fields = (['source', 'on', 'url'] as const).filter((field) => lacking[field] > 0);
  return { code: 'repost-marks-wrong', facts: { reposts, count, fields: worded(fields) } };
}

function worded(fields: readonly RepostField[]) {
  return fields.map((field) => REPOST_FIELD_WORDS[field]);
}
