import type { NoticeQuery, NoticeShow } from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { inScope, ownedAs, type Scope } from '../../kernel/tenancy/index.ts';
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

function showIs(show: NoticeShow, today: string): RawBuilder<boolean> {
  switch (show) {
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

export type NoticeFilter = Pick<NoticeQuery, 'unit' | 'search'> & { readonly today: string };

function noticesWhere(db: Database, scope: Scope, { unit, search }: NoticeFilter) {
  let query = db
    .selectFrom('supervision_notice as n')
    .innerJoin('registry_unit as u', 'u.id', 'n.unit_id')
    .where(inScope(scope, 'n', 'unit_id'));
  if (unit) query = query.where('n.unit_id', '=', unit);
  if (search) {
    const words = search.toLowerCase();
    query = query.where(
      sql<boolean>`strpos(lower(concat_ws(' ', n.title, n.sender, n.number, u.name)), ${words}) > 0`,
    );
  }
  return query;
}

/** The newest first. */
export async function listNotices(
  db: Database,
  scope: Scope,
  about: {
    readonly filter: NoticeFilter;
    readonly show: NoticeShow;
    readonly offset: number;
    readonly limit: number;
  },
): Promise<NamedNotice[]> {
  const { filter, show, offset, limit } = about;
  return noticesWhere(db, scope, filter)
    .where(showIs(show, filter.today))
    .selectAll('n')
    .select(['u.name as unit_name', FINDINGS.as('findings'), SETTLED.as('settled')])
    .orderBy('n.delivered_at', 'desc')
    .orderBy('n.id')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countNotices(
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
  return db
    .selectFrom('supervision_notice as n')
    .innerJoin('registry_unit as u', 'u.id', 'n.unit_id')
    .selectAll('n')
    .select(['u.name as unit_name', FINDINGS.as('findings'), SETTLED.as('settled')])
    .where('n.id', '=', id)
    .executeTakeFirst();
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
