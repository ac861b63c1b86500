import { randomUUID } from 'node:crypto';
import type { SourceOutcome } from '@zhengdun/contract';
import { type EncryptedDocument, encryptPage, enterDocument } from '../../assurance/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { canonicalJson, type Json, jsonDigest } from '../../kernel/canonical-json.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { DAY_MS, HOUR_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { enterInLedger } from '../../kernel/ledger/index.ts';
import { ownedAs, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { onceKey, tellOnce } from '../../messages/index.ts';
import { compareInThread } from '../comparison/compare-in-thread.ts';
import { fetchPage } from '../comparison/fetch-page.ts';
import { findItem, findItemForUpdate, type NamedItem } from '../item.repo.ts';
import { recordedItem } from '../item.ts';
import { enteredOf } from '../manifest.ts';
import { publishersOf } from '../publishers.ts';
import type { SourceRow } from '../tables.ts';
import type { PublicationTools } from '../tools.ts';
import { demandFiles, textOf } from '../version-view.ts';
import { isAllowed } from './allowed-source.repo.ts';
import { findSourceLooks, insertSourceLook, planSource } from './source.repo.ts';

/** The site of somebody else is asked once a day while the item is new, and then once a week. */
const NEW_DAYS = 30;
/** What could not be opened is tried again sooner. */
const AGAIN_MS = 6 * HOUR_MS;
/** What cannot be opened for so long is told of. */
const AWAY_MS = 3 * DAY_MS;
/** Looks back for what it was before it could not be opened. */
const LOOKS = 10;
/** Statuses that say: it is not there any more, for good. */
const GONE = ['http-404', 'http-410', 'http-451'];

/** What a look has found. */
type Seen = Pick<SourceRow, 'outcome' | 'fault' | 'similarity' | 'differences' | 'count' | 'sealed'> & {
  readonly finalUrl: string | null;
  readonly body: Uint8Array | undefined;
};

/** What of an item is compared with its source. */
interface Subject {
  readonly version: number;
  readonly url: string;
  readonly title: string;
  readonly text: string;
}

/**
 * 取回原文: fetches the page of a repost's source, keeps a copy, and compares the item with it. What is found again as it was
 * is noted at the item alone.
 *
 * @throws HouseError `item-unknown`, `repost-link-missing` for what is no repost or has no link yet, `document-destroyed`
 */
export async function seeSource(tools: PublicationTools, caller: Caller, id: string): Promise<void> {
  const { db, vault } = tools;
  const scope = scopeOf(caller.actor, 'publication.write');
  const subject = await withinScope(db, scope, (trx) => subjectOf(tools, trx, { caller, id }));
  const seen = await look(tools, subject);
  const { body } = seen;
  const copy =
    body &&
    (await encryptPage({ vault }, { name: 'source.html', bytes: Buffer.from(body), purpose: 'publication' }));
  await withinScope(db, scope, (trx) => keepLook(trx, { caller, id, subject, seen, copy, now: tools.now() }));
}

async function subjectOf(
  tools: PublicationTools,
  trx: Transaction,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<Subject> {
  const item = await findItem(trx, id);
  if (!item) throw new HouseError('item-unknown', {});
  // The program minds what is public; whoever asks means what they have before them.
  const isPublic = caller.actor.kind === 'program' && item.live && item.published_version !== null;
  const version = isPublic ? (item.published_version ?? item.version) : item.version;
  const files = await demandFiles(trx, id, version);
  const repost = enteredOf(files);
  if (!repost?.url) throw new HouseError('repost-link-missing', {});
  return { version, url: repost.url, title: files.title, text: await textOf(tools, trx, files) };
}

async function look({ policy }: PublicationTools, { url, title, text }: Subject): Promise<Seen> {
  const { page, ...fetched } = await fetchPage(policy, url);
  if (!page) return without('fault' in fetched ? fetched.fault : 'unknown');
  const found = await compareInThread({ title, text, page, files: [] });
  if (typeof found === 'string') return without(found);
  const { links: _links, scripted: _scripted, ...compared } = found;
  const finalUrl = page.url === url ? null : page.url.slice(0, 1_000);
  return { ...compared, fault: null, finalUrl, body: found.sealed ? undefined : page.body };
}

function without(fault: string): Seen {
  const outcome: SourceOutcome = GONE.includes(fault) ? 'gone' : 'unreachable';
  return {
    ...{ outcome, fault, similarity: 0, differences: [], count: 0 },
    ...{ sealed: false, finalUrl: null, body: undefined },
  };
}

interface Keeping {
  readonly caller: Caller;
  readonly id: string;
  readonly subject: Subject;
  readonly seen: Seen;
  readonly copy: EncryptedDocument | undefined;
  readonly now: Date;
}

async function keepLook(trx: Transaction, keeping: Keeping): Promise<void> {
  const { caller, id, subject, seen, copy, now } = keeping;
  const item = await findItemForUpdate(trx, id);
  if (!item) return;
  const { version, url } = subject;
  const looks = (await findSourceLooks(trx, id, LOOKS)).filter(
    (each) => each.version === version && each.url === url,
  );
  const [before] = looks;
  const isNew = !before || resultOf(before) !== resultOf(seen);
  const isByHand = caller.actor.kind !== 'program';
  await planSource(trx, { id, next: nextLook(item, seen, now), done: now });
  if (!isNew && !isByHand) {
    if (seen.outcome === 'unreachable' && now.getTime() - before.at.getTime() >= AWAY_MS)
      await tellChange(trx, item, { key: before.id, now });
    return;
  }
  const changed = hasChanged(looks, seen);
  const row: SourceLook = {
    ...{ id: randomUUID(), version, at: now, url, changed },
    ...{ outcome: seen.outcome, fault: seen.fault, similarity: seen.similarity },
    ...{ differences: seen.differences, count: seen.count, sealed: seen.sealed, final_url: seen.finalUrl },
    listed: (await isAllowed(trx, { unitId: item.unit_id, host: new URL(url).hostname })) ?? null,
    document_id: copy?.row.id ?? null,
  };
  if (copy) await enterDocument(trx, caller, { belonging: ownedAs(item), encrypted: copy, at: now });
  await insertSourceLook(trx, item, row);
  await note(trx, caller, { item, row, sha256: copy?.row.sha256 });
  const isNews = changed && !before?.changed;
  if (isNews && (item.live || item.state === 'review' || item.state === 'approved'))
    await tellChange(trx, item, { key: row.id, now });
}
type SourceLook = Parameters<typeof insertSourceLook>[2];

/** Equal where nothing else was found. */
function resultOf({
  outcome,
  fault,
  count,
  differences,
}: Pick<Seen, 'outcome' | 'fault' | 'count' | 'differences'>): string {
  return canonicalJson({ outcome, fault, count, differences: differences as unknown as Json });
}

/** A page that cannot be opened for a while has not changed, and what stands behind it may be what it was. */
function hasChanged(looks: readonly SourceRow[], seen: Seen): boolean {
  const base = looks.find(({ outcome }) => outcome !== 'unreachable');
  if (!base || seen.outcome === 'same') return false;
  if (base.changed || seen.outcome === 'unreachable') return base.changed;
  return resultOf(base) !== resultOf(seen);
}

function nextLook({ created_at, published_at }: NamedItem, { outcome }: Seen, now: Date): Date {
  if (outcome === 'unreachable') return new Date(now.getTime() + AGAIN_MS);
  const isOld = now.getTime() - (published_at ?? created_at).getTime() > NEW_DAYS * DAY_MS;
  return new Date(now.getTime() + (isOld ? 7 : 1) * DAY_MS);
}

async function note(
  trx: Transaction,
  caller: Caller,
  {
    item,
    row,
    sha256,
  }: { readonly item: NamedItem; readonly row: SourceLook; readonly sha256: string | undefined },
): Promise<void> {
  const { id, version, at, url, outcome, fault, count, differences } = row;
  const facts = {
    id,
    item: item.id,
    version,
    url,
    outcome,
    fault,
    count,
    at: at.toISOString(),
    copy: sha256,
  };
  await enterInLedger(trx, {
    kind: 'item-source-seen',
    subject: `publication/${item.id}`,
    digests: { look: jsonDigest({ ...facts, differences: differences as unknown as Json }) },
    facts: { version: String(version), outcome, differences: String(count) },
  });
  const detail = { version, outcome, differences: count };
  await recordDone(trx, caller, { act: 'item-source-seen', ...recordedItem(item), detail });
}

async function tellChange(
  trx: Transaction,
  item: NamedItem,
  { key, now }: { readonly key: string; readonly now: Date },
): Promise<void> {
  const people = await publishersOf(trx, item, now);
  await tellOnce(trx, {
    matter: 'item-source-changed',
    about: [{ key: onceKey(item.id, key), people }],
    now,
  });
}
