import { type Attachment, ITEM_DOCUMENT_KINDS } from '@zhengdun/contract';
import {
  contentOf,
  type DocumentRecord,
  encryptDocument,
  enterDocument,
  findDocuments,
  findSameDocument,
  lookAtFile,
  mediaTypeOf,
} from '../assurance/index.ts';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { plainText } from '../kernel/plain-text.ts';
import { ownedAs, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findApplicationFacts } from '../registry/index.ts';
import { findItem } from './item.repo.ts';
import { sendReading } from './readings/keep-reading.ts';
import { askReading } from './readings/reading.repo.ts';
import { keepFileScreening } from './screening/file-screening.ts';
import { sealWords } from './screening/file-words.ts';
import { fileHits } from './screening/screening.ts';
import { type HandingIn, stopSecretFile } from './secrecy/stop-secrets.ts';
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
  const at = { belonging: ownedAs(there), applicationId: there.application_id, itemId: id };
  return keepFile(tools, caller, { at, name, bytes });
}

/**
 * Keeps a file that a content system hands in for an item of an application, before the item. The same file again is the same
 * document.
 *
 * @throws HouseError `application-unknown`, and those of `keepAttachment`
 */
export async function keepItemFile(
  tools: PublicationTools,
  caller: Caller,
  {
    applicationId,
    name,
    bytes,
  }: { readonly applicationId: string; readonly name: string; readonly bytes: Buffer },
): Promise<Attachment> {
  const scope = scopeOf(caller.actor, 'publication.write');
  const application = await withinScope(tools.db, scope, (trx) => findApplicationFacts(trx, applicationId));
  if (!application) throw new HouseError('application-unknown', {});
  const at = { belonging: application.unit.belonging, applicationId, itemId: null };
  return keepFile(tools, caller, { at, name, bytes });
}

async function keepFile(
  tools: PublicationTools,
  caller: Caller,
  { at, name, bytes }: { readonly at: HandingIn; readonly name: string; readonly bytes: Buffer },
): Promise<Attachment> {
  const { kind: looksLike, isWhole } = lookAtFile(bytes);
  if (!isWhole) throw new HouseError('attachment-broken', { name: plainText(name, 60) });
  const { belonging } = at;
  const scope = scopeOf(caller.actor, 'publication.write');
  const file = { name, bytes, kind: looksLike, kinds: ITEM_DOCUMENT_KINDS, purpose: 'publication' } as const;
  const about = { unitId: belonging.unit_id, personId: caller.actor.id, file };
  const same = await withinScope(tools.db, scope, (trx) => findSameDocument(trx, about));
  // What is kept was let through by the rules of its day; when it is submitted it is screened by those of that day.
  if (same) return attachmentView({ ...same, destruction: undefined });
  const found = await stopSecretFile(tools, caller, { ...at, bytes });
  const encrypted = await encryptDocument(tools, file);
  const { id: document, name: kept, kind, sha256, sm3 } = encrypted.row;
  await withinScope(tools.db, scope, async (trx) => {
    const now = tools.now();
    await enterDocument(trx, caller, { belonging, encrypted, at: now });
    if (!found) return;
    const row = { id: document, ...ownedAs(belonging) };
    const { edition, hits, pictures = 0 } = found;
    if (pictures > 0) await askReading(trx, { ...at, file: row, pictures, at: now });
    else {
      const words = await sealWords(tools, trx, { id: document, found });
      await keepFileScreening(trx, row, { edition, hits: fileHits(hits), words, at: now });
    }
  });
  if (found?.pictures) await sendReading(tools, document);
  return { id: document, name: kept, kind, bytes: bytes.length, sha256, sm3 };
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
    const object = { kind: 'document', id: document } as const;
    await recordDone(trx, caller, { act: 'document-taken', object, unit: file.unit_id, detail: {} });
    return { name: file.name, mediaType: mediaTypeOf(file.kind, bytes), bytes };
  });
}

export function attachmentView(file: DocumentRecord): Attachment {
  const { id, name, kind, bytes, sha256, sm3, destruction } = file;
  return {
    ...{ id, name, kind, bytes, sha256, sm3 },
    ...(destruction && { destroyed: destruction.order_number }),
  };
}
