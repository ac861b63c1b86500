import type { LogKindName, LogSavedInput, LogWay } from '@zhengdun/contract';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Belonging } from '../../kernel/tenancy/index.ts';

interface SourceTable extends Belonging {
  id: string;
  name: string;
  way: LogWay;
  kind: LogKindName | null;
  addresses: string[];
  host: string | null;
  app: string | null;
  key: string | null;
  silence_minutes: number;
  since: Date;
  until: Date | null;
  created_by: string;
  created_at: Date;
  heard_at: Date | null;
  said_at: Date | null;
  silent_since: Date | null;
}

interface DayTable extends Belonging {
  source_id: string;
  day: Date;
  /** that has counted; '' is the one that shares no store */
  collector: Generated<string>;
  events: number;
  hours: number[];
}

interface SilenceTable extends Belonging {
  id: Generated<number>;
  source_id: string;
  began_at: Date;
  noticed_at: Date;
  ended_at: Date | null;
}

interface ReceiverTable {
  /** '' where it shares no store */
  collector: string;
  at: Date;
  started_at: Date;
  places: string[];
  full_since: Date | null;
}

interface SearchTable extends Belonging {
  id: string;
  person_id: string;
  name: string;
  /** jsonb: read as a value, written as text */
  question: ColumnType<LogSavedInput['question'], string, string>;
  saved_at: Date;
}

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    logs_source: SourceTable;
    logs_day: DayTable;
    logs_silence: SilenceTable;
    logs_stranger: { name: string; collector: string; last_at: Date; events: number };
    logs_receiver: ReceiverTable;
    logs_search: SearchTable;
  }
}

export type SourceRecord = Selectable<SourceTable>;
export type ReceiverRecord = Selectable<ReceiverTable>;
