import '../tables.ts';
import type { Token } from '@zhengdun/contract';
import type { Insertable, Selectable } from 'kysely';
import type { Tables, Transaction } from '../../kernel/database/index.ts';

export type TokenRecord = Selectable<Tables['identity_token']>;

export async function insertToken(
  trx: Transaction,
  token: Insertable<Tables['identity_token']>,
): Promise<void> {
  await trx.insertInto('identity_token').values(token).execute();
}

/** A token with what its owner is now. Asked in a scope of everything. */
export async function findToken(trx: Transaction, digest: string) {
  return trx
    .selectFrom('identity_token as t')
    .innerJoin('identity_person as p', 'p.id', 't.person_id')
    .select(['t.id', 't.person_id', 't.permissions', 't.ends_at', 't.revoked_at', 't.last_at'])
    .select(['p.unit_id', 'p.on_establishment', 'p.closed_at'])
    .where('t.digest', '=', digest)
    .executeTakeFirst();
}

export async function touchToken(
  trx: Transaction,
  id: string,
  used: { readonly at: Date; readonly source: string },
): Promise<void> {
  await trx
    .updateTable('identity_token')
    .set({ last_at: used.at, last_source: used.source })
    .where('id', '=', id)
    .execute();
}

/** The tokens of a person, newest first; of those that ended the last few. */
export async function tokensOf(trx: Transaction, personId: string): Promise<TokenRecord[]> {
  return trx
    .selectFrom('identity_token')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('made_at', 'desc')
    .limit(100)
    .execute();
}

export async function countLiveTokens(trx: Transaction, personId: string, now: Date): Promise<number> {
  const { count } = await trx
    .selectFrom('identity_token')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('ends_at', '>', now)
    .executeTakeFirstOrThrow();
  return count;
}

/** Revokes one token, or all of a person. @returns owners of those that were live until then */
export async function revokeTokens(
  trx: Transaction,
  which: { readonly id?: string; readonly personId?: string },
  by: { readonly personId: string; readonly now: Date },
): Promise<string[]> {
  const { id, personId } = which;
  if (id === undefined && personId === undefined) return [];
  const rows = await trx
    .updateTable('identity_token')
    .set({ revoked_at: by.now, revoked_by: by.personId })
    .$if(id !== undefined, (query) => query.where('id', '=', id as string))
    .$if(personId !== undefined, (query) => query.where('person_id', '=', personId as string))
    .where('revoked_at', 'is', null)
    .where('ends_at', '>', by.now)
    .returning('person_id')
    .execute();
  return rows.map((row) => row.person_id);
}

export function viewToken(row: TokenRecord, now: Date): Token {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    permissions: row.permissions,
    madeAt: row.made_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    ...(row.last_at && { lastAt: row.last_at.toISOString() }),
    ...(row.last_source && { lastSource: row.last_source }),
    state: row.revoked_at ? 'revoked' : row.ends_at <= now ? 'ended' : 'live',
  };
}
