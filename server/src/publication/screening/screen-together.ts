import { contentOf, type DocumentRecord } from '../../assurance/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { withinScope } from '../../kernel/tenancy/index.ts';
import type { PublicationTools, TitledText, TogetherHit } from '../tools.ts';
import { findPublished } from '../version.repo.ts';
import { keptWords } from './file-words.ts';

/** How far back published items are looked at, and how many of them. */
const DAYS = 365;
const MOST_ITEMS = 200;
const MOST_CHARACTERS = 3_000_000;

/** A hit of an item taken together with others: in its title or text, or in one of its files. */
export type PlacedTogether =
  | TogetherHit
  | (Omit<TogetherHit, 'part'> & {
      readonly part: 'attachment';
      readonly document: string;
      readonly line: number;
    });

/**
 * What an item adds to what its unit has on its pages (Art. 16), both with their attachments. The program reads those within the
 * scope of that unit, whoever hands the item in: all of them are public.
 */
export async function screenTogether(
  { db, vault, screen, now }: PublicationTools,
  about: { readonly id: string; readonly unitId: string; readonly files: readonly DocumentRecord[] },
  said: TitledText,
): Promise<readonly PlacedTogether[]> {
  if (!screen?.together) return [];
  const { id, unitId, files } = about;
  const scope = { regions: [], sectors: [], units: [unitId] };
  const since = new Date(now().getTime() - DAYS * DAY_MS);
  const { published, own } = await withinScope(db, scope, async (trx) => {
    const rows = await findPublished(trx, { unitId, but: id, since, limit: MOST_ITEMS });
    const texts: TitledText[] = [];
    let left = MOST_CHARACTERS;
    for (const { title, textFile, attachments } of rows) {
      if (left <= 0) break;
      const bytes = await contentOf({ vault }, trx, textFile);
      if (!bytes) continue;
      const pieces = [bytes.toString('utf8').slice(0, left)];
      for (const file of attachments) pieces.push((await keptWords({ vault }, trx, file)) ?? '');
      const text = pieces.join('\n').slice(0, left);
      left -= text.length;
      texts.push({ title, text });
    }
    return { published: texts, own: texts.length === 0 ? [] : await wordsOf({ vault }, trx, files) };
  });
  if (published.length === 0) return [];
  const whole = [said.text, ...own.map(({ words }) => words)].join('\n');
  const hits = await screen.together({ title: said.title, text: whole }, published);
  return hits.map((hit) => placed(hit, said, own));
}

interface OwnFile {
  readonly document: string;
  readonly words: string;
}

/** What was read in the item's own files. */
async function wordsOf(
  { vault }: Pick<PublicationTools, 'vault'>,
  trx: Transaction,
  files: readonly DocumentRecord[],
): Promise<OwnFile[]> {
  const own: OwnFile[] = [];
  for (const file of files) {
    const words = await keptWords({ vault }, trx, file);
    if (words !== undefined) own.push({ document: file.id, words });
  }
  return own;
}

/** A place behind the text is one of a file. */
function placed(hit: TogetherHit, said: TitledText, own: readonly OwnFile[]): PlacedTogether {
  let start = hit.start - said.text.length - 1;
  if (hit.part === 'title' || start < 0) return hit;
  for (const { document, words } of own) {
    if (start <= words.length) {
      const line = words.slice(0, start).split('\n').length;
      return { ...hit, part: 'attachment', document, line };
    }
    start -= words.length + 1;
  }
  return hit;
}
