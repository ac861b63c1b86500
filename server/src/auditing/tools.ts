import type { Database } from '../kernel/database/index.ts';
import type { SubjectReaders } from '../kernel/ledger/index.ts';
import type { NameObjects } from './objects.ts';

/** What this module stands on. */
export interface AuditingTools {
  readonly db: Database;
  /** the data directory, where keys and files of the ledger lie */
  readonly data: string;
  /** what entries of the ledger speak of, by kind */
  readonly subjects: SubjectReaders;
  /** names of what acts are done to, by kind */
  readonly names: Readonly<Record<string, NameObjects>>;
}
