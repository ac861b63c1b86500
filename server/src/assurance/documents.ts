import { randomUUID } from 'node:crypto';
import {
  type Destruction,
  DOCUMENT_KINDS,
  type DocumentKind,
  type DocumentUpload,
  type PaperDocument,
} from '@zhengdun/contract';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { enterInLedger } from '../kernel/ledger/index.ts';
import { plainText } from '../kernel/plain-text.ts';
import { type Actor, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findUnitFacts } from '../registry/index.ts';
import { type DocumentRecord, destroyKey, findDocuments, findKey, insertDocument } from './document.repo.ts';
import { documentKindOf } from './document-kind.ts';
import type { AssuranceTools } from './tools.ts';

/**
 * Keeps a file that somebody hands in: encrypted under a key of its own, with its digests in the ledger.
 *
 * @throws HouseError `unit-unknown`, `document-kind-refused`
 */
export async function keepDocument(
  { db, vault, now }: AssuranceTools,
  caller: Caller,
  { unit, name, bytes }: DocumentUpload & { readonly bytes: Buffer },
): Promise<PaperDocument> {
  const kind = documentKindOf(bytes);
  if (!kind) {
    const kinds = Object.values(DOCUMENT_KINDS).map(({ word }) => word);
    throw new HouseError('document-kind-refused', { name: plainText(name, 60), kinds });
  }
  const scope = scopeOf(caller.actor, 'attestation.write');
  const owner = await withinScope(db, scope, (trx) => findUnitFacts(trx, unit));
  if (!owner) throw new HouseError('unit-unknown', {});
  const id = randomUUID();
  const { wrapped, sealedSha256, sha256, sm3 } = await vault.keep(id, bytes);
  const row = {
    id,
    ...owner.belonging,
    name: fileName(name, kind),
    kind,
    bytes: bytes.length,
    sha256,
    sm3,
    sealed_sha256: sealedSha256,
    kept_by: caller.actor.id,
    kept_at: now(),
  };
  await withinScope(db, scope, async (trx) => {
    await insertDocument(trx, row, wrapped);
    await enterInLedger(trx, {
      kind: 'document-kept',
      subject: `document/${id}`,
      digests: { document: `sha256:${sha256}`, 'document-sm3': `sm3:${sm3}` },
    });
    const object = { kind: 'document', id };
    await recordDone(trx, caller, { act: 'document-kept', object, unit, detail: {} });
  });
  return documentView({ ...row, destruction: undefined });
}

/** A name to keep a file under: no folders, and the ending of what it is. */
function fileName(declared: string, kind: DocumentKind): string {
  const { ending } = DOCUMENT_KINDS[kind];
  const last = declared.split(/[/\\]/).at(-1) ?? '';
  const bare = plainText(last.replace(/\.[A-Za-z0-9]{1,5}$/, ''), 100);
  return `${bare || 'document'}.${ending}`;
}

/** @throws HouseError `document-unknown` */
export async function readDocument(db: Database, actor: Actor, id: string): Promise<PaperDocument> {
  return withinScope(db, scopeOf(actor, 'paper.read'), async (trx) =>
    documentView(await demandDocument(trx, id)),
  );
}

/**
 * The bytes of a document, for whoever sees it; taking a copy is recorded.
 *
 * @throws HouseError `document-unknown`, `document-destroyed`
 */
export async function takeDocument(
  { db, vault }: AssuranceTools,
  caller: Caller,
  id: string,
): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Buffer }> {
  const { row, wrapped } = await withinScope(db, scopeOf(caller.actor, 'paper.read'), async (trx) => {
    const row = await demandDocument(trx, id);
    const wrapped = await findKey(trx, id);
    if (!wrapped) throw destroyed(row);
    const object = { kind: 'document', id };
    await recordDone(trx, caller, { act: 'document-taken', object, unit: row.unit_id, detail: {} });
    return { row, wrapped };
  });
  const bytes = await vault.read(id, { sealedSha256: row.sealed_sha256, wrapped });
  return { name: row.name, mediaType: DOCUMENT_KINDS[row.kind].mediaType, bytes };
}

/**
 * Destroys the content of a document on an order of the secrecy office, for good: its key goes, then the encrypted bytes.
 * Name, digests, order and ledger stay.
 *
 * @throws HouseError `document-unknown`, `document-destroyed`
 */
export async function destroyDocument(
  { db, vault, now }: AssuranceTools,
  caller: Caller,
  { id, orderNumber, approver }: Destruction & { readonly id: string },
): Promise<void> {
  const row = await withinScope(db, scopeOf(caller.actor, 'document.destroy'), async (trx) => {
    const found = await demandDocument(trx, id);
    if (found.destruction) throw destroyed(found);
    await destroyKey(trx, {
      document_id: id,
      order_number: orderNumber,
      approver,
      destroyed_by: caller.actor.id,
      destroyed_at: now(),
    });
    await enterInLedger(trx, {
      kind: 'document-destroyed',
      subject: `document/${id}`,
      digests: { document: `sha256:${found.sha256}` },
      facts: { order: orderNumber },
    });
    const object = { kind: 'document', id };
    await recordDone(trx, caller, { act: 'document-destroyed', object, unit: found.unit_id, detail: {} });
    return found;
  });
  await vault.remove(row.sealed_sha256);
}

async function demandDocument(db: Database, id: string): Promise<DocumentRecord> {
  const [row] = await findDocuments(db, [id]);
  if (!row) throw new HouseError('document-unknown', {});
  return row;
}

function destroyed({ destruction }: DocumentRecord): HouseError {
  return new HouseError('document-destroyed', { order: destruction?.order_number ?? '' });
}

/** A document as it is sent. */
export function documentView({ destruction, ...row }: DocumentRecord): PaperDocument {
  return {
    id: row.id,
    unitId: row.unit_id,
    name: row.name,
    kind: row.kind,
    bytes: row.bytes,
    sha256: row.sha256,
    sm3: row.sm3,
    keptAt: row.kept_at.toISOString(),
    ...(destruction && {
      destroyed: {
        at: destruction.destroyed_at.toISOString(),
        orderNumber: destruction.order_number,
        approver: destruction.approver,
      },
    }),
  };
}
