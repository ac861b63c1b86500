import { randomUUID } from 'node:crypto';
import {
  ITEM_VERSION_LIMIT,
  type ItemInput,
  type ItemKind,
  type ItemVersionInput,
  type NewItem,
  REPOST_NOTE_LIMIT,
  REPOST_SOURCE_LIMIT,
  type Repost,
} from '@zhengdun/contract';
import { type DocumentRecord, demandDocuments, encryptText, enterDocument } from '../assurance/index.ts';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { enterInLedger } from '../kernel/ledger/index.ts';
import { plainText } from '../kernel/plain-text.ts';
import { type Belonging, beyondScope, ownedAs, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findApplicationFacts } from '../registry/index.ts';
import { findItem, insertEvent, insertItem, type NamedItem, updateItem } from './item.repo.ts';
import { demandAct, demandVersion, onItem, recordedItem } from './item.ts';
import { itemText, itemTitle } from './item-text.ts';
import { enteredOf, type Manifest, manifestOf } from './manifest.ts';
import { keepScreening, screenVersion, type VersionScreening } from './screening/screening.ts';
import { tellSecrecy } from './secrecy/secrecy.ts';
import { type HandingIn, stopSecretText } from './secrecy/stop-secrets.ts';
import type { PublicationTools } from './tools.ts';
import { findVersion, findVersions, insertVersion } from './version.repo.ts';
import { screenForUnit } from './word-lists/screen-for-unit.ts';

/**
 * Begins an item with its first version.
 *
 * @returns its id
 * @throws HouseError `application-unknown`, `item-text-too-long`, `item-text-unprintable`, `item-secret-stopped`
 */
export async function beginItem(
  tools: PublicationTools,
  caller: Caller,
  input: NewItem & { readonly attachments?: readonly string[] },
  handedIn?: HandedIn,
): Promise<string> {
  const scope = scopeOf(caller.actor, 'publication.write');
  const application = await withinScope(tools.db, scope, (trx) =>
    findApplicationFacts(trx, input.applicationId),
  );
  if (!application) throw new HouseError('application-unknown', {});
  const { belonging } = application.unit;
  const at = { belonging, applicationId: application.id, itemId: null };
  const written = await prepare(tools, caller, { at, input, repost: repostOf(input.kind, input.repost) });
  const now = tools.now();
  const id = randomUUID();
  await withinScope(tools.db, scope, async (trx) => {
    await insertItem(trx, {
      id,
      ...belonging,
      application_id: application.id,
      kind: input.kind,
      author_id: caller.actor.id,
      state: 'draft',
      version: 1,
      title: written.title,
      urgent: input.urgent,
      publish_at: written.publishAt,
      created_at: now,
      since: now,
      reference: handedIn?.reference ?? null,
    });
    const item = await findItem(trx, id);
    if (!item) throw new Error('an item is not there after it was written');
    const asked = input.attachments ?? [];
    const attachments = inOrder(await demandDocuments(trx, item.unit_id, asked, 'publication'), asked);
    await addVersion({ trx, caller, item, now }, { written, version: 1, attachments, handedIn });
  });
  return id;
}

/**
 * Writes the next version of an item; every approval of the one before is worth nothing then. Nothing happens where it
 * says the same.
 *
 * @returns number of the version that stands there now
 * @throws HouseError `item-unknown`, `item-changed`, `item-published`, `item-closed`, `item-too-many-versions`,
 *   `documents-not-at-hand`, `item-text-too-long`, `item-text-unprintable`, `item-secret-stopped`
 */
export async function writeVersion(
  tools: PublicationTools,
  caller: Caller,
  about: { readonly id: string; readonly input: ItemVersionInput; readonly handedIn?: HandedIn },
): Promise<number> {
  const { id, input, handedIn } = about;
  const scope = scopeOf(caller.actor, 'publication.write');
  const there = await withinScope(tools.db, scope, async (trx) => {
    const item = await findItem(trx, id);
    const version = item && (await findVersion(trx, id, item.version));
    return item && version && { item, before: enteredOf(version) };
  });
  if (!there) throw new HouseError('item-unknown', {});
  const { item: before } = there;
  const at = { belonging: ownedAs(before), applicationId: before.application_id, itemId: id };
  const repost = repostOf(before.kind, input.repost ?? there.before);
  const written = await prepare(tools, caller, { at, input, repost });
  return onItem(tools, { caller, permission: 'publication.write', id }, async (on) => {
    const { trx, item, now } = on;
    demandVersion(item, input.after);
    const step = demandAct(on, 'write');
    const attachments = inOrder(
      await demandDocuments(trx, item.unit_id, input.attachments, 'publication'),
      input.attachments,
    );
    if (await saysTheSame(trx, item, { written, attachments })) {
      await handedIn?.note(trx, item, item.version);
      return item.version;
    }
    const version = ((await findVersions(trx, id)).at(-1)?.version ?? 0) + 1;
    if (version > ITEM_VERSION_LIMIT)
      throw new HouseError('item-too-many-versions', { limit: ITEM_VERSION_LIMIT });
    await updateItem(trx, id, {
      state: step.state,
      version,
      title: written.title,
      urgent: written.urgent,
      publish_at: written.publishAt,
      since: now,
      stage: 0,
    });
    await addVersion(on, { written, version, attachments, handedIn });
    return version;
  });
}

