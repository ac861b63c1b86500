import { randomUUID } from 'node:crypto';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { canonicalJson, type Json, jsonDigest } from '../../kernel/canonical-json.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { HOUR_MS } from '../../kernel/durations.ts';
import { enterInLedger } from '../../kernel/ledger/index.ts';
import { onceKey, tellOnce } from '../../messages/index.ts';
import { findItemForUpdate, type NamedItem } from '../item.repo.ts';
import { recordedItem } from '../item.ts';
import { publishersOf } from '../publishers.ts';
import type { ComparisonRow } from '../tables.ts';
import { findComparison, insertComparison, planComparison } from './comparison.repo.ts';

/** What a comparison found. */
export type Compared = Pick<
  ComparisonRow,
  'outcome' | 'fault' | 'similarity' | 'differences' | 'count' | 'sha256'
>;

/** What is not as approved, or could not be seen, is looked at again soon. */
const SOON_HOURS = 1;
/** A page that could not be opened for so long is told of. */
const AWAY_HOURS = 3;

interface Keeping {
  readonly caller: Caller;
  readonly id: string;
  readonly version: number;
  readonly url: string;
  readonly found: Compared;
  readonly now: Date;
  /** between two comparisons of what is as approved */
  readonly hours: number;
}

/**
 * Keeps a comparison. What the program finds again as it was is noted at the item alone; what it finds anew is kept, and where
 * the page is not what was approved that goes to the ledger and to whoever publishes in the unit.
 */
export async function keepComparison(trx: Transaction, keeping: Keeping): Promise<void> {
  const { caller, id, version, url, found, now, hours } = keeping;
  const item = await findItemForUpdate(trx, id);
  // Corrected or withdrawn meanwhile: what was seen is of yesterday.
  if (!item?.live || item.published_version !== version || item.published_url !== url) return;
  const before = await findComparison(trx, id, version);
  const isNew = !before || resultOf(before) !== resultOf(found);
  const isByHand = caller.actor.kind !== 'program';
  const wait = (found.outcome === 'same' ? hours : Math.min(hours, SOON_HOURS)) * HOUR_MS;
  await planComparison(trx, { id, next: new Date(now.getTime() + wait), done: now });
  const isTampered = found.outcome === 'different' || found.outcome === 'not-found';
  if (isNew || isByHand) {
    const row = { id: randomUUID(), version, at: now, url, ...found };
    await insertComparison(trx, item, row);
    if (isTampered) await enterDifference(trx, item, row);
    if (isByHand || isTampered)
      await recordDone(trx, caller, {
        act: 'item-page-compared',
        ...recordedItem(item),
        detail: { version, outcome: found.outcome, differences: found.count },
      });
    if (isNew && isTampered) await tellPublishers(trx, item, { key: row.id, now });
    return;
  }
  const isAway =
    found.outcome === 'unreachable' && now.getTime() - before.at.getTime() >= AWAY_HOURS * HOUR_MS;
  if (isAway) await tellPublishers(trx, item, { key: before.id, now });
}

/** Equal where nothing else was found. */
function resultOf({ outcome, fault, count, differences }: Compared): string {
  return canonicalJson({ outcome, fault, count, differences: differences as unknown as Json });
}

async function enterDifference(
  trx: Transaction,
  item: NamedItem,
  { id, at, differences, ...row }: Compared & Pick<ComparisonRow, 'id' | 'version' | 'at' | 'url'>,
): Promise<void> {
  const { version, url, outcome, count, sha256 } = row;
  const facts = { id, item: item.id, version, url, outcome, count, at: at.toISOString(), page: sha256 };
  await enterInLedger(trx, {
    kind: 'item-page-differs',
    subject: `publication/${item.id}`,
    digests: { comparison: jsonDigest({ ...facts, differences: differences as unknown as Json }) },
    facts: { version: String(version), outcome, differences: String(count) },
  });
}

async function tellPublishers(
  trx: Transaction,
  item: NamedItem,
  { key, now }: { readonly key: string; readonly now: Date },
): Promise<void> {
  const people = await publishersOf(trx, item, now);
  await tellOnce(trx, { matter: 'item-page-differs', about: [{ key: onceKey(item.id, key), people }], now });
}
