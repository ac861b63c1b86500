import { type RawBuilder, type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { Json } from '../canonical-json.ts';
import type { Database, Tables, Transaction } from '../database/index.ts';
import type { ActResult, Agent, AuditRecord } from './act.ts';

interface AuditRecordTable {
  id: string;
  at: Date;
  actor_kind: Agent['kind'];
  actor_id: string | null;
  from_address: string;
  from_device: string | null;
  act: string;
  object_kind: string | null;
  object_id: string | null;
  unit_id: string | null;
  result: ActResult;
  detail: Readonly<Record<string, Json>>;
  nonce: string;
}

declare module '../database/tables.ts' {
  interface Tables {
    audit_record: AuditRecordTable;
  }
}

export async function insertRecord(db: Transaction, record: AuditRecord): Promise<void> {
  const { actor, from, object } = record;
  await db
    .insertInto('audit_record')
    .values({
      id: record.id,
      at: record.at,
      actor_kind: actor.kind,
      actor_id: actor.kind === 'anonymous' ? null : actor.id,
      from_address: from.address,
      from_device: from.device ?? null,
      act: record.act,
      object_kind: object?.kind ?? null,
      object_id: object?.id ?? null,
      unit_id: record.unit ?? null,
      result: record.result,
      detail: sql<never>`${JSON.stringify(record.detail)}::jsonb`,
      nonce: record.nonce,
    })
    .execute();
}

/** Which records are asked for; what is left out does not restrict. Row-level security does: see `withinScope`. */
export interface RecordFilter {
  readonly since?: Date | undefined;
  /** exclusive */
  readonly until?: Date | undefined;
  readonly actors?: readonly string[] | undefined;
  readonly address?: string | undefined;
  readonly act?: string | undefined;
  readonly object?: { readonly kind: string; readonly id?: string | undefined } | undefined;
  readonly unit?: string | undefined;
  readonly result?: ActResult | undefined;
  /** a condition on the table's own columns that row-level security holds anyway, in a shape that finds indexes */
  readonly within?: RawBuilder<boolean> | undefined;
}

/**
 * One page of records, the newest first, and how many there are: up to `most`, beyond which nothing is listed or counted.
 * Of a million records nobody looks for one without a filter.
 */
export async function listRecords(
  db: Database,
  filter: RecordFilter,
  {
    limit,
    offset,
    most = 10_000,
  }: { readonly limit: number; readonly offset: number; readonly most?: number },
): Promise<{ records: AuditRecord[]; total: number; more: boolean }> {
  const chosen = restrict(db.selectFrom('audit_record'), filter);
  const rows = await chosen
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(Math.max(0, Math.min(limit, most - offset)))
    .offset(offset)
    .execute();
  const { total } = await db
    .selectFrom(
      chosen
        .select('id')
        .limit(most + 1)
        .as('found'),
    )
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { records: rows.map(recordOf), total: Math.min(total, most), more: total > most };
}

export async function findRecords(db: Database, ids: readonly string[]): Promise<AuditRecord[]> {
  const rows = await db.selectFrom('audit_record').selectAll().where('id', 'in', ids).execute();
  return rows.map(recordOf);
}

type Query = SelectQueryBuilder<Tables, 'audit_record', object>;

function restrict(query: Query, filter: RecordFilter): Query {
  const { since, until, actors, address, act, object, unit, result, within } = filter;
  return query
    .$if(within !== undefined, (only) => only.where(within as RawBuilder<boolean>))
    .$if(since !== undefined, (only) => only.where('at', '>=', since as Date))
    .$if(until !== undefined, (only) => only.where('at', '<', until as Date))
    .$if(actors !== undefined, (only) =>
      only.where(sql<boolean>`actor_id = ANY (${[...(actors ?? [])]}::text[])`),
    )
    .$if(address !== undefined, (only) => only.where('from_address', '=', address as string))
    .$if(act !== undefined, (only) => only.where('act', '=', act as string))
    .$if(object !== undefined, (only) => only.where('object_kind', '=', object?.kind as string))
    .$if(object?.id !== undefined, (only) => only.where('object_id', '=', object?.id as string))
    .$if(unit !== undefined, (only) => only.where('unit_id', '=', unit as string))
    .$if(result !== undefined, (only) => only.where('result', '=', result as ActResult));
}

function recordOf(row: Selectable<AuditRecordTable>): AuditRecord {
  return {
    id: row.id,
    at: row.at,
    actor:
      row.actor_kind === 'anonymous'
        ? { kind: 'anonymous' }
        : { kind: row.actor_kind, id: row.actor_id ?? '' },
    from: { address: row.from_address, device: row.from_device ?? undefined },
    act: row.act,
    object:
      row.object_kind === null || row.object_id === null
        ? undefined
        : { kind: row.object_kind, id: row.object_id },
    unit: row.unit_id ?? undefined,
    result: row.result,
    detail: row.detail,
    nonce: row.nonce,
  };
}