/** Of what comes from a content system. */
export interface HandedIn {
  readonly reference: string;
  /** who wrote it there */
  readonly editor?: string | undefined;
  /** keeps with the version under which key it was handed in */
  note(trx: Transaction, item: NamedItem, version: number): Promise<void>;
}

interface Written {
  readonly title: string;
  readonly text: string;
  readonly urgent: boolean;
  readonly publishAt: Date | null;
  readonly repost: Repost | undefined;
  readonly encrypted: Awaited<ReturnType<typeof encryptText>>;
  readonly found: VersionScreening | undefined;
}

/** All that needs no transaction: the text is cleaned, screened, and lies encrypted on disk. */
async function prepare(
  tools: PublicationTools,
  caller: Caller,
  {
    at,
    input,
    repost,
  }: {
    readonly at: HandingIn;
    readonly input: Omit<ItemInput, 'attachments' | 'repost'>;
    readonly repost: Repost | undefined;
  },
): Promise<Written> {
  const { vault } = tools;
  const screen = await screenForUnit(tools, at.belonging.unit_id);
  const [title, text] = [itemTitle(input.title), itemText(input.text)];
  const said = { title, text };
  const found = screen && (await screenVersion(screen, said));
  await stopSecretText(tools, caller, { at, said, found });
  const bytes = Buffer.from(text, 'utf8');
  return {
    title,
    text,
    urgent: input.urgent,
    publishAt: input.publishAt === undefined ? null : new Date(input.publishAt),
    repost,
    encrypted: await encryptText({ vault }, { name: 'text.txt', bytes, purpose: 'publication' }),
    found,
  };
}

/** Of what is no repost nothing is entered. Marks that a reader would not see are not taken. */
function repostOf(kind: ItemKind, repost: Repost | undefined): Repost | undefined {
  if (kind !== 'repost' || !repost) return undefined;
  const { source, relevance, assessment, rightsNote, ...rest } = repost;
  return {
    ...rest,
    source: plainText(source, REPOST_SOURCE_LIMIT),
    relevance: plainText(relevance, REPOST_NOTE_LIMIT),
    assessment: plainText(assessment, REPOST_NOTE_LIMIT),
    rightsNote: plainText(rightsNote, REPOST_NOTE_LIMIT),
  };
}

interface Adding {
  readonly trx: Transaction;
  readonly caller: Caller;
  readonly item: NamedItem;
  readonly now: Date;
}

async function addVersion(
  { trx, caller, item, now }: Adding,
  about: {
    readonly written: Written;
    readonly version: number;
    readonly attachments: readonly DocumentRecord[];
    readonly handedIn?: HandedIn | undefined;
  },
): Promise<void> {
  const { written, version, attachments, handedIn } = about;
  const belonging: Belonging = ownedAs(item);
  const { encrypted, found } = written;
  await enterDocument(trx, caller, { belonging, encrypted, at: now });
  const manifest = manifestFor(item, about);
  await insertVersion(trx, item, {
    row: {
      version,
      title: written.title,
      text_id: encrypted.row.id,
      manifest: manifest.text,
      manifest_sha256: manifest.sha256,
      manifest_sm3: manifest.sm3,
      written_by: caller.actor.id,
      written_at: now,
      editor: handedIn?.editor ?? null,
    },
    attachments: attachments.map(({ id }) => id),
  });
  await handedIn?.note(trx, item, version);
  await insertEvent(trx, item, { event: 'written', version, at: now, actor_id: caller.actor.id });
  await enterInLedger(trx, {
    kind: 'item-version',
    subject: `publication/${item.id}:${version}`,
    digests: { manifest: `sha256:${manifest.sha256}`, 'manifest-sm3': `sm3:${manifest.sm3}` },
  });
  const detail = { version, attachments: attachments.length };
  await recordDone(trx, caller, { act: 'item-written', ...recordedItem(item), detail });
  if (!found) return;
  const { hasSecret } = await keepScreening(trx, item, { version, found, at: now });
  if (hasSecret) await beyondScope(trx, () => tellSecrecy(trx, { unitId: item.unit_id, key: item.id }, now));
}

function manifestFor(
  item: NamedItem,
  { written, version, attachments }: Parameters<typeof addVersion>[1],
): Manifest {
  return manifestOf({
    item: item.id,
    version,
    unit: item.unit_id,
    application: item.application_id,
    kind: item.kind,
    title: written.title,
    urgent: written.urgent,
    publishAt: written.publishAt,
    repost: written.repost,
    text: written.encrypted.row,
    attachments,
  });
}

/** Whether the version that stands there has the same manifest but for its number. */
async function saysTheSame(
  trx: Transaction,
  item: NamedItem,
  about: { readonly written: Written; readonly attachments: readonly DocumentRecord[] },
): Promise<boolean> {
  const current = await findVersion(trx, item.id, item.version);
  const { sha256 } = manifestFor(item, { ...about, version: item.version });
  return current?.manifest_sha256 === sha256;
}

function inOrder(found: readonly DocumentRecord[], asked: readonly string[]): DocumentRecord[] {
  return [...new Set(asked)].flatMap((id) => found.find((each) => each.id === id) ?? []);
}
