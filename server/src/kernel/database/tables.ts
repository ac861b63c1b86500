import type { Kysely, Transaction as KyselyTransaction } from 'kysely';

/**
 * The tables by name. A module adds its own beside its SQL:
 *
 * @example
 * declare module '../kernel/database/tables.ts' {
 *   interface Tables {
 *     check_run: CheckRunTable;
 *   }
 * }
 */
export interface Tables {
  schema_migration: {
    /** file name: `0001_grants.sql` */
    name: string;
    /** SHA-256 of the file, lower-case hex */
    sha256: string;
    applied_at: Date;
  };
}

/** The database, or a transaction of it. First argument of whatever reads or writes. */
export type Database = Kysely<Tables>;

/** What a function asks for that must not run outside a transaction. */
export type Transaction = KyselyTransaction<Tables>;
