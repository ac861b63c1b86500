declare module '../../kernel/database/tables.ts' {
  interface Tables {
    logs_audit_waiting: { id: string };
    logs_audit_kept: { unit_id: string; events: number; last_at: Date };
  }
}

export type {};
