import type {
  ApplicationKind,
  ClosingEvent,
  ClosingOccasion,
  ClosingOutcome,
  ClosingState,
  ClosingStep,
} from '@zhengdun/contract';
import type { Generated, Selectable } from 'kysely';
import type { Belonging } from '../kernel/tenancy/index.ts';

interface CaseTable extends Belonging {
  id: string;
  application_id: string;
  /** of the application, as it was called when the case began */
  name: string;
  kind: ApplicationKind;
  occasion: ClosingOccasion;
  outcome: ClosingOutcome;
  successor_id: string | null;
  since: string;
  paper: string;
  state: ClosingState;
  next_step: ClosingStep | null;
  begun_by: string;
  begun_at: Generated<Date>;
  /** the text that was sealed */
  record: string | null;
  document_id: string | null;
  sealed_by: string | null;
  sealed_at: Date | null;
}

interface StepTable extends Belonging {
  case_id: string;
  step: ClosingStep;
  /** why it is none of the case; empty: it was done */
  not_needed: Generated<string>;
  number: Generated<string>;
  issuer: Generated<string>;
  done_on: string | null;
  documents: string[];
  recorded_by: string;
  recorded_at: Generated<Date>;
}

interface EventTable extends Belonging {
  id: Generated<number>;
  case_id: string;
  event: ClosingEvent;
  at: Generated<Date>;
  actor: string;
  step: ClosingStep | null;
  text: Generated<string>;
}

declare module '../kernel/database/tables.ts' {
  interface Tables {
    closing_case: CaseTable;
    closing_step: StepTable;
    closing_event: EventTable;
  }
}

export type CaseRow = Selectable<CaseTable>;
export type StepRow = Selectable<StepTable>;
export type EventRow = Selectable<EventTable>;
