import {
  fillTemplate,
  type Lang,
  LINK_CAUSE_WORDS,
  LINK_FILE_ROWS,
  LINK_RELEVANCE_WORDS,
  LINK_STATE_WORDS,
  type LinkFilter,
  type LinkList,
  type LinkQuery,
  type LinkRow,
  printTime,
} from '@zhengdun/contract';
import { namesOfPeople } from '../identity/index.ts';
import { linkDetail } from '../inspection/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { type SheetFile, writeRegister } from '../kernel/sheet/index.ts';
import { type Actor, beyondScope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { countLinks, listLinks, type NamedLink } from './list.repo.ts';
import type { LinkTools } from './tools.ts';

/** Names of people by id; people who are gone have none. */
export type Names = ReadonlyMap<string, string>;

/** One page of the links that the reader sees. */
export async function readLinks(
  { db, now }: Pick<LinkTools, 'db' | 'now'>,
  actor: Actor,
  { show, page, size, ...filter }: LinkQuery,
): Promise<LinkList> {
  const scope = scopeOf(actor, 'link.read');
  return withinScope(db, scope, async (trx) => {
    const counts = await countLinks(trx, scope, filter);
    const links = await listLinks(trx, scope, { filter, show, offset: (page - 1) * size, limit: size });
    const names = await namesOf(trx, links);
    return {
      rows: links.map((link) => linkRow(link, names)),
      total: counts[show],
      counts,
      asOf: now().toISOString(),
    };
  });
}

/** Who deals with a link is told by name, wherever they belong. */
export async function namesOf(trx: Transaction, links: readonly NamedLink[]): Promise<Names> {
  const ids = links.flatMap(({ handler_id, decided_by }) => [handler_id ?? [], decided_by ?? []].flat());
  return beyondScope(trx, () => namesOfPeople(trx, [...new Set(ids)]));
}

export function personOf(names: Names, id: string) {
  const name = names.get(id);
  return { id, ...(name !== undefined && { name }) };
}

export function linkRow(link: NamedLink, names: Names): LinkRow {
  const { place } = link;
  return {
    id: link.id,
    url: link.url,
    unit: { id: link.unit_id, name: link.unit_name },
    state: link.state,
    cause: link.cause,
    detail: linkDetail(link.detail),
    ...(link.final_url !== null && { finalUrl: link.final_url }),
    since: link.since.toISOString(),
    ...(link.checked_at && { checkedAt: link.checked_at.toISOString() }),
    dueAt: link.due_at.toISOString(),
    ...(link.gone_at && { goneAt: link.gone_at.toISOString() }),
    relevance: link.relevance,
    ground: link.ground,
    ...(link.handler_id !== null && { handler: personOf(names, link.handler_id) }),
    ...(place && { place: placeView({ ...place, seen_at: new Date(place.seen_at) }) }),
    places: link.places,
  };
}

export function placeView(place: {
  readonly application_id: string;
  readonly application_name: string;
  readonly item_id: string | null;
  readonly page: string;
  readonly line: number;
  readonly text: string;
  readonly seen_at: Date;
}) {
  return {
    application: { id: place.application_id, name: place.application_name },
    ...(place.item_id !== null && { item: place.item_id }),
    page: place.page,
    line: place.line,
    text: place.text,
    seenAt: place.seen_at.toISOString(),
  };
}

const HEADS = [
  { word: { zh: '网址', en: 'Address' }, width: 40 },
  { word: { zh: '单位', en: 'Unit' }, width: 16 },
  { word: { zh: '应用', en: 'Application' }, width: 16 },
  { word: { zh: '所在页面', en: 'On page' }, width: 34 },
  { word: { zh: '链接文字', en: 'Words of the link' }, width: 16 },
  { word: { zh: '相关性', en: 'Relevance' }, width: 14 },
  { word: { zh: '事由', en: 'Reason' }, width: 24 },
  { word: { zh: '状态', en: 'State' }, width: 12 },
  { word: { zh: '状态说明', en: 'Why' }, width: 20 },
  { word: { zh: '承办人', en: 'Handler' }, width: 10 },
  { word: { zh: '上次检查', en: 'Last look' }, width: 18 },
] as const;
const TITLE = { zh: '外链台账', en: 'Register of exit links' } as const;
const ABOUT = { zh: '数据截至{at}，共{count}条', en: 'As of {at}, {count} in all' } as const;
const NOTE = {
  zh: '依据《互联网政务应用安全管理规定》第十五条。本表为技术检测和登记结果，供自查和整改使用，不替代主管部门认定。',
  en: 'Article 15. Technical findings and what was registered, for self-inspection; not a decision of an authority.',
} as const;

/** Every link of a filter, not only the page that is shown, as a sheet. */
export async function exportLinks(
  { db, now }: Pick<LinkTools, 'db' | 'now'>,
  actor: Actor,
  { filter, lang }: { readonly filter: LinkFilter; readonly lang: Lang },
): Promise<SheetFile> {
  const scope = scopeOf(actor, 'link.read');
  const { show, ...rest } = filter;
  const rows = await withinScope(db, scope, async (trx) => {
    const links = await listLinks(trx, scope, { filter: rest, show, offset: 0, limit: LINK_FILE_ROWS });
    const names = await namesOf(trx, links);
    return links.map((link) => cellsOf(link, names, lang));
  });
  return writeRegister({
    title: TITLE[lang],
    about: fillTemplate(ABOUT[lang], { at: printTime(now().toISOString(), lang), count: rows.length }, lang),
    heads: HEADS.map(({ word, width }) => ({ text: word[lang], width })),
    rows,
    note: NOTE[lang],
  });
}

function cellsOf(link: NamedLink, names: Names, lang: Lang): string[] {
  const { place } = link;
  return [
    link.url,
    link.unit_name,
    place?.application_name ?? '',
    place?.page ?? '',
    place?.text ?? '',
    LINK_RELEVANCE_WORDS[link.relevance][lang],
    link.ground,
    LINK_STATE_WORDS[link.state][lang],
    LINK_CAUSE_WORDS[link.cause][lang],
    link.handler_id === null ? '' : (names.get(link.handler_id) ?? ''),
    link.checked_at ? printTime(link.checked_at.toISOString(), lang) : '',
  ];
}
