import type { LinkCause, LinkChange, LinkRelevance, LinkStateName, LocalText } from '@zhengdun/contract';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { LinkPage } from '../inspection/index.ts';
import type { Belonging } from '../kernel/tenancy/index.ts';

/** jsonb: read as a value, written as text that is cast. */
type Json<T> = ColumnType<T | null, string | null, string | null>;

/** How a site looked, and where its address ended. */
export interface Appearance extends LinkPage {
  /** registrable domain that answered */
  readonly domain: string;
}

interface LinkTable extends Belonging {
  id: string;
  url: string;
  host: string;
  found_at: Date;
  gone_at: Date | null;
  state: LinkStateName;
  cause: LinkCause;
  detail: string;
  final_url: string | null;
  since: Date;
  checked_at: Date | null;
  due_at: Date;
  good: Json<Appearance>;
  good_at: Date | null;
  picture: string | null;
  picture_at: Date | null;
  no_picture: Json<LocalText>;
  handler_id: string | null;
  relevance: Generated<LinkRelevance>;
  ground: Generated<string>;
  decided_by: string | null;
  decided_at: Date | null;
}

interface PlaceTable extends Belonging {
  link_id: string;
  application_id: string;
  item_id: string | null;
  page: string;
  line: number;
  text: string;
  seen_at: Date;
}

interface CheckTable extends Belonging {
  id: Generated<number>;
  link_id: string;
  at: Date;
  state: LinkStateName;
  cause: LinkCause;
  detail: string;
  status: number | null;
  final_url: string | null;
  changes: LinkChange[];
  page: Json<Appearance>;
}

declare module '../kernel/database/tables.ts' {
  interface Tables {
    links_link: LinkTable;
    links_place: PlaceTable;
    links_check: CheckTable;
    links_host: { host: string; next_at: Date };
    links_word: { kind: LinkWord; subject: string };
  }
}

/** What word is left of. */
export type LinkWord = 'check' | 'item' | 'application';

export type LinkRecord = Selectable<LinkTable>;
export type PlaceRecord = Selectable<PlaceTable>;
export type CheckRecord = Selectable<CheckTable>;
