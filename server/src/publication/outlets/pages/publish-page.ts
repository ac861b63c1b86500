import { DOCUMENT_KINDS } from '@zhengdun/contract';
import { type DocumentRecord, mediaTypeOf } from '../../../assurance/index.ts';
import { PROGRAM_CALLER } from '../../../kernel/audit/index.ts';
import type { Transaction } from '../../../kernel/database/index.ts';
import { HouseError } from '../../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../../kernel/tenancy/index.ts';
import { findItem, type NamedItem } from '../../item.repo.ts';
import { enteredOf } from '../../manifest.ts';
import { publishItem } from '../../publish-item.ts';
import type { PublicationTools } from '../../tools.ts';
import { approvedBytes, approvedFiles, isReady } from '../approved.ts';
import type { NamedOutlet } from '../outlet.repo.ts';
import { PROMPT_PATH, promptFile } from './exit-prompt.ts';
import { openSite, type Site } from './open-site.ts';
import { filesOfItem, listPages } from './page.repo.ts';
import { renderList, renderPage } from './render-page.ts';

/** What is to stand at the address of an item. */
interface Coming {
  readonly item: NamedItem;
  readonly version: number;
  readonly page: string;
  readonly files: readonly { readonly path: string; readonly bytes: Buffer; readonly type: string }[];
}

/** Refusals that mean: it is not to be public as it was found; what stands in the database by now holds. */
const OVERTAKEN = [
  'item-changed',
  'item-not-approved',
  'item-embargoed',
  'item-published-as-approved',
  'publish-time-wrong',
];

/**
 * Brings the page of an item to what holds: what is approved and whose time has come is put there and entered as published;
 * what is public is there as it was approved; nothing else is. Doing it again changes nothing.
 *
 * @throws SiteFault; HouseError `approved-bytes-differ`, `document-destroyed`
 */
export async function bringPage(tools: PublicationTools, outlet: NamedOutlet, id: string): Promise<void> {
  const site = openSite(tools, outlet);
  for (let attempt = 1; ; attempt += 1) {
    const coming = await comingOf(tools, { site, outlet, id });
    if (!coming) return clear(tools, { site, outlet, id });
    // The page of a repost leads to another site.
    if (coming.item.kind === 'repost') await site.store.put(PROMPT_PATH, await promptFile());
    for (const { path, bytes, type } of coming.files) await site.store.put(path, { bytes, type });
    await site.store.put(pathOf(id), { bytes: Buffer.from(coming.page), type: 'text/html; charset=utf-8' });
    if (await enter(tools, site, coming)) {
      await tidy(tools, { site, id, kept: coming.files.map(({ path }) => path) });
      return putList(tools, { site, outlet });
    }
    // Changed while its page was written: it is brought to what it is now.
    if (attempt === 3) throw new HouseError('item-changed', { version: coming.item.version });
  }
}

interface About {
  readonly site: Site;
  readonly outlet: NamedOutlet;
  readonly id: string;
}

/** Undefined where nothing of it is to be public. */
async function comingOf(tools: PublicationTools, { site, outlet, id }: About): Promise<Coming | undefined> {
  return withinScope(tools.db, EVERYTHING, async (trx) => {
    const item = await findItem(trx, id);
    const now = tools.now();
    if (!item) return undefined;
    // What is approved and waits for its time leaves alone what is public.
    const waits = item.state === 'approved' && !isReady(item, now);
    const stands = waits ? { ...item, state: 'draft' as const } : item;
    const files = await approvedFiles(trx, stands);
    if (!files) return undefined;
    const isNew = stands.state === 'approved';
    const { text, attachments } = await readFiles(tools, trx, { id, files });
    const page = renderPage(site.tags, {
      title: files.title,
      text,
      source: outlet.unit_name,
      repost: enteredOf(files),
      publishedAt: isNew ? now : (item.published_at ?? now),
      url: urlOf(site, id),
      attachments: attachments.map(({ name, path }) => ({ name, path })),
    });
    return { item, version: files.version, page, files: attachments };
  });
}

async function readFiles(
  tools: PublicationTools,
  trx: Transaction,
  {
    id,
    files,
  }: { readonly id: string; readonly files: NonNullable<Awaited<ReturnType<typeof approvedFiles>>> },
) {
  const text = (await approvedBytes(tools, trx, files.textFile)).toString('utf8');
  const attachments = [];
  for (const file of files.attachments) {
    const bytes = await approvedBytes(tools, trx, file);
    const type = mediaTypeOf(file.kind, bytes);
    attachments.push({ name: file.name, path: filePath(id, file), type, bytes });
  }
  return { text, attachments };
}

/** @returns whether what was put there is what is public now */
async function enter(tools: PublicationTools, site: Site, { item, version }: Coming): Promise<boolean> {
  if (item.state !== 'approved' || item.version !== version) {
    const now = await withinScope(tools.db, EVERYTHING, (trx) => findItem(trx, item.id));
    return now?.live === true && now.published_version === version;
  }
  try {
    await publishItem(tools, PROGRAM_CALLER, { id: item.id, input: { version, url: urlOf(site, item.id) } });
    return true;
  } catch (error) {
    if (error instanceof HouseError && OVERTAKEN.includes(error.code)) return false;
    throw error;
  }
}

/** Nothing of it is public: neither its page nor a file of any version. */
async function clear(tools: PublicationTools, { site, outlet, id }: About): Promise<void> {
  await site.store.remove(pathOf(id));
  await tidy(tools, { site, id, kept: [] });
  await putList(tools, { site, outlet });
}

/** Files of other versions are gone once no page names them. */
async function tidy(
  tools: PublicationTools,
  { site, id, kept }: { readonly site: Site; readonly id: string; readonly kept: readonly string[] },
): Promise<void> {
  const files = await withinScope(tools.db, EVERYTHING, (trx) => filesOfItem(trx, id));
  const paths = new Set(files.map((file) => filePath(id, file)));
  for (const path of paths) if (!kept.includes(path)) await site.store.remove(path);
}

async function putList(
  tools: PublicationTools,
  { site, outlet }: { readonly site: Site; readonly outlet: NamedOutlet },
): Promise<void> {
  const items = await withinScope(tools.db, EVERYTHING, (trx) =>
    listPages(trx, { applicationId: outlet.application_id, base: site.base }),
  );
  const list = renderList(site.tags, { url: new URL('list.html', site.base).href, items });
  await site.store.put('list.html', { bytes: Buffer.from(list), type: 'text/html; charset=utf-8' });
}

/** The address of an item stays the same through all its corrections. */
function pathOf(id: string): string {
  return `${id}.html`;
}

function urlOf({ base }: Site, id: string): string {
  return new URL(pathOf(id), base).href;
}

/** Named by its content, so that a page and its files always fit. */
function filePath(id: string, { sha256, kind }: Pick<DocumentRecord, 'sha256' | 'kind'>): string {
  return `${id}/${sha256.slice(0, 32)}.${DOCUMENT_KINDS[kind].ending}`;
}
