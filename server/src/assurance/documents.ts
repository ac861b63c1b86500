import { createHash, randomUUID } from 'node:crypto';
import {
  type Destruction,
  DOCUMENT_KINDS,
  type DocumentKind,
  type DocumentUpload,
  PAPER_DOCUMENT_KINDS,
  type PaperDocument,
} from '@zhengdun/contract';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { enterInLedger } from '../kernel/ledger/index.ts';
import { plainText } from '../kernel/plain-text.ts';
import { type Actor, type Belonging, covers, mayDo, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findUnitFacts } from '../registry/index.ts';
import {
  type DocumentRecord,
  destroyKey,
  findDocuments,
  findKey,
  findSame,
  insertDocument,
} from './document.repo.ts';
import { documentKindOf } from './document-kind.ts';
import type { DocumentPurpose, DocumentRow } from './tables.ts';
import type { AssuranceTools } from './tools.ts';
import type { Vault } from './vault.ts';

/**
 * Keeps a file that somebody hands in: encrypted under a key of its own, with its digests in the ledger.
 *
 * @throws HouseError `unit-unknown`, `document-kind-refused`
 */
export async function keepDocument(
  tools: AssuranceTools,
  caller: Caller,
  { unit, name, bytes }: DocumentUpload & { readonly bytes: Buffer },
): Promise<PaperDocument> {
  const { db, now } = tools;
  const scope = scopeOf(caller.actor, 'attestation.write');
  refuseKind({ name, bytes });
  const owner = await withinScope(db, scope, (trx) => findUnitFacts(trx, unit));
  if (!owner) throw new HouseError('unit-unknown', {});
  const encrypted = await encryptDocument(tools, { name, bytes });
  return withinScope(db, scope, (trx) =>
    enterDocument(trx, caller, { belonging: owner.belonging, encrypted, at: now() }),
  );
}

/** A file as somebody hands it in. */
export interface HandedFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** what it is, where somebody has looked already */
  readonly kind?: DocumentKind | undefined;
  /** what may be handed in; what is taken for papers by default */
  readonly kinds?: readonly DocumentKind[];
  /** what it is kept for, and so who may read it; a paper by default */
  readonly purpose?: DocumentPurpose;
}

/** @throws HouseError `document-kind-refused` */
function refuseKind({
  name,
  bytes,
  kind = documentKindOf(bytes),
  kinds = PAPER_DOCUMENT_KINDS,
}: HandedFile): DocumentKind {
  if (kind && kinds.includes(kind)) return kind;
  // All of them: a list as such is cut short where it is long.
  const words = kinds.map((each) => DOCUMENT_KINDS[each].word);
  const all = { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') };
  throw new HouseError('document-kind-refused', { name: plainText(name, 60), kinds: all });
}

/** Bytes that lie encrypted on disk, and that nothing refers to yet. */
export interface EncryptedDocument {
  readonly row: Omit<DocumentRow, 'kept_by' | 'kept_at' | keyof Belonging>;
  readonly wrapped: Buffer;
}

/** The first half of keeping a document, before its transaction. @throws HouseError `document-kind-refused` */
export async function encryptDocument(
  { vault }: Pick<AssuranceTools, 'vault'>,
  file: HandedFile,
): Promise<EncryptedDocument> {
  return encryptAs(vault, file, refuseKind(file));
}

/** The same with a text of our own, which may be empty. */
export async function encryptText(
  { vault }: Pick<AssuranceTools, 'vault'>,
  file: HandedFile,
): Promise<EncryptedDocument> {
  return encryptAs(vault, file, 'txt');
}

/** The same with a page that the program has fetched, as it came. */
export async function encryptPage(
  { vault }: Pick<AssuranceTools, 'vault'>,
  file: HandedFile,
): Promise<EncryptedDocument> {
  return encryptAs(vault, file, 'html');
}

async function encryptAs(
  vault: Vault,
  { name, bytes, purpose = 'paper' }: HandedFile,
  kind: DocumentKind,
): Promise<EncryptedDocument> {
  const id = randomUUID();
  const { wrapped, sealedSha256, sha256, sm3 } = await vault.keep(id, bytes);
  const row = { id, purpose, name: fileName(name, kind), kind, bytes: bytes.length, sha256, sm3 };
  return { row: { ...row, sealed_sha256: sealedSha256 }, wrapped };
}

/** What somebody has handed in before with the same bytes and name: a file that is sent again is kept once. */
export async function findSameDocument(
  db: Database,
  {
    unitId,
    personId,
    file,
  }: { readonly unitId: string; readonly personId: string; readonly file: HandedFile },
): Promise<DocumentRow | undefined> {
  const { name, bytes, purpose = 'paper' } = file;
  const kind = refuseKind(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return findSame(db, { unit_id: unitId, purpose, name: fileName(name, kind), sha256, kept_by: personId });
}

/** The second half, in the transaction that refers to it. */
export async function enterDocument(
  trx: Transaction,
  caller: Caller,
  about: { readonly belonging: Belonging; readonly encrypted: EncryptedDocument; readonly at: Date },
): Promise<PaperDocument> {
  const { belonging, encrypted, at } = about;
  const row = { ...encrypted.row, ...belonging, kept_by: keeperOf(caller), kept_at: at };
  await insertDocument(trx, row, encrypted.wrapped);
  await enterInLedger(trx, {
    kind: 'document-kept',
    subject: `document/${row.id}`,
    digests: { document: `sha256:${row.sha256}`, 'document-sm3': `sm3:${row.sm3}` },
  });
  const object = { kind: 'document', id: row.id } as const;
  await recordDone(trx, caller, { act: 'document-kept', object, unit: belonging.unit_id, detail: {} });
  return documentView({ ...row, destruction: undefined });
}

/** Of the program there is no person. */
function keeperOf({ actor }: Caller): string | null {
  return actor.kind === 'program' ? null : actor.id;
}

/**
 * Documents of a unit whose content is there, in the order in which they were kept.
 *
 * @throws HouseError `documents-not-at-hand`
 */
export async function demandDocuments(
  trx: Transaction,
  unitId: string,
  ids: readonly string[],
  purpose: DocumentPurpose = 'paper',
): Promise<DocumentRecord[]> {
  const asked = [...new Set(ids)];
  const found = await findDocuments(trx, asked);
  const atHand = found.filter(
    (each) => each.unit_id === unitId && each.purpose === purpose && !each.destruction,
  );
  if (atHand.length < asked.length) throw new HouseError('documents-not-at-hand', {});
  return atHand;
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
    // Whoever destroys documents is told of what belongs to an item, too.
    documentView(await (mayDo(actor, 'document.destroy') ? demandDocument : demandPaperDocument)(trx, id)),
  );
}

/**
 * The bytes of a document, for whoever sees it; taking a copy is recorded.
 *
 * @throws HouseError `document-unknown`, `document-destroyed`
 */
export async function takeDocument(
  { db, vault }: Pick<AssuranceTools, 'db' | 'vault'>,
  caller: Caller,
  id: string,
): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Buffer }> {
  const { row, wrapped } = await withinScope(db, scopeOf(caller.actor, 'paper.read'), async (trx) => {
    const row = await demandPaperDocument(trx, id);
    const wrapped = await findKey(trx, id);
    if (!wrapped) throw destroyed(row);
    const object = { kind: 'document', id } as const;
    await recordDone(trx, caller, { act: 'document-taken', object, unit: row.unit_id, detail: {} });
    return { row, wrapped };
  });
  const bytes = await vault.read(id, { sealedSha256: row.sealed_sha256, wrapped });
  return { name: row.name, mediaType: DOCUMENT_KINDS[row.kind].mediaType, bytes };
}

