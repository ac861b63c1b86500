import { type NoticeQuery, type NoticeShow, SEARCH_LISTED } from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { inScope, ownedAs, type Scope } from '../../kernel/tenancy/index.ts';
import { isIndexed, unitsCalled } from '../../registry/index.ts';
import type { NewNoticeAct, NewNoticeRow, NoticeActRecord, NoticeRecord } from '../tables.ts';

/** A notice with the unit that it went to, and how far its findings are. */
export type NamedNotice = NoticeRecord & {
  readonly unit_name: string;
  readonly findings: number;
  readonly settled: number;
};

const SETTLED = sql<number>`(SELECT count(*) FILTER (WHERE f.state NOT IN ('unassigned', 'mending', 'recheck') OR f.retired_at IS NOT NULL)
  FROM supervision_notice_finding nf JOIN supervision_finding f ON f.id = nf.finding_id
  WHERE nf.notice_id = n.id)`;
const FINDINGS = sql<number>`(SELECT count(*) FROM supervision_notice_finding nf WHERE nf.notice_id = n.id)`;
const OPEN = sql<boolean>`(n.done_at IS NULL AND n.withdrawn_at IS NULL)`;

/** What is shown: `waiting` is open and not signed for or not answered. */
type Shown = NoticeShow | 'waiting';

function showIs(show: Shown, today: string): RawBuilder<boolean> {
  switch (show) {
    case 'waiting':
      return sql<boolean>`(${OPEN} AND (n.signed_at IS NULL OR n.answered_at IS NULL))`;
    case 'open':
      return OPEN;
    case 'unsigned':
      return sql<boolean>`(${OPEN} AND n.signed_at IS NULL)`;
    case 'overdue':
      return sql<boolean>`(${OPEN} AND n.due_on < ${today}::date)`;
    case 'pleas':
      return sql<boolean>`(${OPEN} AND n.plea IS NOT NULL)`;
    case 'all':
      return sql<boolean>`true`;
  }
}

export type NoticeFilter = Pick<NoticeQuery, 'unit' | 'search'> & {
  readonly today: string;
  /** in the reader's language notices of this system are called what is searched: it is not the title that they are kept under */
  readonly ownTitle?: boolean;
};

/** Everything of a filter but what is shown. @param called whether a notice is called so, where another way is better */
function noticesWhere(
  db: Database,
  scope: Scope,
  { unit, search, ownTitle = false }: NoticeFilter,
  called = isCalled,
) {
  let query = db
    .selectFrom('supervision_notice as n')
    .innerJoin('registry_unit as u', 'u.id', 'n.unit_id')
    .where(inScope(scope, 'n', 'unit_id'));
  if (unit) query = query.where('n.unit_id', '=', unit);
  if (search) {
    const isFound = called(scope, search.toLowerCase());
    query = query.where(ownTitle ? sql<boolean>`(NOT n.outside OR ${isFound})` : isFound);
  }
  return query;
}

/** Whether its title, sender or number holds the words, or the name of its unit. */
function isCalled(scope: Scope, words: string): RawBuilder<boolean> {
  if (!isIndexed(scope, words)) return holdsName(scope, words);
  return sql<boolean>`(n.id = ANY (ARRAY(SELECT supervision_notices_called(${words})))
    OR n.unit_id = ANY (ARRAY(${unitsCalled(scope, words)})))`;
}

/** The same by looking at each. */
function holdsName(scope: Scope, words: string): RawBuilder<boolean> {
  return sql<boolean>`(strpos(supervision_notice_name(n.title, n.sender, n.number), ${words}) > 0
    OR n.unit_id IN (${unitsCalled(scope, words)}))`;
}

/** Whether over everything more notices are called so, or went to units that are, than a list shows. */
async function isCommon(
  db: Database,
  scope: Scope,
  { words, ownTitle = false }: { readonly words: string; readonly ownTitle: boolean | undefined },
): Promise<boolean> {
  if (!isIndexed(scope, words)) return false;
  const more = sql.lit(SEARCH_LISTED + 1);
  const ownAreMany = ownTitle
    ? sql`(SELECT count(*) = ${more} FROM (SELECT FROM supervision_notice n WHERE NOT n.outside LIMIT ${more}) AS own)`
    : sql`false`;
  const { rows } = await sql<{ common: boolean }>`
    SELECT ${ownAreMany} OR supervision_notice_is_common(${words}, ${SEARCH_LISTED}) OR (
      SELECT count(*) > ${SEARCH_LISTED} FROM (
        SELECT FROM supervision_notice n WHERE n.unit_id = ANY (ARRAY(${unitsCalled(scope, words)}))
        LIMIT ${SEARCH_LISTED + 1}) AS of_units) AS common`.execute(db);
  return rows[0]?.common ?? false;
}

interface NoticePage {
  readonly filter: NoticeFilter;
  readonly show: NoticeShow;
  readonly offset: number;
  readonly limit: number;
}

/**
 * One page, the newest first, and how many there are under each heading. Where a search over everything finds very much, only
 * what is listed is counted, and `more` says so.
 */
