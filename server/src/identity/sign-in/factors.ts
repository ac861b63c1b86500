import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';

/** Second factors that somebody has: none of them may be removed that is the last. */
export interface OwnFactors {
  /** the telephone's codes count since then */
  readonly codesSince: Date | undefined;
  readonly passkeys: number;
}

/** The second factors of a person, whose row is locked: whatever changes them comes one after the other. */
export async function lockFactors(trx: Transaction, personId: string): Promise<OwnFactors> {
  await trx
    .selectFrom('identity_person')
    .select('id')
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return readFactors(trx, personId);
}

export async function readFactors(trx: Transaction, personId: string): Promise<OwnFactors> {
  const since = await codesSince(trx, personId);
  const { count } = await trx
    .selectFrom('identity_passkey')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return { codesSince: since, passkeys: count };
}

/** Since when the telephone's codes of a person count; undefined: they are not set up. */
export async function codesSince(trx: Transaction, personId: string): Promise<Date | undefined> {
  const codes = await trx
    .selectFrom('identity_factor')
    .select('confirmed_at')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return codes?.confirmed_at ?? undefined;
}

/** @throws HouseError `sign-in-unfinished` where somebody has a second factor, and has not shown it */
export async function demandNone(trx: Transaction, personId: string): Promise<void> {
  const { codesSince, passkeys } = await lockFactors(trx, personId);
  if (codesSince || passkeys > 0) throw new HouseError('sign-in-unfinished', {});
}

/** @throws HouseError `last-factor` where another one does not stay */
export async function demandAnother(trx: Transaction, personId: string): Promise<void> {
  const { codesSince, passkeys } = await lockFactors(trx, personId);
  if ((codesSince ? 1 : 0) + passkeys < 2) throw new HouseError('last-factor', {});
}
