import { type Approved, ITEM_STATE_WORDS, type ItemStatus, type TextExit } from '@zhengdun/contract';
import { contentOf, type DocumentRecord, mediaTypeOf } from '../../assurance/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { readTextExits } from '../../links/index.ts';
import { findItem, type NamedItem } from '../item.repo.ts';
import { marksOf } from '../item.ts';
import { findDecisions } from '../review/decision.repo.ts';
import type { PublicationTools } from '../tools.ts';
import { findVersion } from '../version.repo.ts';
import { approvedBytes, approvedFiles, isReady } from './approved.ts';
import { findByReference } from './hand-in.repo.ts';

/** Which item: by its id here, or as its content system calls it. */
type Which = { readonly id: string } | { readonly applicationId: string; readonly reference: string };

/** How far an item is, and what of it is approved, for its content system. @throws HouseError `item-unknown` */
export async function readStatus(tools: PublicationTools, actor: Actor, which: Which): Promise<ItemStatus> {
  return withinScope(tools.db, scopeOf(actor, 'publication.read'), async (trx) => {
    const id = 'id' in which ? which.id : (await findByReference(trx, which))?.id;
    const item = id === undefined ? undefined : await findItem(trx, id);
    if (!item) throw new HouseError('item-unknown', {});
    const now = tools.now();
    const returned = (await findDecisions(trx, item.id)).findLast(
      ({ round, decision }) => round === item.round && decision === 'return',
    );
    const isReturned = item.state === 'returned' || item.later_returned;
    return {
      id: item.id,
      ...(item.reference !== null && { reference: item.reference }),
      applicationId: item.application_id,
      state: item.state,
      version: item.version,
      marks: marksOf(item, now),
      since: item.since.toISOString(),
      ...(item.publish_at && { publishAt: item.publish_at.toISOString() }),
      ...(isReturned && returned && { ground: returned.ground }),
      exits: await exitsOf(tools, trx, item),
      ...(await approvedOf(trx, item, now)),
      ...(item.published_version !== null &&
        item.published_at &&
        item.published_url !== null && {
          published: {
            version: item.published_version,
            at: item.published_at.toISOString(),
            url: item.published_url,
            live: item.live,
          },
        }),
      asOf: now.toISOString(),
    };
  });
}

/** Of the newest text; none where it was destroyed. */
async function exitsOf(
  tools: PublicationTools,
  trx: Transaction,
  { id, version, application_id: applicationId }: NamedItem,
): Promise<TextExit[]> {
  const files = await findVersion(trx, id, version);
  const bytes = files && (await contentOf(tools, trx, files.textFile));
  return bytes ? readTextExits(trx, { applicationId, text: bytes.toString('utf8') }) : [];
}

async function approvedOf(
  trx: Transaction,
  item: NamedItem,
  now: Date,
): Promise<{ readonly approved?: Approved }> {
  const files = await approvedFiles(trx, item);
  if (!files) return {};
  const fileView = ({ id, name, kind, bytes, sha256, sm3 }: DocumentRecord) => ({
    ...{ id, name, kind, bytes, sha256, sm3 },
    path: `/api/publications/${item.id}/approved/${id}`,
  });
  return {
    approved: {
      version: files.version,
      title: files.title,
      manifest: files.manifest,
      manifestSha256: files.manifest_sha256,
      manifestSm3: files.manifest_sm3,
      ready: isReady(item, now),
      text: fileView(files.textFile),
      attachments: files.attachments.map(fileView),
    },
  };
}

/**
 * The approved bytes of the text or of an attachment, once their time of publication has come. Taking them is recorded.
 *
 * @throws HouseError `item-unknown`, `item-not-approved`, `item-embargoed`, `document-unknown`, `document-destroyed`,
 *   `approved-bytes-differ`
 */
export async function takeApproved(
  tools: PublicationTools,
  caller: Caller,
  { id, document }: { readonly id: string; readonly document: string },
) {
  return withinScope(tools.db, scopeOf(caller.actor, 'publication.read'), async (trx) => {
    const item = await findItem(trx, id);
    if (!item) throw new HouseError('item-unknown', {});
    const files = await approvedFiles(trx, item);
    if (!files) throw new HouseError('item-not-approved', { state: ITEM_STATE_WORDS[item.state] });
    if (!isReady(item, tools.now())) throw new HouseError('item-embargoed', {});
    const file = [files.textFile, ...files.attachments].find((each) => each.id === document);
    if (!file) throw new HouseError('document-unknown', {});
    const bytes = await approvedBytes(tools, trx, file);
    const object = { kind: 'document', id: document } as const;
    await recordDone(trx, caller, { act: 'document-taken', object, unit: item.unit_id, detail: {} });
    return { file, bytes, mediaType: mediaTypeOf(file.kind, bytes) };
  });
}
