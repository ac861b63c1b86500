import type { OutletFault } from '@zhengdun/contract';
import { peopleWith } from '../../identity/index.ts';
import { dayOf } from '../../kernel/clock/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { MINUTE_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { Posted } from '../../kernel/web/index.ts';
import { tellPerson } from '../../messages/index.ts';
import { findItem, type NamedItem } from '../item.repo.ts';
import type { PublicationTools } from '../tools.ts';
import {
  findDelivery,
  forgetDeliveries,
  type NamedDelivery,
  settleDelivery,
  takeDelivery,
} from './delivery.repo.ts';
import { findOutlet, type NamedOutlet, noteAtOutlet } from './outlet.repo.ts';
import { bringPage } from './pages/publish-page.ts';
import { SiteFault } from './pages/site-store.ts';
import { tellSystem } from './tell-system.ts';

/** 1, 2, 4 … minutes, at most an hour: nine hours in all. */
const MOST_TRIES = 14;
const LONGEST_WAIT = 60;
/** An attempt ends within minutes, also with twenty large files: what is older has lost its program. */
const LOST_MS = 20 * MINUTE_MS;
const KEPT_MS = 90 * 24 * 60 * MINUTE_MS;
const EVERY_MS = 3_000;
/** Attempts at a time: a system that is slow keeps no other from being told. */
const AT_ONCE = 4;

interface Attempt {
  readonly delivery: NamedDelivery;
  readonly outlet: NamedOutlet;
  readonly item: NamedItem;
}

/**
 * Makes the next attempt that is due. It is written down before it is made; under its id the other side takes it once, however
 * often it comes.
 *
 * @returns whether there was one
 */
export async function deliverNext(tools: PublicationTools): Promise<boolean> {
  const { db, now } = tools;
  const attempt = await withinScope(db, EVERYTHING, async (trx) => {
    const id = await takeDelivery(trx, { now: now(), lost: new Date(now().getTime() - LOST_MS) });
    const delivery = id === undefined ? undefined : await findDelivery(trx, id);
    const outlet = delivery && (await findOutlet(trx, delivery.outlet_id));
    const item = delivery && (await findItem(trx, delivery.item_id));
    return delivery && outlet && item && { delivery, outlet, item };
  });
  if (!attempt) return false;
  const outcome = await deliver(tools, attempt);
  await withinScope(db, EVERYTHING, (trx) => settle(trx, { ...attempt, outcome, now: now() }));
  return true;
}

/** A page is put, or a system is told. */
async function deliver(tools: PublicationTools, attempt: Attempt): Promise<Outcome> {
  if (attempt.outlet.kind === 'system') return tell(tools, attempt);
  try {
    await bringPage(tools, attempt.outlet, attempt.item.id);
    return { result: 'sent' };
  } catch (error) {
    if (error instanceof SiteFault) return { result: 'not-sent', fault: error.fault, lasting: error.lasting };
    if (error instanceof HouseError && error.code in FAULTS)
      return { result: 'not-sent', fault: FAULTS[error.code as keyof typeof FAULTS], lasting: true };
    throw error;
  }
}

type Outcome =
  | Posted
  | { readonly result: 'not-sent'; readonly fault: OutletFault; readonly lasting: boolean };

const FAULTS = { 'approved-bytes-differ': 'not-as-approved', 'document-destroyed': 'destroyed' } as const;

async function tell(tools: PublicationTools, { delivery, outlet, item }: Attempt): Promise<Posted> {
  return tellSystem(tools, outlet, {
    delivery: delivery.id,
    event: delivery.due ? 'due' : delivery.event,
    at: delivery.made_at.toISOString(),
    application: outlet.application_id,
    item: item.id,
    ...(item.reference !== null && { reference: item.reference }),
    version: delivery.version,
    state: delivery.item_state,
  });
}

async function settle(
  trx: Transaction,
  { delivery, outlet, outcome, now }: Attempt & { readonly outcome: Outcome; readonly now: Date },
): Promise<void> {
  if (outcome.result === 'sent') {
    await settleDelivery(trx, delivery, { state: 'sent', fault: null });
    await noteAtOutlet(trx, { id: outlet.id, at: now });
    return;
  }
  const { fault } = outcome;
  await noteAtOutlet(trx, { id: outlet.id, at: now, fault });
  const isLasting = outcome.result === 'not-sent' && outcome.lasting;
  if (isLasting || delivery.tries >= MOST_TRIES) {
    await settleDelivery(trx, delivery, { state: 'failed', fault });
    await tellManagers(trx, outlet, now);
    return;
  }
  const wait = Math.min(2 ** (delivery.tries - 1), LONGEST_WAIT) * MINUTE_MS;
  const next_at = new Date(now.getTime() + wait);
  await settleDelivery(trx, delivery, { state: 'waiting', fault, next_at });
}

/** Once a day and outlet. */
async function tellManagers(trx: Transaction, { id, unit_id }: NamedOutlet, now: Date): Promise<void> {
  const people = await peopleWith(trx, { unitId: unit_id, permission: 'outlet.manage', now });
  for (const { id: personId } of people)
    await tellPerson(trx, { personId, matter: 'outlet-failed', key: `${id}/${dayOf(now)}` }, now);
}

/** Tells outlets of what happens to their items, until the signal fires. Any number of programs may do it. */
export async function keepDelivering(
  tools: PublicationTools & { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  const { db, log, signal } = tools;
  async function deliverAll(): Promise<void> {
    await Promise.all(Array.from({ length: AT_ONCE }, untilNone));
    const before = new Date(tools.now().getTime() - KEPT_MS);
    await withinScope(db, EVERYTHING, (trx) => forgetDeliveries(trx, before));
  }
  async function untilNone(): Promise<void> {
    while (!signal.aborted && (await deliverNext(tools)));
  }
  await keepDoing(deliverAll, { everyMs: EVERY_MS, log, fault: 'outlets could not be told', signal });
}
