import { type DeskItem, type Lang, LINK_CAUSE_WORDS, LINK_STATE_WORDS } from '@zhengdun/contract';
import type { Database } from '../kernel/database/index.ts';
import { type Actor, mayDo, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { listWaiting } from './list.repo.ts';

const MOST = 20;
const REMOVE = { zh: '从网页去掉', en: 'Take it off the page' } as const;
const LOOK = { zh: '核对并处理', en: 'Look at it and deal with it' } as const;

/** Exit links that wait for the reader, for 工作台. */
export async function linkItems(
  db: Database,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
): Promise<DeskItem[]> {
  if (!mayDo(actor, 'link.manage')) return [];
  const scope = scopeOf(actor, 'link.manage');
  const links = await withinScope(db, scope, (trx) =>
    listWaiting(trx, scope, { personId: actor.id, limit: MOST }),
  );
  return links.map(({ id, host, state, cause, relevance, unit_name, place }) => ({
    kind: 'link' as const,
    title: `${host} · ${LINK_STATE_WORDS[state][lang]}`,
    subject: [place?.application_name ?? unit_name, LINK_CAUSE_WORDS[cause][lang]].join(' · '),
    link: `/links/${id}`,
    act: (relevance === 'none' || state === 'dead' ? REMOVE : LOOK)[lang],
  }));
}
