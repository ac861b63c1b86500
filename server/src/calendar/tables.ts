import type { Selectable } from 'kysely';
import type { Tables } from '../kernel/database/index.ts';

declare module '../kernel/database/tables.ts' {
  interface Tables {
    calendar_local_day: {
      id: string;
      region_path: string;
      day: string;
      working: boolean;
      name: string;
      ground: string;
      set_by: string | null;
      set_at: Date;
      removed_by: string | null;
      removed_at: Date | null;
    };
  }
}

export type LocalDayRow = Selectable<Tables['calendar_local_day']>;
