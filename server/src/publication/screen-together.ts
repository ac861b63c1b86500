import { contentOf } from '../assurance/index.ts';
import { withinScope } from '../kernel/tenancy/index.ts';
import type { PublicationTools, TitledText, TogetherHit } from './tools.ts';
import { findPublished } from './version.repo.ts';

/** How far back published items are looked at, and how many of them. */
const DAYS = 365;
const MOST_ITEMS = 200;
const MOST_CHARACTERS = 3_000_000;
const DAY_MS = 86_400_000;

/**
 * What an item adds to what its unit has on its pages (Art. 16). The program reads those within the scope of that unit, whoever
 * hands the item in: all of them are public.
 */
export async function screenTogether(
  { db, vault, screen, now }: PublicationTools,
  { id, unitId }: { readonly id: string; readonly unitId: string },
  said: TitledText,
): Promise<readonly TogetherHit[]> {
  if (!screen?.together) return [];
  const scope = { regions: [], sectors: [], units: [unitId] };
  const since = new Date(now().getTime() - DAYS * DAY_MS);
  const published = await withinScope(db, scope, async (trx) => {
    const rows = await findPublished(trx, { unitId, but: id, since, limit: MOST_ITEMS });
    const texts: TitledText[] = [];
    let left = MOST_CHARACTERS;
    for (const { title, textFile } of rows) {
      if (left <= 0) break;
      const bytes = await contentOf({ vault }, trx, textFile);
      if (!bytes) continue;
      const text = bytes.toString('utf8').slice(0, left);
      left -= text.length;
      texts.push({ title, text });
    }
    return texts;
  });
  return published.length === 0 ? [] : screen.together(said, published);
}
