import { contentOf } from '../assurance/index.ts';
import type { Caller } from '../kernel/audit/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { beyondScope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findItem, updateItem } from './item.repo.ts';
import { demandAct, demandVersion, noteStep, onItem } from './item.ts';
import { readUnread } from './readings/read-unread.ts';
import { readingHindrance, readingsOf } from './readings/reading-hindrance.ts';
import { demandWholeRepost } from './reposts/demand-repost.ts';
import { tellReviewers } from './review/reviewers.ts';
import { findWorkflowInForce } from './review/workflow.repo.ts';
import { screenFiles } from './screening/file-screening.ts';
import { screenTogether } from './screening/screen-together.ts';
import { keepScreening, screenVersion, type VersionScreening } from './screening/screening.ts';
import { tellSecrecy } from './secrecy/secrecy.ts';
import type { PublicationTools } from './tools.ts';
import { findHits, findScreening, findVersion } from './version.repo.ts';
import { screenForUnit } from './word-lists/screen-for-unit.ts';

/**
 * 提交审核, under the workflow of the unit that holds now. Its attachments are screened first, and its words where that was
 * not done by the present rules. Pictures in attachments are read by a job: until then it is not submitted.
 *
 * @throws HouseError `item-unknown`, `item-changed`, `item-not-draft`, `item-text-empty`, `repost-incomplete`,
 *   `workflow-missing`, and those of `readingHindrance`
 */
export async function submitItem(
  tools: PublicationTools,
  caller: Caller,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  const found = await screenAnew(tools, caller, { id, version });
  await onItem(tools, { caller, permission: 'publication.write', id }, async (on) => {
    const { trx, item, now } = on;
    demandVersion(item, version);
    const { state } = demandAct(on, 'submit');
    const files = await findVersion(trx, id, version);
    if (!files || (files.textFile.bytes === 0 && files.attachments.length === 0))
      throw new HouseError('item-text-empty', {});
    demandWholeRepost(item, files);
    const hindrance = readingHindrance(files, await readingsOf(trx, files));
    if (hindrance) throw hindrance;
    const flow = await findWorkflowInForce(trx, item.unit_id, now);
    if (!flow) throw new HouseError('workflow-missing', { unit: item.unit_name });
    if (found) {
      const { hasSecret } = await keepScreening(trx, item, { version, found, at: now });
      if (hasSecret) await beyondScope(trx, () => tellSecrecy(trx, { unitId: item.unit_id, key: id }, now));
    }
    await updateItem(trx, id, {
      state,
      round: item.round + 1,
      stage: 0,
      workflow_id: flow.id,
      submitted_by: caller.actor.id,
      since: now,
    });
    await noteStep(on, 'submitted', { facts: { workflow: flow.id, manifest: files.manifest_sha256 } });
    const submitted = await findItem(trx, id);
    if (submitted) await beyondScope(trx, () => tellReviewers(trx, submitted, now));
  });
}

/** 撤回修改: the author takes it back before it is decided. @throws HouseError `item-unknown`, `item-not-in-review` */
export async function recallItem(
  tools: PublicationTools,
  caller: Caller,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  await onItem(tools, { caller, permission: 'publication.write', id }, async (on) => {
    demandVersion(on.item, version);
    const { state } = demandAct(on, 'recall');
    await updateItem(on.trx, id, { state, stage: 0, since: on.now });
    await noteStep(on, 'recalled');
  });
}

/** Before the transaction: the rules may have changed since the version was written, and its attachments are read now. */
async function screenAnew(
  tools: PublicationTools,
  { actor }: Caller,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<VersionScreening | undefined> {
  const { db, vault } = tools;
  const whole = await withinScope(db, scopeOf(actor, 'publication.write'), async (trx) => {
    const files = await findVersion(trx, id, version);
    const bytes = files && (await contentOf({ vault }, trx, files.textFile));
    const before = await findScreening(trx, id, version);
    const known = before ? await findHits(trx, before.id) : [];
    const readings = files ? await readingsOf(trx, files) : new Map();
    return files && bytes && { files, bytes, before, known, readings };
  });
  if (!whole) return undefined;
  const { files, before, known, readings } = whole;
  // What hinders it is told in the transaction, after what stands there.
  if (readingHindrance(files, readings)) return undefined;
  const said = { title: files.title, text: whole.bytes.toString('utf8') };
  const screen = await screenForUnit(tools, files.unit_id);
  if (!screen) return undefined;
  const { edition } = await screen.text('');
  const about = { id, unitId: files.unit_id, files: files.attachments };
  const together = await screenTogether(tools, about, said);
  const rules = new Set(known.map(({ rule }) => rule));
  const isKnown =
    before?.edition === edition &&
    before.attachments === files.attachments.length &&
    ![...readings.values()].some(({ ended_at }) => ended_at !== null && ended_at > before.at);
  if (isKnown && together.every(({ rule }) => rules.has(rule))) return undefined;
  const attachments = await screenFiles(tools, screen, { files: files.attachments, edition });
  if (attachments.unread.length > 0) await readUnread(tools, { id, unread: attachments.unread });
  return screenVersion(screen, said, { attachments: attachments.files, together });
}