/** The bytes of a document that a module has found for its reader; undefined where its content was destroyed. */
export async function contentOf(
  { vault }: Pick<AssuranceTools, 'vault'>,
  db: Database,
  { id, sealed_sha256 }: Pick<DocumentRow, 'id' | 'sealed_sha256'>,
): Promise<Buffer | undefined> {
  const wrapped = await findKey(db, id);
  return wrapped && vault.read(id, { sealedSha256: sealed_sha256, wrapped });
}

/** Encrypts words that were read in a document under its key; undefined where its content was destroyed. */
export async function sealBeside(
  { vault }: Pick<AssuranceTools, 'vault'>,
  db: Database,
  about: { readonly id: string; readonly bytes: Uint8Array },
): Promise<Buffer | undefined> {
  const wrapped = await findKey(db, about.id);
  return wrapped && vault.sealBeside(about.id, wrapped, about.bytes);
}

/** What `sealBeside` has encrypted; undefined where the content of the document was destroyed. */
export async function openBeside(
  { vault }: Pick<AssuranceTools, 'vault'>,
  db: Database,
  about: { readonly id: string; readonly sealed: Uint8Array },
): Promise<Buffer | undefined> {
  const wrapped = await findKey(db, about.id);
  return wrapped && vault.openBeside(about.id, wrapped, about.sealed);
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
  const scope = scopeOf(caller.actor, 'document.destroy');
  const row = await withinScope(db, scope, async (trx) => {
    const found = await demandDocument(trx, id);
    // What was handed over is read by who took over, and stays with whose it is.
    if (!covers(scope, found)) throw new HouseError('document-unknown', {});
    if (found.destruction) throw destroyed(found);
    await destroyContent(trx, caller, { file: found, orderNumber, approver, at: now() });
    return found;
  });
  await vault.remove(row.sealed_sha256);
}

/** Destroys the key of a document, and says on what ground. The encrypted bytes are removed after that transaction. */
export async function destroyContent(
  trx: Transaction,
  caller: Caller,
  about: Destruction & { readonly file: DocumentRecord; readonly at: Date },
): Promise<void> {
  const { file, orderNumber, approver, at } = about;
  await destroyKey(trx, {
    document_id: file.id,
    order_number: orderNumber,
    approver,
    destroyed_by: keeperOf(caller),
    destroyed_at: at,
  });
  await enterInLedger(trx, {
    kind: 'document-destroyed',
    subject: `document/${file.id}`,
    digests: { document: `sha256:${file.sha256}` },
    facts: { order: orderNumber },
  });
  const object = { kind: 'document', id: file.id } as const;
  await recordDone(trx, caller, { act: 'document-destroyed', object, unit: file.unit_id, detail: {} });
}

/** What belongs to an item is read there. */
async function demandPaperDocument(db: Database, id: string): Promise<DocumentRecord> {
  const row = await demandDocument(db, id);
  if (row.purpose !== 'paper') throw new HouseError('document-unknown', {});
  return row;
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
