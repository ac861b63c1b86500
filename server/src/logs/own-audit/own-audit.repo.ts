import './tables.ts';
import { sql } from 'kysely';
import { findRecords, recordText } from '../../kernel/audit/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { type Belonging, inScope, type Scope } from '../../kernel/tenancy/index.ts';
import type { WaitingRecord } from './own-audit.ts';

/** Ids that wait, held until the transaction ends: what another receiver is about is passed over. Ask it within everything. */
export async function takeWaiting(trx: Transaction, limit: number): Promise<string[]> {
  const rows = await trx
    .selectFrom('logs_audit_waiting')
    .select('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(({ id }) => id);
}

/** In the order in which they were written; what was forgotten meanwhile is left out. */
export async function recordsOf(trx: Transaction, ids: readonly string[]): Promise<WaitingRecord[]> {
  if (ids.length === 0) return [];
  const records = await findRecords(trx, ids);
  const { rows } = await sql<{ id: string; unit: string }>`
    SELECT r.id, coalesce(r.unit_id, p.unit_id::text, o.unit_id::text, '') AS unit
    FROM audit_record r
    LEFT JOIN identity_person p ON p.id = ${actorIs('person')}
    LEFT JOIN identity_token t ON t.id = ${actorIs('token')}
    LEFT JOIN identity_person o ON o.id = t.person_id
    WHERE r.id = ANY (${[...ids]}::uuid[])`.execute(trx);
  const units = new Map(rows.map(({ id, unit }) => [id, unit]));
  return records
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .map((record) => ({ id: record.id, unit: units.get(record.id) ?? '', text: recordText(record) }));
}

/** The actor's id where no unit is named, and as an index has it. */
function actorIs(kind: 'person' | 'token') {
  return sql`CASE WHEN r.unit_id IS NULL AND r.actor_kind = ${kind} AND r.actor_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    THEN r.actor_id::uuid END`;
}

export async function endWaiting(trx: Transaction, ids: readonly string[]): Promise<void> {
  await trx.deleteFrom('logs_audit_waiting').where('id', 'in', ids).execute();
}

/** Keeps of which units there are records in the archive. */
export async function noteKept(trx: Transaction, records: readonly WaitingRecord[], at: Date): Promise<void> {
  const counts = new Map<string, number>();
  for (const { unit } of records) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  // In one order, whoever writes: two receivers never wait for each other.
  const rows = [...counts]
    .map(([unit_id, events]) => ({ unit_id, events, last_at: at }))
    .toSorted((one, other) => (one.unit_id < other.unit_id ? -1 : 1));
  if (rows.length === 0) return;
  await trx
    .insertInto('logs_audit_kept')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('unit_id').doUpdateSet({
        events: sql<number>`logs_audit_kept.events + excluded.events`,
        last_at: sql<Date>`excluded.last_at`,
      }),
    )
    .execute();
}

/** Whose records the archive holds, of those within a scope; what is no unit's belongs to whoever sees everything. */
export async function listKept(db: Database, scope: Scope): Promise<Belonging[]> {
  const units = await db
    .selectFrom('logs_audit_kept as k')
    .innerJoin('registry_unit as u', (join) => join.on(sql<boolean>`u.id::text = k.unit_id`))
    .select(['k.unit_id', 'u.region_path', 'u.sector_path'])
    .where(inScope(scope, 'u', 'id'))
    .orderBy('k.unit_id')
    .execute();
  if (!scope.regions.includes('')) return units;
  const house = await db
    .selectFrom('logs_audit_kept')
    .select('unit_id')
    .where('unit_id', '=', '')
    .executeTakeFirst();
  return house ? [...units, { unit_id: '', region_path: '', sector_path: '' }] : units;
}
