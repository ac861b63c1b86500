import './tables.ts';
import type { OutletFault } from '@zhengdun/contract';
import type { Insertable } from 'kysely';
import type { Database, Tables, Transaction } from '../../kernel/database/index.ts';
import { inScope, type Scope } from '../../kernel/tenancy/index.ts';
import type { OutletRow } from './tables.ts';

export interface NamedOutlet extends OutletRow {
  readonly application_name: string;
  readonly unit_name: string;
}

function named(db: Database) {
  return db
    .selectFrom('publication_outlet as o')
    .innerJoin('registry_application as a', 'a.id', 'o.application_id')
    .innerJoin('registry_unit as u', 'u.id', 'o.unit_id')
    .selectAll('o')
    .select(['a.name as application_name', 'u.name as unit_name']);
}

export async function listOutlets(
  db: Database,
  scope: Scope,
  { unit }: { readonly unit?: string | undefined },
): Promise<NamedOutlet[]> {
  return named(db)
    .where(inScope(scope, 'o', 'unit_id'))
    .$if(unit !== undefined, (query) => query.where('o.unit_id', '=', unit ?? ''))
    .orderBy('u.name')
    .orderBy('a.name')
    .orderBy('o.kind')
    .limit(200)
    .execute();
}

/** Undefined where the scope of the transaction does not hold it. */
export async function findOutlet(db: Database, id: string): Promise<NamedOutlet | undefined> {
  return named(db).where('o.id', '=', id).executeTakeFirst();
}

export async function insertOutlet(
  trx: Transaction,
  row: Omit<
    Insertable<Tables['publication_outlet']>,
    'config' | 'last_sent_at' | 'last_fault_at' | 'last_fault'
  > & {
    readonly config: object;
  },
): Promise<void> {
  await trx
    .insertInto('publication_outlet')
    .values({ ...row, config: JSON.stringify(row.config) })
    .execute();
}

export async function updateOutlet(
  trx: Transaction,
  id: string,
  change: Partial<Pick<OutletRow, 'name' | 'enabled' | 'secrets' | 'set_by' | 'set_at'>> & {
    readonly config?: object;
  },
): Promise<void> {
  const { config, ...rest } = change;
  await trx
    .updateTable('publication_outlet')
    .set({ ...rest, ...(config && { config: JSON.stringify(config) }) })
    .where('id', '=', id)
    .execute();
}

/** With what it was still to be told. */
export async function removeOutlet(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('publication_outlet').where('id', '=', id).execute();
}

/** Notes at an outlet what came of its last delivery. */
export async function noteAtOutlet(
  trx: Transaction,
  { id, at, fault }: { readonly id: string; readonly at: Date; readonly fault?: OutletFault },
): Promise<void> {
  await trx
    .updateTable('publication_outlet')
    .set(fault ? { last_fault: fault, last_fault_at: at } : { last_sent_at: at })
    .where('id', '=', id)
    .execute();
}
