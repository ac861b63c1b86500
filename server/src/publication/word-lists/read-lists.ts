import type { WordLists } from '@zhengdun/contract';
import { namesOfPeople } from '../../identity/index.ts';
import { type Actor, beyondScope, covers, mayDo, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import type { PublicationTools } from '../tools.ts';
import { listUnitsFor, listVersions, listWordLists } from './word-list.repo.ts';

const VERSIONS_SHOWN = 20;

/** The lists of words that the reader sees. */
export async function readWordLists({ db, now }: PublicationTools, actor: Actor): Promise<WordLists> {
  const scope = scopeOf(actor, 'publication.read');
  const manages = scopeOf(actor, 'publication.manage');
  const units = mayDo(actor, 'publication.manage') ? await withinScope(db, manages, listUnitsFor) : [];
  return withinScope(db, scope, async (trx) => {
    const lists = await listWordLists(trx);
    const versions = await listVersions(
      trx,
      lists.map(({ id }) => id),
    );
    const people = [...new Set(versions.map(({ made_by }) => made_by))];
    const names = await beyondScope(trx, () => namesOfPeople(trx, people));
    return {
      rows: lists.map((list) => ({
        id: list.id,
        name: list.name,
        unit: { id: list.unit_id, name: list.unit_name },
        ...(list.in_force !== null && { inForce: list.in_force }),
        below: list.below,
        versions: versions
          .filter(({ list_id }) => list_id === list.id)
          .slice(0, VERSIONS_SHOWN)
          .map((row) => ({
            version: row.version,
            entries: row.count,
            fileName: row.file_name,
            madeAt: row.made_at.toISOString(),
            madeBy: names.get(row.made_by) ?? '',
            ...(row.tried_at && { triedAt: row.tried_at.toISOString() }),
          })),
        may: { manage: mayDo(actor, 'publication.manage') && covers(manages, list) },
      })),
      units,
      asOf: now().toISOString(),
    };
  });
}
