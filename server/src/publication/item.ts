import { ITEM_STATE_WORDS, type ItemAct, type ItemMark, type PermissionName } from '@zhengdun/contract';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import type { Json } from '../kernel/canonical-json.ts';
import { jsonDigest } from '../kernel/canonical-json.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { enterInLedger } from '../kernel/ledger/index.ts';
import { type Scope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findItemForUpdate, insertEvent, type NamedItem } from './item.repo.ts';
import { afterAct, type ItemLife, type ItemStep } from './item-life.ts';
import type { PublicationTools } from './tools.ts';

/** Somebody works on an item that others are kept from meanwhile. */
export interface OnItem {
  readonly trx: Transaction;
  readonly scope: Scope;
  readonly caller: Caller;
  readonly item: NamedItem;
  readonly now: Date;
}

/**
 * Works on one item where the caller holds a permission.
 *
 * @throws HouseError `item-unknown`
 */
export async function onItem<T>(
  { db, now }: Pick<PublicationTools, 'db' | 'now'>,
  about: { readonly caller: Caller; readonly permission: PermissionName; readonly id: string },
  work: (on: OnItem) => Promise<T>,
): Promise<T> {
  const { caller, permission, id } = about;
  const scope = scopeOf(caller.actor, permission);
  return withinScope(db, scope, async (trx) => {
    const item = await findItemForUpdate(trx, id);
    if (!item) throw new HouseError('item-unknown', {});
    return work({ trx, scope, caller, item, now: now() });
  });
}

export function itemLife(item: NamedItem, now: Date): ItemLife {
  return {
    state: item.state,
    stage: item.stage,
    stages: item.stages ?? 0,
    urgent: item.urgent && item.urgent_days !== null,
    live: item.live,
    wasPublished: item.published_version !== null,
    embargoed: item.publish_at !== null && item.publish_at > now,
    laterOwed: item.later_due_on !== null && !item.later_returned,
  };
}

/** @throws HouseError the sentence of why the act does not fit */
export function demandAct({ item, now }: Pick<OnItem, 'item' | 'now'>, act: ItemAct): ItemStep {
  const outcome = afterAct(itemLife(item, now), act);
  if (outcome.ok) return outcome.step;
  const { why } = outcome;
  if (why === 'item-embargoed' || why === 'item-published') throw new HouseError(why, {});
  throw new HouseError(why, { state: ITEM_STATE_WORDS[item.state] });
}

/** @throws HouseError `item-changed` where another version than the one that was read stands there */
export function demandVersion({ version }: NamedItem, read: number): void {
  if (version !== read) throw new HouseError('item-changed', { version });
}

const AUDIT = {
  submitted: 'item-submitted',
  recalled: 'item-recalled',
  published: 'item-published',
  'correction-begun': 'item-correction-begun',
  'correction-dropped': 'item-dropped',
  withdrawn: 'item-withdrawn',
  dropped: 'item-dropped',
} as const;

/** Notes a step of an item in its history, in the ledger and in the audit log. @param facts what the ledger has digests of */
export async function noteStep(
  on: OnItem,
  event: keyof typeof AUDIT,
  { ground = '', version = on.item.version, facts = {} }: StepFacts = {},
): Promise<void> {
  const { trx, caller, item, now } = on;
  await insertEvent(trx, item, { event, version, at: now, actor_id: actorId(caller), ground });
  const step = {
    item: item.id,
    event,
    version,
    ground,
    at: now.toISOString(),
    by: caller.actor.id,
    ...facts,
  };
  await enterInLedger(trx, {
    kind: 'item-step',
    subject: `publication/${item.id}`,
    digests: { step: jsonDigest(step) },
    facts: { step: event, version: String(version) },
  });
  await recordDone(trx, caller, { act: AUDIT[event], ...recordedItem(item), detail: { version } });
}
/** Of the program there is no person. */
function actorId({ actor }: Caller): string | null {
  return actor.kind === 'program' ? null : actor.id;
}
interface StepFacts {
  readonly ground?: string;
  readonly version?: number;
  readonly facts?: Readonly<Record<string, Json>>;
}

export function recordedItem({ id, unit_id }: Pick<NamedItem, 'id' | 'unit_id'>) {
  return { object: { kind: 'publication', id }, unit: unit_id } as const;
}

/** What a list says of an item beside its state. */
export function marksOf(item: NamedItem, now: Date): ItemMark[] {
  const { state } = item;
  const isOpen = state !== 'published' && state !== 'withdrawn' && state !== 'dropped';
  const isOwed = state === 'published' && item.later_due_on !== null;
  const marks: readonly (readonly [ItemMark, boolean])[] = [
    ['urgent', item.urgent && isOpen],
    ['correcting', isOpen && item.live],
    ['embargoed', isOpen && item.publish_at !== null && item.publish_at > now],
    ['later-returned', isOwed && item.later_returned],
    ['later-overdue', isOwed && !item.later_returned && (item.later_due_on ?? '') < dayOf(now)],
    ['later-owed', isOwed && !item.later_returned && (item.later_due_on ?? '') >= dayOf(now)],
    ['page-differs', item.page_differs],
    ['source-changed', item.source_changed],
    ['unscreened', isOpen && !item.screened],
    ['secret', state !== 'dropped' && item.secret_since !== null],
    ['blocked', isOpen && item.blocked && item.secret_since === null],
  ];
  return marks.flatMap(([mark, holds]) => (holds ? [mark] : []));
}
