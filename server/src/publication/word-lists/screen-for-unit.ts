import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { WordList } from '../../screening/index.ts';
import type { PublicationTools, Screen } from '../tools.ts';
import { listsInForce, readWords } from './word-list.repo.ts';

/**
 * What screens the items of a unit: the rules, and the lists that are in use there – its own, and those of units above that
 * hold below. Undefined where nothing is screened.
 */
export async function screenForUnit(
  { db, screen }: Pick<PublicationTools, 'db' | 'screen'>,
  unitId: string,
): Promise<Screen | undefined> {
  const { withLists } = screen ?? {};
  if (!withLists) return screen;
  const lists = await withinScope(db, EVERYTHING, async (trx) => {
    const words: WordList[] = [];
    for (const each of await listsInForce(trx, unitId)) {
      const list = await readWords(trx, each);
      if (list) words.push(list);
    }
    return words;
  });
  return lists.length === 0 ? screen : withLists(lists);
}
