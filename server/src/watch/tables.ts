import type { GrantArea } from '@zhengdun/contract';
import type { Generated, Selectable } from 'kysely';
import type { Tables } from '../kernel/database/index.ts';

/** Where an interval or a pause holds: a region (`''` is everywhere), or a unit with its paths. */
export interface Place {
  readonly area: GrantArea;
  readonly unit_id: string | null;
  readonly region_path: string;
  readonly sector_path: string | null;
}

declare module '../kernel/database/tables.ts' {
  interface Tables {
    watch_interval: Place & {
      /** of the unit or the region */
      place: Generated<string>;
      days: number;
      changed_at: Date;
    };
    watch_pause: Place & {
      id: string;
      name: string;
      starts_at: Date;
      ends_at: Date;
      set_by: string | null;
      set_at: Date;
      ended_at: Date | null;
      ended_by: string | null;
    };
    watch_host: {
      host: string;
      application_id: string;
      days: number;
      turn: Generated<number>;
      due_at: Date;
      last_at: Date | null;
      addresses: Generated<string[]>;
    };
  }
}

export type PauseRow = Selectable<Tables['watch_pause']>;
