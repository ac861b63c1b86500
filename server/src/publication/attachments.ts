import { type Attachment, DOCUMENT_KIND_NAMES, DOCUMENT_KINDS } from '@zhengdun/contract';
import {
  contentOf,
  type DocumentRecord,
  encryptDocument,
  enterDocument,
  findDocuments,
  isWholeFile,
} from '../assurance/index.ts';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { plainText } from '../kernel/plain-text.ts';
import { ownedAs, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findItem } from './item.repo.ts';
import { onItem } from './item.ts';
import { stopSecretFile } from './stop-secrets.ts';
import type { PublicationTools } from './tools.ts';

/**
 * Keeps a file that is to be attached to an item, encrypted under a key of its own. It belongs to a version once one
 * names it.
 *
 * @throws HouseError `item-unknown`, `document-kind-refused`, `attachment-broken`, `item-secret-stopped`
 */
export async function keepAttachment(
  tools: PublicationTools,
  caller: Caller,
  { id, name, bytes }: { readonly id: string; readonly name: string; readonly bytes: Buffer },
): Promise<Attachment> {
  // Looked for before anything is written to disk.
  const scope = scopeOf(caller.actor, 'publication.write');
  const there = await withinScope(tools.db, scope, (trx) => findItem(trx, id));
  if (!there) throw new HouseError('item-unknown', {});
  if (!isWholeFile(bytes)) throw new HouseError('attachment-broken', { name: plainText(name, 60) });
  const at = { belonging: ownedAs(there), applicationId: there.application_id, itemId: id };
  await stopSecretFile(tools, caller, { ...at, bytes });
  const file = { name, bytes, kinds: DOCUMENT_KIND_NAMES, purpose: 'publication' } as const;
  const encrypted = await encryptDocument(tools, file);
  return onItem(tools, { caller, permission: 'publication.write', id }, async ({ trx, item, now }) => {
    const belonging = ownedAs(item);
    await enterDocument(trx, caller, { belonging, encrypted, at: now });
    const { id: document, name, kind, bytes, sha256, sm3 } = encrypted.row;
    return { id: document, name, kind, bytes, sha256, sm3 };
  });
}

/**
 * The bytes of a file of an item: an attachment, a text or a scanned paper. Taking a copy is recorded.
 *
 * @throws HouseError `item-unknown`, `document-unknown`, `document-destroyed`
 */
export async function takeAttachment(
  tools: PublicationTools,
  caller: Caller,
  { id, document }: { readonly id: string; readonly document: string },
): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Buffer }> {
  const { db } = tools;
  return withinScope(db, scopeOf(caller.actor, 'publication.read'), async (trx) => {
    const item = await findItem(trx, id);
    if (!item) throw new HouseError('item-unknown', {});
    const [file] = await findDocuments(trx, [document]);
    if (file?.purpose !== 'publication' || file.unit_id !== item.unit_id)
      throw new HouseError('document-unknown', {});
    const bytes = await contentOf(tools, trx, file);
    if (!bytes) throw new HouseError('document-destroyed', { order: file.destruction?.order_number ?? '' });
    const object = { kind: 'document', id: document };
    await recordDone(trx, caller, { act: 'document-taken', object, unit: file.unit_id, detail: {} });
    return { name: file.name, mediaType: DOCUMENT_KINDS[file.kind].mediaType, bytes };
  });
}

export function attachmentView(file: DocumentRecord): Attachment {
  const { id, name, kind, bytes, sha256, sm3, destruction } = file;
  return {
    ...{ id, name, kind, bytes, sha256, sm3 },
    ...(destruction && { destroyed: destruction.order_number }),
  };
}
