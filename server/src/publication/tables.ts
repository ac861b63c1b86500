import type {
  ItemEvent,
  ItemKind,
  ItemState,
  LocalText,
  PageDifference,
  PageOutcome,
  SourceOutcome,
} from '@zhengdun/contract';
import type { ColumnType, Generated, Insertable, Selectable } from 'kysely';
import type { Belonging } from '../kernel/tenancy/index.ts';
import type { HitPlace } from './tools.ts';

/** jsonb: read as a value, written as text that is cast. */
type Json<T> = ColumnType<T, string, never>;

interface WorkflowTable extends Belonging {
  id: string;
  version: number;
  office: string;
  stages: number;
  author_may_review: boolean;
  urgent_days: number | null;
  starts_at: Date;
  set_by: string;
  set_at: Date;
}

interface ItemTable extends Belonging {
  id: string;
  application_id: string;
  kind: ItemKind;
  author_id: string;
  state: ItemState;
  version: number;
  title: string;
  urgent: boolean;
  publish_at: Date | null;
  round: Generated<number>;
  workflow_id: string | null;
  submitted_by: string | null;
  stage: Generated<number>;
  created_at: Date;
  since: Date;
  published_version: number | null;
  published_at: Date | null;
  published_url: string | null;
  live: Generated<boolean>;
  later_due_on: string | null;
  compare_at: Generated<Date | null>;
  compared_at: Generated<Date | null>;
  source_at: Generated<Date | null>;
  source_seen_at: Generated<Date | null>;
  /** its number in a content system */
  reference: string | null;
}

interface VersionTable extends Belonging {
  item_id: string;
  version: number;
  title: string;
  text_id: string;
  manifest: string;
  manifest_sha256: string;
  manifest_sm3: string;
  written_by: string;
  written_at: Date;
  /** who wrote it in a content system */
  editor: string | null;
}

interface ScreeningTable extends Belonging {
  id: string;
  item_id: string;
  version: number;
  edition: string;
  at: Date;
  attachments: number;
}

interface HitTable extends Belonging {
  id: string;
  screening_id: string;
  part: 'title' | 'text' | 'attachment';
  start_at: number;
  end_at: number;
  rule: string;
  category: string;
  severity: number;
  why: Json<LocalText>;
  suggestion: string | null;
  blocks: boolean;
  secret: boolean;
  salt: string;
  digest: string;
  document_id: string | null;
  place: ColumnType<ShownPlace | null, string | null, never>;
}

interface DecisionTable extends Belonging {
  id: string;
  item_id: string;
  version: number;
  round: number;
  stage: number;
  decision: 'approve' | 'return';
  ground: string;
  decided_by: string;
  decided_at: Date;
  manifest_sha256: string;
  manifest_sm3: string;
  text_sha256: string;
  text_sm3: string;
  screening_id: string | null;
  edition: string | null;
  hits: ColumnType<Readonly<Record<string, number>> | null, string | null, never>;
  hits_sha256: string | null;
  paper_id: string | null;
  paper_number: string | null;
  signed_on: string | null;
  registered_by: string | null;
}

interface CommentTable extends Belonging {
  id: string;
  item_id: string;
  version: number;
  start_at: number;
  end_at: number;
  text: string;
  written_by: string;
  written_at: Date;
  resolved_by: string | null;
  resolved_at: Date | null;
}

interface EventTable extends Belonging {
  id: Generated<number>;
  item_id: string;
  event: ItemEvent;
  version: number;
  at: Date;
  /** null: the program */
  actor_id: string | null;
  ground: string;
  stage: number | null;
}

interface ComparisonTable extends Belonging {
  id: string;
  item_id: string;
  version: number;
  at: Date;
  url: string;
  outcome: PageOutcome;
  fault: string | null;
  similarity: number;
  differences: Json<readonly PageDifference[]>;
  count: number;
  sha256: string | null;
}

interface SourceTable extends Belonging {
  id: string;
  item_id: string;
  version: number;
  at: Date;
  url: string;
  final_url: string | null;
  outcome: SourceOutcome;
  fault: string | null;
  similarity: number;
  differences: Json<readonly PageDifference[]>;
  count: number;
  changed: boolean;
  listed: boolean | null;
  sealed: boolean;
  document_id: string | null;
}

interface AllowedSourceTable extends Belonging {
  host: string;
  name: string;
  set_by: string;
  set_at: Date;
}

interface FileScreeningTable extends Belonging {
  document_id: string;
  edition: string;
  at: Date;
  hits: Json<readonly FileHit[]>;
  /** what was read, sealed under the key of the document */
  words: Buffer | null;
}

/** The place of a hit in a file as it is kept, with what may be shown of it. */
export interface ShownPlace extends HitPlace {
  readonly excerpt?: string | undefined;
}

/** A hit in a file. */
export interface FileHit {
  readonly rule: string;
  readonly category: string;
  readonly severity: number;
  readonly why: LocalText;
  readonly suggestion: string | null;
  readonly blocks: boolean;
  readonly secret: boolean;
  readonly salt: string;
  readonly digest: string;
  readonly place: HitPlace;
  /** its ends at most: the words themselves lie encrypted */
  readonly excerpt?: string | undefined;
}

declare module '../kernel/database/tables.ts' {
  interface Tables {
    publication_workflow: WorkflowTable;
    publication_stage_reviewer: Belonging & { workflow_id: string; stage: number; person_id: string };
    publication_item: ItemTable;
    publication_version: VersionTable;
    publication_attachment: Belonging & {
      item_id: string;
      version: number;
      position: number;
      document_id: string;
    };
    publication_screening: ScreeningTable;
    publication_hit: HitTable;
    publication_hit_decision: Belonging & {
      hit_id: string;
      ground: string;
      decided_by: string;
      decided_at: Date;
    };
    publication_decision: DecisionTable;
    publication_comment: CommentTable;
    publication_event: EventTable;
    publication_file_screening: FileScreeningTable;
    publication_comparison: ComparisonTable;
    publication_source: SourceTable;
    publication_allowed_source: AllowedSourceTable;
  }
}

export type WorkflowRow = Selectable<WorkflowTable>;
export type ItemRecord = Selectable<ItemTable>;
export type VersionRow = Selectable<VersionTable>;
export type HitRow = Selectable<HitTable>;
export type NewHit = Insertable<HitTable>;
export type DecisionRow = Selectable<DecisionTable>;
export type CommentRow = Selectable<CommentTable>;
export type ComparisonRow = Selectable<ComparisonTable>;
export type SourceRow = Selectable<SourceTable>;
export type AllowedSourceRow = Selectable<AllowedSourceTable>;
export type EventRow = Selectable<EventTable>;
