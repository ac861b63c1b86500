import type { LinkDecision } from '@zhengdun/contract';
import { peopleWith } from '../identity/index.ts';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { jsonDigest } from '../kernel/canonical-json.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { enterInLedger } from '../kernel/ledger/index.ts';
import { beyondScope, type Scope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findLinkForUpdate } from './link.repo.ts';
import type { LinkRecord } from './tables.ts';
import type { LinkTools } from './tools.ts';
import { findSeenPage, updateLink } from './work.repo.ts';

type Tools = Pick<LinkTools, 'db' | 'now'>;

interface OnLink {
  readonly trx: Transaction;
  readonly scope: Scope;
  readonly link: LinkRecord;
  readonly now: Date;
}

async function onLink<T>(
  { db, now }: Tools,
  caller: Caller,
  id: string,
  work: (on: OnLink) => Promise<T>,
): Promise<T> {
  const scope = scopeOf(caller.actor, 'link.manage');
  return withinScope(db, scope, async (trx) => {
    const link = await findLinkForUpdate(trx, id);
    if (!link) throw new HouseError('link-unknown', {});
    return work({ trx, scope, link, now: now() });
  });
}

const recorded = ({ id, unit_id }: LinkRecord) => ({ object: { kind: 'link', id }, unit: unit_id }) as const;

/**
 * Article 15: confirms that a link has to do with the unit's duties or serves the public, or that it does not. The decision
 * is in the ledger. @throws HouseError `link-unknown`
 */
export async function decideLink(
  tools: Tools,
  caller: Caller,
  { id, relevance, ground }: LinkDecision & { readonly id: string },
): Promise<void> {
  await onLink(tools, caller, id, async ({ trx, link, now }) => {
    const by = caller.actor.id;
    await updateLink(trx, id, { relevance, ground, decided_by: by, decided_at: now });
    const decision = { link: id, url: link.url, relevance, ground, by, at: now.toISOString() };
    await enterInLedger(trx, {
      kind: 'link-decision',
      subject: `link/${id}`,
      digests: { decision: jsonDigest(decision) },
      facts: { relevance },
    });
    await recordDone(trx, caller, { act: 'link-decided', ...recorded(link), detail: { relevance } });
  });
}

/** Names who deals with a link. @throws HouseError `link-unknown`, `link-handler-unfit` */
export async function assignLink(
  tools: Tools,
  caller: Caller,
  { id, handler }: { readonly id: string; readonly handler: string },
): Promise<void> {
  await onLink(tools, caller, id, async ({ trx, link, now }) => {
    const about = { unitId: link.unit_id, permission: 'link.manage', now } as const;
    const people = await beyondScope(trx, () => peopleWith(trx, about));
    if (!people.some((person) => person.id === handler)) throw new HouseError('link-handler-unfit', {});
    await updateLink(trx, id, { handler_id: handler });
    await recordDone(trx, caller, { act: 'link-assigned', ...recorded(link), detail: {} });
  });
}

/**
 * Somebody has looked: as the site was at the last look it is the one that is meant. What comes later is compared with
 * that. @throws HouseError `link-unknown`, `link-not-seen`
 */
export async function acceptLink(
  tools: Tools,
  caller: Caller,
  { id, ground }: { readonly id: string; readonly ground: string },
): Promise<void> {
  await onLink(tools, caller, id, async ({ trx, link, now }) => {
    const seen = await findSeenPage(trx, id);
    if (!seen) throw new HouseError('link-not-seen', {});
    const state = link.state === 'alive' ? {} : { since: now };
    await updateLink(trx, id, {
      ...{ state: 'alive', cause: 'accepted', detail: ground.slice(0, 200), ...state },
      ...{ good: JSON.stringify(seen), good_at: now, picture: null, picture_at: null, no_picture: null },
    });
    const step = { link: id, url: link.url, ground, by: caller.actor.id, at: now.toISOString() };
    await enterInLedger(trx, {
      kind: 'link-decision',
      subject: `link/${id}`,
      digests: { acceptance: jsonDigest(step) },
      facts: { domain: seen.domain },
    });
    await recordDone(trx, caller, { act: 'link-accepted', ...recorded(link), detail: {} });
  });
}

/** Has a link looked at as soon as its host may be asked. @throws HouseError `link-unknown` */
export async function recheckLink(tools: Tools, caller: Caller, id: string): Promise<void> {
  await onLink(tools, caller, id, async ({ trx, link, now }) => {
    await updateLink(trx, id, { due_at: now });
    await recordDone(trx, caller, { act: 'link-recheck-asked', ...recorded(link), detail: {} });
  });
}
