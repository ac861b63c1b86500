import type { UnitKind, UnitLevel } from '@zhengdun/contract';
import type { Generated } from 'kysely';

/** An administrative division (GB/T 2260, or a local one). */
export interface RegionTable {
  code: string;
  name: string;
  path: string;
  parent_code: string | null;
  local: Generated<boolean>;
}

export interface UnitTable {
  id: string;
  name: string;
  kind: UnitKind;
  level: UnitLevel;
  credit_code: string | null;
  region_code: string;
  region_path: string;
  superior_id: string | null;
  sector_path: string;
  created_at: Generated<Date>;
  changed_at: Generated<Date>;
  closed_at: Date | null;
}

/** What every table of a unit's own things carries for row-level security. */
export interface Belonging {
  unit_id: string;
  region_path: string;
  sector_path: string;
}

declare module '../database/tables.ts' {
  interface Tables {
    registry_region: RegionTable;
    registry_unit: UnitTable;
  }
}
