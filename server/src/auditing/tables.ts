import type { Generated } from 'kysely';
import type { LedgerFault } from '../kernel/ledger/index.ts';

declare module '../kernel/database/tables.ts' {
  interface Tables {
    auditing_verification: {
      id: string;
      asked_at: Generated<Date>;
      asked_by: string | null;
      ended_at: Date | null;
      size: number | null;
      checkpoints: number | null;
      pending: number | null;
      fault: LedgerFault | null;
    };
  }
}
