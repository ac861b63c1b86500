import type { Generated } from 'kysely';

declare module '../kernel/database/tables.ts' {
  interface Tables {
    setting_value: { name: string; value: string; changed_at: Generated<Date>; changed_by: string };
  }
}
