import type { WordListTried } from '@zhengdun/contract';
import { contentOf } from '../../assurance/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import type { WordList } from '../../screening/index.ts';
import type { PublicationTools, Screen } from '../tools.ts';
import { compareHits, type FoundWord } from './compare-hits.ts';
import { findWordList, itemsSince, listVersions, noteTrial, readWords } from './word-list.repo.ts';

const DAYS = 30;
const MOST_ITEMS = 500;
const MOST_CHARACTERS = 10_000_000;

/**
 * 试用: what a version of a list finds in title and text of the items of the last thirty days, beside the version that is in
 * use. Nothing of an item is kept by that. A version that was tried may be used.
 *
 * @throws HouseError `word-list-unknown`
 */
export async function tryWordList(
  tools: PublicationTools,
  caller: Caller,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<WordListTried> {
  const { db, screen, now } = tools;
  const scope = scopeOf(caller.actor, 'publication.manage');
  const at = now();
  const { list, tried, used, items } = await withinScope(db, scope, async (trx) => {
    const list = await findWordList(trx, { id });
    const tried = await readWords(trx, { id, version });
    if (!list || !tried || !screen?.withLists) throw new HouseError('word-list-unknown', {});
    const used = list.in_force === null ? undefined : await readWords(trx, { id, version: list.in_force });
    const since = new Date(at.getTime() - DAYS * DAY_MS);
    const items = await itemsSince(trx, { list, below: list.below, since, limit: MOST_ITEMS + 1 });
    return { list, tried, used, items };
  });
  const [asTried, asUsed] = [screenWith(screen, tried), used && screenWith(screen, used)];
  let left = MOST_CHARACTERS;
  const seen = [];
  for (const { id: item, title, textFile } of items.slice(0, MOST_ITEMS)) {
    if (left <= 0) break;
    const bytes = textFile && (await withinScope(db, scope, (trx) => contentOf(tools, trx, textFile)));
    const text = `${title}\n${bytes?.toString('utf8') ?? ''}`.slice(0, left);
    left -= text.length;
    const before = asUsed ? await foundBy(asUsed, text) : [];
    seen.push({ id: item, title, now: await foundBy(asTried, text), before });
  }
  await withinScope(db, scope, async (trx) => {
    if (!(await findWordList(trx, { id })) || (await listVersions(trx, [id])).length === 0)
      throw new HouseError('word-list-unknown', {});
    await noteTrial(trx, id, { version, at });
    await recordDone(trx, caller, {
      act: 'word-list-tried',
      object: { kind: 'word-list', id },
      unit: list.unit_id,
      detail: { version, items: seen.length },
    });
  });
  return {
    version,
    ...(list.in_force !== null && { inForce: list.in_force }),
    ...compareHits(seen),
    isCut: seen.length < items.length,
    asOf: at.toISOString(),
  };
}

function screenWith(screen: Screen | undefined, list: WordList): Screen {
  if (!screen?.withLists) throw new Error('nothing is screened');
  return screen.withLists([list], { rules: false });
}

async function foundBy(screen: Screen, text: string): Promise<FoundWord[]> {
  const { hits } = await screen.text(text);
  return hits.flatMap(({ word, ownCategory = '' }) =>
    word === undefined ? [] : [{ word, category: ownCategory }],
  );
}