export async function readNoticePage(
  db: Database,
  scope: Scope,
  about: NoticePage,
): Promise<{ rows: NamedNotice[]; counts: Partial<Record<NoticeShow, number>>; more: boolean }> {
  const { search, ownTitle } = about.filter;
  const words = search?.toLowerCase();
  if (words !== undefined && (await isCommon(db, scope, { words, ownTitle })))
    return walkNotices(db, scope, about);
  const counts = await countNotices(db, scope, about.filter);
  return { rows: await listNotices(db, scope, about), counts, more: false };
}

/** What many are called so is met soon among the newest; nobody reads it to its end. */
async function walkNotices(db: Database, scope: Scope, { filter, show, offset, limit }: NoticePage) {
  const found = await noticesWhere(db, scope, filter, holdsName)
    .where(showIs(show, filter.today))
    .select('n.id')
    .orderBy('n.delivered_at', 'desc')
    .orderBy('n.id')
    .limit(SEARCH_LISTED + 1)
    .execute();
  const ids = found.slice(0, SEARCH_LISTED).map(({ id }) => id);
  return {
    rows: await findNotices(db, ids.slice(offset, offset + limit)),
    counts: { [show]: ids.length },
    more: found.length > SEARCH_LISTED,
  };
}

/** The newest first. What else is told is looked up for the few of a page after they are chosen. */
export async function listNotices(
  db: Database,
  scope: Scope,
  { filter, show, offset, limit }: Omit<NoticePage, 'show'> & { readonly show: Shown },
): Promise<NamedNotice[]> {
  const rows = await noticesWhere(db, scope, filter)
    .where(showIs(show, filter.today))
    .select('n.id')
    .orderBy('n.delivered_at', 'desc')
    .orderBy('n.id')
    .offset(offset)
    .limit(limit)
    .execute();
  return findNotices(
    db,
    rows.map(({ id }) => id),
  );
}

async function countNotices(
  db: Database,
  scope: Scope,
  filter: NoticeFilter,
): Promise<Record<NoticeShow, number>> {
  const count = (show: NoticeShow) =>
    sql<number>`count(*) FILTER (WHERE ${showIs(show, filter.today)})`.as(show);
  return noticesWhere(db, scope, filter)
    .select([count('open'), count('unsigned'), count('overdue'), count('pleas'), count('all')])
    .executeTakeFirstOrThrow();
}

export async function findNotice(db: Database, id: string): Promise<NamedNotice | undefined> {
  return (await findNotices(db, [id]))[0];
}

/** Notices by their ids, the newest first. */
async function findNotices(db: Database, ids: readonly string[]): Promise<NamedNotice[]> {
  return db
    .selectFrom('supervision_notice as n')
    .innerJoin('registry_unit as u', 'u.id', 'n.unit_id')
    .selectAll('n')
    .select(['u.name as unit_name', FINDINGS.as('findings'), SETTLED.as('settled')])
    .where(sql<boolean>`n.id = ANY (${[...ids]}::uuid[])`)
    .orderBy('n.delivered_at', 'desc')
    .orderBy('n.id')
    .execute();
}

/** A notice, kept from others until the transaction ends. */
export async function noticeForUpdate(trx: Transaction, id: string): Promise<NoticeRecord | undefined> {
  return trx.selectFrom('supervision_notice').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Writes a notice with the findings that it is about. */
export async function insertNotice(
  trx: Transaction,
  row: NewNoticeRow,
  findings: readonly string[],
): Promise<void> {
  await trx.insertInto('supervision_notice').values(row).execute();
  await trx
    .insertInto('supervision_notice_finding')
    .values(findings.map((finding_id) => ({ notice_id: row.id, finding_id, ...ownedAs(row) })))
    .execute();
}

export async function updateNotice(
  trx: Transaction,
  id: string,
  columns: Partial<NoticeRecord>,
): Promise<void> {
  await trx.updateTable('supervision_notice').set(columns).where('id', '=', id).execute();
}

export async function insertNoticeAct(trx: Transaction, row: NewNoticeAct): Promise<void> {
  await trx.insertInto('supervision_notice_act').values(row).execute();
}

export async function noticeHistory(db: Database, id: string): Promise<NoticeActRecord[]> {
  return db
    .selectFrom('supervision_notice_act')
    .selectAll()
    .where('notice_id', '=', id)
    .orderBy('id')
    .execute();
}

export async function findingIdsOf(db: Database, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('supervision_notice_finding')
    .select('finding_id')
    .where('notice_id', '=', id)
    .execute();
  return rows.map(({ finding_id }) => finding_id);
}

/** The open notice in which one of these findings stands. */
export async function openNoticeOf(
  db: Database,
  findings: readonly string[],
): Promise<NoticeRecord | undefined> {
  return db
    .selectFrom('supervision_notice as n')
    .innerJoin('supervision_notice_finding as nf', 'nf.notice_id', 'n.id')
    .selectAll('n')
    .where(sql<boolean>`nf.finding_id = ANY (${[...findings]}::uuid[])`)
    .where(OPEN)
    .limit(1)
    .executeTakeFirst();
}
