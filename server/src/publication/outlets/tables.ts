import type { DeliveryState, ItemState, OutletFault, OutletKind } from '@zhengdun/contract';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Belonging } from '../../kernel/tenancy/index.ts';

interface HandingInTable extends Belonging {
  person_id: string;
  key: string;
  digest: string;
  item_id: string;
  version: number;
  at: Date;
  done_at: Date | null;
}

interface OutletTable extends Belonging {
  id: string;
  application_id: string;
  kind: OutletKind;
  name: string;
  enabled: boolean;
  config: ColumnType<Record<string, string>, string, string>;
  secrets: Buffer;
  set_by: string;
  set_at: Date;
  last_sent_at: Date | null;
  last_fault_at: Date | null;
  last_fault: OutletFault | null;
}

interface DeliveryTable extends Belonging {
  id: string;
  outlet_id: string;
  item_id: string;
  event_id: number;
  due: Generated<boolean>;
  item_state: ItemState;
  state: DeliveryState;
  tries: Generated<number>;
  made_at: Date;
  next_at: Date;
  tried_at: Date | null;
  fault: OutletFault | null;
}

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    publication_handing_in: HandingInTable;
    publication_outlet: OutletTable;
    publication_delivery: DeliveryTable;
  }
}

export type HandingInRow = Selectable<HandingInTable>;
export type OutletRow = Selectable<OutletTable>;
export type DeliveryRow = Selectable<DeliveryTable>;
