import type {
  ApplicationKind,
  OpeningEvent,
  OpeningField,
  OpeningForm,
  OpeningState,
  OpeningStep,
} from '@zhengdun/contract';
import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely';
import type { Belonging } from '../kernel/tenancy/index.ts';

/** jsonb: read as a value, written as text that is cast. */
type Json<T> = ColumnType<T, string | undefined, string>;

interface CaseTable extends Belonging {
  id: string;
  kind: ApplicationKind;
  state: OpeningState;
  form: Json<OpeningForm>;
  name: GeneratedAlways<string>;
  is_portal: GeneratedAlways<boolean>;
  returned_form: ColumnType<OpeningForm | null, string | undefined, string>;
  begun_by: string;
  submitted_by: string | null;
  decided_by: string | null;
  decided_by_unit: string | null;
  begun_at: Generated<Date>;
  since: Generated<Date>;
  decided_on: string | null;
  due_on: string | null;
  next_step: OpeningStep | null;
  /** since when it waits for what a leader has to approve in writing */
  approval_asked_at: Generated<Date | null>;
  application_id: string | null;
}

interface StepTable extends Belonging {
  case_id: string;
  step: OpeningStep;
  number: string;
  issuer: string;
  applied_on: string | null;
  done_on: string;
  receipt: string;
  document_id: string | null;
  recorded_by: string;
  recorded_at: Generated<Date>;
}

interface OverrideTable extends Belonging {
  case_id: string;
  subject: string;
  fact: Generated<string>;
  ground: string;
  paper: string;
  approved_by: string;
  approved_at: Generated<Date>;
}

export interface ReturnItem {
  readonly field: OpeningField;
  readonly note: string;
}

interface EventTable extends Belonging {
  id: Generated<number>;
  case_id: string;
  event: OpeningEvent;
  at: Generated<Date>;
  actor: string;
  step: OpeningStep | null;
  text: Generated<string>;
  items: Json<readonly ReturnItem[]>;
}

declare module '../kernel/database/tables.ts' {
  interface Tables {
    opening_case: CaseTable;
    opening_step: StepTable;
    opening_override: OverrideTable;
    opening_event: EventTable;
  }
}

export type CaseRow = Selectable<CaseTable>;
export type StepRow = Selectable<StepTable>;
export type OverrideRow = Selectable<OverrideTable>;
export type EventRow = Selectable<EventTable>;
