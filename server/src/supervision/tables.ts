import type { FindingEvent, FindingProof, FindingState, NoticeEvent } from '@zhengdun/contract';
import type { Generated, Insertable, Selectable } from 'kysely';
import type { Belonging } from '../kernel/tenancy/index.ts';

interface FindingTable extends Belonging {
  id: string;
  application_id: string;
  obligation: string;
  rule: string;
  chapter: number;
  article: number;
  severity: number;
  handler: string;
  verdict: 'unmet' | 'unknown';
  code: string;
  inherited: boolean;
  check_id: string;
  state: FindingState;
  found_at: Date;
  seen_at: Date;
  settled_by: string | null;
  closed_at: Date | null;
  assignee_id: string | null;
  due_from: Date | null;
  due_days: number | null;
  due_on: string | null;
  plea: 'delay' | 'appeal' | null;
  plea_by: string | null;
  plea_ground: string | null;
  plea_days: number | null;
  watched_at: Date | null;
  recheck_id: string | null;
  upheld_facts: string | null;
  retired_at: Date | null;
  proof_kind: FindingProof['kind'] | null;
  proof_id: string | null;
  proof_until: string | null;
  proof_by: string | null;
}

interface FindingActTable extends Belonging {
  id: Generated<number>;
  finding_id: string;
  at: Date;
  actor_id: string | null;
  actor_name: Generated<string>;
  act: FindingEvent;
  from_state: FindingState | null;
  to_state: FindingState;
  check_id: string | null;
  other_id: string | null;
  other_name: Generated<string>;
  ground: string | null;
  days: number | null;
  due_on: string | null;
}

interface FindingCommentTable extends Belonging {
  id: Generated<number>;
  finding_id: string;
  at: Date;
  actor_id: string;
  actor_name: string;
  actor_unit: string;
  body: string;
}

interface NoticeTable extends Belonging {
  id: string;
  outside: boolean;
  serial: Generated<number>;
  number: string | null;
  title: string;
  sender: string;
  sent_by: string;
  demand: string;
  delivered_at: Date;
  signed_at: Date | null;
  return_asked_at: Date | null;
  withdrawn_at: Date | null;
  answer: string | null;
  answered_at: Date | null;
  done_at: Date | null;
  due_from: Date;
  due_days: number | null;
  due_on: string | null;
  plea: 'return' | 'delay' | null;
  plea_by: string | null;
  plea_ground: string | null;
  plea_days: number | null;
}

interface NoticeActTable extends Belonging {
  id: Generated<number>;
  notice_id: string;
  at: Date;
  actor_id: string | null;
  actor_name: Generated<string>;
  act: NoticeEvent;
  asked_by: string | null;
  ground: string | null;
  days: number | null;
  due_on: string | null;
}

declare module '../kernel/database/tables.ts' {
  interface Tables {
    supervision_finding: FindingTable;
    supervision_finding_act: FindingActTable;
    supervision_finding_comment: FindingCommentTable;
    supervision_notice: NoticeTable;
    supervision_notice_finding: Belonging & { notice_id: string; finding_id: string };
    supervision_notice_act: NoticeActTable;
    supervision_paper_change: {
      id: Generated<number>;
      unit_id: string;
      application_id: string | null;
      on_day: Generated<string>;
    };
    supervision_intake: Belonging & {
      application_id: string;
      check_id: string;
      at: Date;
      met: Generated<number>;
      not_applicable: Generated<number>;
    };
    supervision_tally: Belonging & {
      /** of the Regulation: `partOf` */
      part: number;
      /** by state, verdict and whether it is retired: `TALLIED` */
      counts: number[];
    };
    overview_unit: Belonging & {
      /** by chapter of the Regulation, 1 to 8 */
      unmet: number[];
      unknown: number[];
      /** by kind of application, in the order of the contract */
      applications: number[];
      unseen: number[];
      /** by the latest check of each application */
      met: Generated<number>;
      not_applicable: Generated<number>;
      checked_at: Date | null;
    };
    overview_month: Belonging & {
      /** its first day */
      month: string;
      unmet: number[];
      unknown: number[];
      met: number;
      not_applicable: number;
    };
  }
}

export type FindingRecord = Selectable<FindingTable>;
export type FindingActRecord = Selectable<FindingActTable>;
export type NewFindingAct = Insertable<FindingActTable>;
export type NoticeRecord = Selectable<NoticeTable>;
export type NewNoticeRow = Insertable<NoticeTable>;
export type NoticeActRecord = Selectable<NoticeActTable>;
export type NewNoticeAct = Insertable<NoticeActTable>;
export type FindingCommentRecord = Selectable<FindingCommentTable>;
export type NewFindingComment = Insertable<FindingCommentTable>;
