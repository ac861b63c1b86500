import type { Filing } from '@zhengdun/contract';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { Actor } from '../../kernel/tenancy/index.ts';
import { findApplicationForUpdate, findFilings } from './application.repo.ts';
import { applicationInputOf } from './application.ts';
import { changeWithin } from './save-application.ts';

/**
 * Writes what an authority gave an application in place of what was there, with its history.
 *
 * @throws HouseError `application-unknown`
 */
export async function noteFiling(
  trx: Transaction,
  { actor, id, filing }: { readonly actor: Actor; readonly id: string; readonly filing: Filing },
): Promise<void> {
  const row = await findApplicationForUpdate(trx, id);
  if (!row) throw new HouseError('application-unknown', {});
  const input = applicationInputOf(row, await findFilings(trx, [id]));
  const filings = [...input.filings.filter(({ kind }) => kind !== filing.kind), filing];
  await changeWithin(trx, { actor, row, input: { ...input, filings }, act: 'changed' });
}
