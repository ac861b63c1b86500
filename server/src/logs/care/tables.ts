import type { LocalText, LogTaskNumbers, LogTaskOutcome, LogTaskWork } from '@zhengdun/contract';
import type { ColumnType, Selectable } from 'kysely';
import type { LogKind } from '../event.ts';

/** jsonb: read as a value, written as text */
type Written<T> = ColumnType<T, string, string>;

interface CheckpointTable {
  /** SHA-256 of the note */
  id: string;
  origin: string;
  entries: number;
  last: number;
  signed_at: Date;
  note: string;
  kept_at: Date;
}

interface TombstoneTable {
  origin: string;
  entry: number;
  at: Date;
  files: number;
  events: number;
  days: Written<Partial<Record<LogKind, number>>>;
  newest_at: Date;
}

interface TaskTable {
  id: string;
  work: LogTaskWork;
  asked_at: Date;
  asked_by: string | null;
  started_at: Date | null;
  done: number | null;
  total: number | null;
  ended_at: Date | null;
  outcome: LogTaskOutcome | null;
  numbers: ColumnType<LogTaskNumbers, string | undefined, string>;
  told: ColumnType<LocalText | null, string | null | undefined, string | null>;
}

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    logs_checkpoint: CheckpointTable;
    logs_tombstone: TombstoneTable;
    logs_task: TaskTable;
  }
}

export type CheckpointRecord = Selectable<CheckpointTable>;
export type TombstoneRecord = Selectable<TombstoneTable>;
export type TaskRecord = Selectable<TaskTable>;
