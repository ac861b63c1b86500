import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import type { ProviderRow } from './open-provider.ts';

export async function listProviders(db: Database, only: { enabled?: true } = {}): Promise<ProviderRow[]> {
  return db
    .selectFrom('identity_provider')
    .selectAll()
    .$if(only.enabled === true, (query) => query.where('enabled', '=', true))
    .orderBy('name')
    .limit(100)
    .execute();
}

export async function findProvider(db: Database, id: string): Promise<ProviderRow | undefined> {
  return db.selectFrom('identity_provider').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Writes a provider in place of the one before. */
export async function saveProvider(
  trx: Transaction,
  { config, ...row }: Omit<ProviderRow, 'config'> & { readonly config: object },
): Promise<void> {
  const { id: _, kind: _kind, ...changes } = row;
  const written = { config: sql<never>`${JSON.stringify(config)}::jsonb` };
  await trx
    .insertInto('identity_provider')
    .values({ ...row, ...written })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...changes, ...written }))
    .execute();
}

export async function removeProvider(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('identity_provider').where('id', '=', id).execute();
}

/** How many people are bound, by provider. Asked in a scope of everything. */
export async function countBindings(trx: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom('identity_binding')
    .select(({ fn }) => ['provider_id', fn.countAll<number>().as('count')])
    .groupBy('provider_id')
    .execute();
  return new Map(rows.map(({ provider_id: id, count }) => [id, Number(count)]));
}
