import type { PublishInput } from '@zhengdun/contract';
import type { Caller } from '../kernel/audit/index.ts';
import { addDays, dayOf } from '../kernel/clock/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { beyondScope } from '../kernel/tenancy/index.ts';
import { findItem, updateItem } from './item.repo.ts';
import { demandAct, demandVersion, itemLife, noteStep, type OnItem, onItem } from './item.ts';
import { refusedByDatabase } from './refusals.ts';
import { findDecisions } from './review/decision.repo.ts';
import { tellReviewers } from './review/reviewers.ts';
import type { PublicationTools } from './tools.ts';
import { findVersion } from './version.repo.ts';

/**
 * 登记发布: the content system has put the approved version on a page. The later reviews of an urgent item run from then on.
 *
 * @throws HouseError `item-unknown`, `item-changed`, `item-not-approved`, `item-embargoed`, `publish-time-wrong`,
 *   `item-published-as-approved`
 */
export async function publishItem(
  tools: PublicationTools,
  caller: Caller,
  { id, input }: { readonly id: string; readonly input: PublishInput },
): Promise<void> {
  await onItem(tools, { caller, permission: 'publication.write', id }, async (on) => {
    const { trx, item, now } = on;
    demandVersion(item, input.version);
    // A content system that did not hear the answer says it again.
    if (item.state === 'published' && item.published_url === input.url) return;
    const { state } = demandAct(on, 'publish');
    const at = input.at === undefined ? now : new Date(input.at);
    await demandMoment(on, at);
    const { stage, stages, urgent } = itemLife(item, now);
    const isOwed = urgent && stage < stages && item.urgent_days !== null;
    await refusedByDatabase(() =>
      beyondScope(trx, () =>
        updateItem(trx, id, {
          state,
          since: now,
          published_version: item.version,
          published_at: at,
          published_url: input.url,
          live: true,
          later_due_on: isOwed ? addDays(dayOf(at), item.urgent_days ?? 0) : null,
        }),
      ),
    );
    await noteStep(on, 'published', { facts: { url: input.url, published: at.toISOString() } });
    const published = await findItem(trx, id);
    if (published && isOwed) await beyondScope(trx, () => tellReviewers(trx, published, now));
  });
}

async function demandMoment({ trx, item, now }: OnItem, at: Date): Promise<void> {
  const approved = (await findDecisions(trx, item.id)).findLast(({ round }) => round === item.round);
  const isBefore = approved !== undefined && at < approved.decided_at;
  if (at > now || isBefore || (item.publish_at !== null && at < item.publish_at))
    throw new HouseError('publish-time-wrong', {});
}

/** 发起更正, with its reason: the item is a draft again; what is public stays until its correction is. */
export async function correctItem(
  tools: PublicationTools,
  caller: Caller,
  { id, ground }: { readonly id: string; readonly ground: string },
): Promise<void> {
  await onItem(tools, { caller, permission: 'publication.write', id }, async (on) => {
    const { state } = demandAct(on, 'correct');
    await updateItem(on.trx, id, { state, stage: 0, since: on.now });
    await noteStep(on, 'correction-begun', { ground });
  });
}

/** 撤下, with its reason: nothing of it is public from now on. @throws HouseError `item-unknown`, `item-not-published` */
export async function withdrawItem(
  tools: PublicationTools,
  caller: Caller,
  { id, ground }: { readonly id: string; readonly ground: string },
): Promise<void> {
  await onItem(tools, { caller, permission: 'publication.write', id }, async (on) => {
    const { trx, item, now } = on;
    const { state } = demandAct(on, 'withdraw');
    await updateItem(trx, id, { state, live: false, later_due_on: null, since: now });
    await noteStep(on, 'withdrawn', { ground, version: item.published_version ?? item.version });
  });
}

/**
 * 作废 of what was never public; of a correction: it is given up, and the item is again what was published.
 *
 * @throws HouseError `item-unknown`, `item-published`, `item-closed`
 */
export async function dropItem(
  tools: PublicationTools,
  caller: Caller,
  { id, ground }: { readonly id: string; readonly ground: string },
): Promise<void> {
  await onItem(tools, { caller, permission: 'publication.write', id }, async (on) => {
    const { trx, item, now } = on;
    const { state, event } = demandAct(on, 'drop');
    const before = item.published_version;
    const kept = before === null ? undefined : await findVersion(trx, id, before);
    await updateItem(trx, id, {
      state,
      since: now,
      ...(kept && { version: kept.version, title: kept.title, ...planOf(kept.manifest) }),
    });
    await noteStep(on, event === 'correction-dropped' ? event : 'dropped', { ground });
  });
}

/** When and how a version is to be published, as its manifest has it. */
function planOf(manifest: string): { readonly urgent: boolean; readonly publish_at: Date | null } {
  const { urgent, publishAt } = JSON.parse(manifest) as { urgent: boolean; publishAt?: string };
  return { urgent, publish_at: publishAt === undefined ? null : new Date(publishAt) };
}
