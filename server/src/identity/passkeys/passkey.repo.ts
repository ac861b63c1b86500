import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../kernel/database/index.ts';
import type { NewKey } from './web-authn.ts';

/** A passkey with its owner, as signing in needs it. */
export interface PasskeyRecord {
  readonly id: string;
  readonly personId: string;
  readonly loginName: string;
  readonly closed: boolean;
  readonly publicKey: Buffer;
}

export async function findPasskey(
  trx: Transaction,
  about: { readonly credentialId: Buffer; readonly rpId: string; readonly personId?: string | undefined },
): Promise<PasskeyRecord | undefined> {
  const { personId } = about;
  const row = await trx
    .selectFrom('identity_passkey as k')
    .innerJoin('identity_person as p', 'p.id', 'k.person_id')
    .select(['k.id', 'k.person_id', 'k.public_key', 'p.login_name', 'p.closed_at'])
    .where('k.credential_id', '=', about.credentialId)
    .where('k.rp_id', '=', about.rpId)
    .$if(personId !== undefined, (query) => query.where('k.person_id', '=', personId as string))
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      personId: row.person_id,
      loginName: row.login_name,
      closed: row.closed_at !== null,
      publicKey: row.public_key,
    }
  );
}

/** The keys of a person, the oldest first. */
export function passkeysOf(trx: Transaction, personId: string) {
  return trx
    .selectFrom('identity_passkey')
    .select(['id', 'name', 'credential_id', 'transports', 'rp_id', 'made_at', 'last_at'])
    .where('person_id', '=', personId)
    .orderBy('made_at')
    .execute();
}

/** @returns false when somebody has that very key already */
export async function insertPasskey(
  trx: Transaction,
  key: NewKey & {
    readonly personId: string;
    readonly name: string;
    readonly transports: readonly string[];
    readonly rpId: string;
    readonly now: Date;
  },
): Promise<string | undefined> {
  const id = randomUUID();
  const row = await trx
    .insertInto('identity_passkey')
    .values({
      id,
      person_id: key.personId,
      name: key.name,
      credential_id: key.credentialId,
      public_key: key.publicKey,
      counter: key.counter,
      transports: [...key.transports],
      rp_id: key.rpId,
      made_at: key.now,
      last_at: null,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/**
 * Takes the counter of an authenticator. One that does not count always says 0.
 *
 * @returns false when it is not beyond the last one: the key may have been copied (WebAuthn, 6.1.1)
 */
export async function takeCounter(
  trx: Transaction,
  about: { readonly id: string; readonly counter: number; readonly now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('identity_passkey')
    .set({ counter: about.counter, last_at: about.now })
    .where('id', '=', about.id)
    .where((is) => (about.counter === 0 ? is('counter', '=', 0) : is('counter', '<', about.counter)))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deletePasskey(
  trx: Transaction,
  about: { readonly id: string; readonly personId: string },
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('identity_passkey')
    .where('id', '=', about.id)
    .where('person_id', '=', about.personId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
