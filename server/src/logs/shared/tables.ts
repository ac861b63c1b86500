import type { Generated } from 'kysely';
import type { LogKind } from '../event.ts';

/** Numbers that PostgreSQL has as `bigint` are read as numbers: none comes near 2^53. */
interface FileTable {
  collector: string;
  entry: number;
  kind: LogKind;
  count: number;
  bytes: number;
  sha256: string;
  received_from: number;
  received_to: number;
  happened_from: number | null;
  happened_to: number | null;
  sources: string[];
  is_sorted: boolean;
  gone_at: Date | null;
  /** when it was read and verified last */
  verified_at: Date | null;
}

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    logs_collector: {
      name: string;
      origin: string;
      head: string;
      entries: number;
      registered_at: Date;
    };
    logs_entry: { collector: string; number: number; manifest: string };
    logs_file: FileTable;
    logs_heads: {
      id: Generated<boolean>;
      origin: string | null;
      number: Generated<number>;
      note: string | null;
    };
  }
}
