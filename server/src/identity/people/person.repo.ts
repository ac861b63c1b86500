import type { Selectable } from 'kysely';
import type { Tables, Transaction } from '../../kernel/database/index.ts';

/** Somebody who signs in, with what that takes. */
export interface SignInRecord {
  readonly id: string;
  readonly loginName: string;
  readonly closed: boolean;
  readonly password: string | undefined;
  readonly hasFactor: boolean;
  /** whether this browser has signed in wholly before */
  readonly knowsDevice: boolean;
}

/** @param key of the person: id or login name */
export async function findForSignIn(
  trx: Transaction,
  key: { id: string } | { loginName: string },
  deviceDigest: string,
): Promise<SignInRecord | undefined> {
  const [column, value] =
    'id' in key ? (['p.id', key.id] as const) : (['p.login_name', key.loginName] as const);
  const row = await trx
    .selectFrom('identity_person as p')
    .leftJoin('identity_credential as c', 'c.person_id', 'p.id')
    .leftJoin('identity_device as d', (join) =>
      join.onRef('d.person_id', '=', 'p.id').on('d.digest', '=', deviceDigest),
    )
    .select(['p.id', 'p.login_name', 'p.closed_at', 'c.password', 'd.id as device'])
    .select(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('identity_factor as f')
            .select('f.id')
            .whereRef('f.person_id', '=', 'p.id')
            .where('f.confirmed_at', 'is not', null),
        ),
        exists(selectFrom('identity_passkey as k').select('k.id').whereRef('k.person_id', '=', 'p.id')),
      ]).as('has_factor'),
    )
    .where(column, '=', value)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      loginName: row.login_name,
      closed: row.closed_at !== null,
      password: row.password ?? undefined,
      hasFactor: row.has_factor === true,
      knowsDevice: row.device !== null,
    }
  );
}

/** Whether anybody has an account. Asked in a scope of everything. */
export async function isClaimed(trx: Transaction): Promise<boolean> {
  const row = await trx.selectFrom('identity_person').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function hasPassword(trx: Transaction, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('identity_credential')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row !== undefined;
}

/** The names of a person that no password may hold. */
export async function namesOf(trx: Transaction, personId: string): Promise<string[]> {
  const row = await trx
    .selectFrom('identity_person')
    .select(['login_name', 'name'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  return [row.login_name, row.name];
}

export async function savePassword(
  trx: Transaction,
  saved: { personId: string; password: string; now: Date },
): Promise<void> {
  const { personId, password, now } = saved;
  await trx
    .insertInto('identity_credential')
    .values({ person_id: personId, password, changed_at: now })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ password, changed_at: now }))
    .execute();
}

export type FactorRecord = Selectable<Tables['identity_factor']>;

/** The second factor of a person, locked: two codes given at once are looked at one after the other. */
export async function lockFactor(trx: Transaction, personId: string): Promise<FactorRecord | undefined> {
  return trx
    .selectFrom('identity_factor')
    .selectAll()
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
}

/** Puts the digests of new recovery codes in place of the old ones. */
export async function replaceRecoveryCodes(
  trx: Transaction,
  personId: string,
  digests: readonly string[],
): Promise<void> {
  await trx.deleteFrom('identity_recovery_code').where('person_id', '=', personId).execute();
  await trx
    .insertInto('identity_recovery_code')
    .values(digests.map((digest) => ({ person_id: personId, digest })))
    .execute();
}

/** Uses a recovery code; false when there is none such, or it was used. */
export async function useRecoveryCode(
  trx: Transaction,
  code: { personId: string; digest: string; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('identity_recovery_code')
    .set({ used_at: code.now })
    .where('person_id', '=', code.personId)
    .where('digest', '=', code.digest)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
