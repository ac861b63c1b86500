import type { Transaction } from '../database/index.ts';
import { entryText, type LedgerEntry } from './entry.ts';
import { insertEntries } from './ledger.repo.ts';

/**
 * Enters what is being done, in the very transaction that does it: both are there afterwards, or neither. The entry
 * gets its place in the tree when it is sealed, some seconds later.
 *
 * @throws Error when an entry is not within its bounds
 */
export async function enterInLedger(
  transaction: Transaction,
  ...entries: readonly [LedgerEntry, ...LedgerEntry[]]
): Promise<void> {
  const now = new Date();
  await insertEntries(
    transaction,
    entries.map((entry) => entryText(entry, now)),
  );
}
