import type { ItemList, ItemQuery, ItemRow } from '@zhengdun/contract';
import { namesOfPeople } from '../identity/index.ts';
import { type Actor, beyondScope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { countItems, type ListScopes, listItems, type NamedItem } from './item.repo.ts';
import { marksOf } from './item.ts';
import type { PublicationTools } from './tools.ts';

/** Names of people by id; people who are gone have none. */
export type Names = ReadonlyMap<string, string>;

export function personOf(names: Names, id: string) {
  const name = names.get(id);
  return { id, ...(name !== undefined && { name }) };
}

/** One page of the items that the reader sees. */
export async function readItems(
  { db, now }: Pick<PublicationTools, 'db' | 'now'>,
  actor: Actor,
  { show, page, size, ...filter }: ItemQuery,
): Promise<ItemList> {
  const scopes: ListScopes = {
    read: scopeOf(actor, 'publication.read'),
    write: scopeOf(actor, 'publication.write'),
    review: scopeOf(actor, 'publication.review'),
    secret: scopeOf(actor, 'secret.read'),
    personId: actor.id,
  };
  return withinScope(db, scopes.read, async (trx) => {
    const counts = await countItems(trx, scopes, filter);
    const about = { filter, show, offset: (page - 1) * size, limit: size };
    const items = await listItems(trx, scopes, about);
    const names = await beyondScope(trx, () =>
      namesOfPeople(
        trx,
        items.map(({ author_id }) => author_id),
      ),
    );
    return {
      rows: items.map((item) => itemRow(item, names, now())),
      total: counts[show],
      counts,
      asOf: now().toISOString(),
    };
  });
}

export function itemRow(item: NamedItem, names: Names, now: Date): ItemRow {
  const marks = marksOf(item, now);
  const isReviewed =
    item.state === 'review' || marks.includes('later-owed') || marks.includes('later-overdue');
  return {
    id: item.id,
    title: item.title,
    unit: { id: item.unit_id, name: item.unit_name },
    application: { id: item.application_id, name: item.application_name },
    kind: item.kind,
    state: item.state,
    marks,
    author: personOf(names, item.author_id),
    version: item.version,
    ...(isReviewed && { stage: item.stage + 1 }),
    ...(item.stages !== null && { stages: item.stages }),
    since: item.since.toISOString(),
    ...(item.reference !== null && { reference: item.reference }),
    ...(item.publish_at && { publishAt: item.publish_at.toISOString() }),
    ...(item.later_due_on && { laterDueOn: item.later_due_on }),
    ...(item.secret_since && { secretSince: item.secret_since.toISOString() }),
    ...(item.published_version !== null &&
      item.published_at &&
      item.published_url !== null && {
        published: {
          version: item.published_version,
          at: item.published_at.toISOString(),
          url: item.published_url,
          live: item.live,
        },
      }),
  };
}
