import type { ArchiveHit, ArchiveQuery, ArchiveSearch } from '@zhengdun/contract';
import { contentOf } from '../../assurance/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, type Scope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { findItem } from '../item.repo.ts';
import { wordsOfFile } from '../screening/file-words.ts';
import type { PublicationTools, Screen } from '../tools.ts';
import { findVersion } from '../version.repo.ts';
import { maskedExcerpt } from './excerpt.ts';
import { type Plain, plainOf } from './plain.ts';
import { type FoundFile, filesWith } from './search.repo.ts';

/** Files that are opened for one search, at most: each is decrypted and read. */
const MOST_FILES = 200;
const MOST_ITEMS = 50;
const MOST_WORDS = 5;

/**
 * 档案检索: approved items in whose title, text or one attachment all of the words stand, the newest first. What is shown of them
 * is masked as screening finds it.
 *
 * @throws HouseError `archive-words-short`
 */
export async function searchArchive(
  tools: PublicationTools,
  actor: Actor,
  query: ArchiveQuery,
): Promise<ArchiveSearch> {
  const { db, screen, now } = tools;
  const scope = scopeOf(actor, 'publication.read');
  const words = [...new Set(query.words.split(/\s+/).map((word) => plainOf(word).text))].filter(
    (word) => word !== '',
  );
  if (words.length === 0 || words.length > MOST_WORDS || words.some((word) => [...word].length < 2))
    throw new HouseError('archive-words-short', { most: MOST_WORDS });
  const found = screen
    ? await withinScope(db, scope, (trx) => filesWith(trx, { words, most: MOST_FILES + 1 }))
    : [];
  const rows = new Map<string, ArchiveSearch['rows'][number]>();
  for (const file of found.slice(0, MOST_FILES)) {
    if (rows.size >= MOST_ITEMS && !rows.has(keyOf(file))) break;
    const seen = screen && (await lookInto(tools, { screen, scope, file, words }));
    if (!seen) continue;
    const row = rows.get(keyOf(file));
    rows.set(
      keyOf(file),
      row ? { ...row, hits: [...row.hits, seen.hit] } : { ...seen.item, hits: [seen.hit] },
    );
  }
  const isCut = found.length > MOST_FILES || rows.size >= MOST_ITEMS;
  return { rows: [...rows.values()], isCut, asOf: now().toISOString() };
}

function keyOf({ item_id, version }: FoundFile): string {
  return `${item_id} ${version}`;
}

interface Looking {
  readonly screen: Screen;
  readonly scope: Scope;
  readonly file: FoundFile;
  readonly words: readonly string[];
}

/** Pairs may stand in a file without the word: what it says decides. */
async function lookInto(tools: PublicationTools, { screen, scope, file, words }: Looking) {
  const there = await withinScope(tools.db, scope, async (trx) => {
    const item = await findItem(trx, file.item_id);
    const version = await findVersion(trx, file.item_id, file.version);
    if (!item || !version) return undefined;
    const attachment = version.attachments.find(({ id }) => id === file.document_id);
    if (attachment) return { item, version, attachment };
    const text = (await contentOf(tools, trx, version.textFile))?.toString('utf8');
    return text === undefined ? undefined : { item, version, text };
  });
  if (!there) return undefined;
  const { item, version, attachment, text } = there;
  const whole = attachment
    ? (await wordsOfFile(tools, screen, attachment)).words
    : `${version.title}\n${text}`;
  if (whole === undefined) return undefined;
  const plain = plainOf(whole);
  const [first] = words;
  if (first === undefined || !words.every((word) => plain.text.includes(word))) return undefined;
  const span = spanOf(plain, first);
  const hit: ArchiveHit = {
    ...(attachment && { file: attachment.name }),
    ...(await maskedExcerpt(screen, whole, span)),
  };
  return {
    hit,
    item: {
      item: { id: item.id, title: version.title },
      version: version.version,
      state: item.state,
      unit: { id: item.unit_id, name: item.unit_name },
      application: { id: item.application_id, name: item.application_name },
      ...(item.published_version === version.version &&
        item.published_at && { publishedAt: item.published_at.toISOString() }),
    },
  };
}

function spanOf({ text, places }: Plain, word: string): { readonly from: number; readonly to: number } {
  const at = text.indexOf(word);
  return { from: places[at] ?? 0, to: (places[at + word.length - 1] ?? 0) + 1 };
}
