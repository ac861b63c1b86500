import type {
  ApplicationFlag,
  ApplicationKind,
  ApplicationState,
  FilingKind,
  RegistryAct,
  UnitPost,
} from '@zhengdun/contract';
import type { Generated, Insertable, Selectable } from 'kysely';
import type { Belonging, RegionTable, UnitTable } from '../kernel/tenancy/index.ts';

interface ContactTable extends Belonging {
  post: UnitPost;
  name: string;
  title: string;
  phone: string;
}

interface ApplicationTable extends Belonging {
  id: string;
  name: string;
  kind: ApplicationKind;
  state: ApplicationState;
  addresses: string[];
  hosts: string[];
  flags: ApplicationFlag[];
  mlps_level: number | null;
  opened_on: string | null;
  host_id: string | null;
  is_platform: boolean;
  check_id: string | null;
  checked_at: Date | null;
  /** of the latest check that opened a page */
  seen_at: Date | null;
  unmet: number | null;
  unknown: number | null;
  created_at: Generated<Date>;
  changed_at: Generated<Date>;
}

interface FilingTable extends Belonging {
  application_id: string;
  kind: FilingKind;
  number: string;
  filed_on: string | null;
  expires_on: string | null;
}

/** Field -> what it was and what it is, as a person reads it. */
export type ChangedFields = Readonly<Record<string, readonly [before: string, after: string]>>;

interface ChangeTable extends Belonging {
  id: Generated<number>;
  application_id: string | null;
  at: Generated<Date>;
  actor: string;
  act: RegistryAct;
  fields: ChangedFields;
}

declare module '../kernel/database/tables.ts' {
  interface Tables {
    registry_region_edition: { id: Generated<boolean>; sha256: string; loaded_at: Generated<Date> };
    registry_contact: ContactTable;
    registry_application: ApplicationTable;
    registry_filing: FilingTable;
    registry_platform: {
      application_id: string;
      name: string;
      kind: ApplicationKind;
      unit_name: string;
      address: string;
    };
    registry_change: ChangeTable;
  }
}

export type { Belonging };
export type RegionRow = Selectable<RegionTable>;
export type UnitRow = Selectable<UnitTable>;
export type ContactRow = Selectable<ContactTable>;
export type ApplicationRecord = Selectable<ApplicationTable>;
export type NewApplicationRow = Insertable<ApplicationTable>;
export type FilingRow = Selectable<FilingTable>;
export type NewChangeRow = Insertable<ChangeTable>;
