import { randomUUID } from 'node:crypto';
import type { OutsideBinding } from '@zhengdun/contract';
import type { Selectable } from 'kysely';
import type { Tables, Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { issuerOf, type ProviderRow } from './open-provider.ts';
import type { Assertion } from './way.ts';

export type BindingRow = Selectable<Tables['identity_binding']>;

/** Who an assertion is about, where an account is bound to it. */
export async function findBinding(
  trx: Transaction,
  providerId: string,
  { issuer, subject }: Pick<Assertion, 'issuer' | 'subject'>,
): Promise<BindingRow | undefined> {
  return trx
    .selectFrom('identity_binding')
    .selectAll()
    .where('provider_id', '=', providerId)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
}

export async function noteUse(trx: Transaction, id: string, now: Date): Promise<void> {
  await trx.updateTable('identity_binding').set({ last_used_at: now }).where('id', '=', id).execute();
}

/**
 * Binds an account to a subject of a provider.
 *
 * @throws HouseError `outside-bound-already` when the account has a binding that holds, `outside-taken` when the subject
 * is somebody else's
 */
export async function insertBinding(
  trx: Transaction,
  {
    provider,
    assertion,
    ...about
  }: {
    readonly provider: ProviderRow;
    readonly assertion: Omit<Assertion, 'twoFactors'>;
    readonly personId: string;
    readonly by: string;
    readonly now: Date;
  },
): Promise<void> {
  const { issuer, subject, label } = assertion;
  // What was bound under an address that the provider has no more stands in nobody's way.
  await trx
    .deleteFrom('identity_binding')
    .where('provider_id', '=', provider.id)
    .where('person_id', '=', about.personId)
    .where('issuer', '<>', issuerOf(provider))
    .execute();
  const { numInsertedOrUpdatedRows: inserted } = await trx
    .insertInto('identity_binding')
    .values({
      id: randomUUID(),
      provider_id: provider.id,
      issuer,
      subject,
      label,
      person_id: about.personId,
      bound_at: about.now,
      bound_by: about.by,
      last_used_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted === 1n) return;
  const own = await trx
    .selectFrom('identity_binding')
    .select('id')
    .where('provider_id', '=', provider.id)
    .where('person_id', '=', about.personId)
    .executeTakeFirst();
  throw own ? new HouseError('outside-bound-already', {}) : new HouseError('outside-taken', {});
}

/** @returns the provider it was of; undefined where the person has no such binding */
export async function removeBinding(
  trx: Transaction,
  { id, personId }: { readonly id: string; readonly personId: string },
): Promise<string | undefined> {
  const row = await trx
    .deleteFrom('identity_binding')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .returning('provider_id')
    .executeTakeFirst();
  return row?.provider_id;
}

/** The bindings of a person, as a page shows them, and the providers that are on and not bound. */
export async function listBindings(
  trx: Transaction,
  providers: readonly ProviderRow[],
  personId: string,
): Promise<{ bindings: OutsideBinding[]; free: ProviderRow[] }> {
  const rows = await trx
    .selectFrom('identity_binding')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('bound_at')
    .limit(100)
    .execute();
  const bindings = rows.flatMap((row): OutsideBinding[] => {
    const provider = providers.find(({ id }) => id === row.provider_id);
    if (!provider) return [];
    return [
      {
        id: row.id,
        providerName: provider.name,
        label: row.label,
        boundAt: row.bound_at.toISOString(),
        boundBy: row.bound_by === personId ? 'self' : 'administrator',
        ...(row.last_used_at && { lastUsedAt: row.last_used_at.toISOString() }),
        stale: row.issuer !== issuerOf(provider),
      },
    ];
  });
  const holding = rows.filter((row) =>
    providers.some((each) => each.id === row.provider_id && issuerOf(each) === row.issuer),
  );
  const free = providers.filter(
    ({ id, enabled }) => enabled && !holding.some((row) => row.provider_id === id),
  );
  return { bindings, free };
}
