import type { NoticeAct, NoticeList, NoticeQuery, NoticeView } from '@zhengdun/contract';
import { NOTICE_ACTS } from '@zhengdun/contract';
import { localCalendars } from '../../calendar/index.ts';
import { dayOf } from '../../kernel/clock/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { findFindings } from '../findings/finding.repo.ts';
import { filedOf, type Reading } from '../findings/read-findings.ts';
import type { NoticeActRecord, NoticeRecord } from '../tables.ts';
import { findingIdsOf, findNotice, type NamedNotice, noticeHistory, readNoticePage } from './notice.repo.ts';
import { isOwnTitle, type NoticedRow, noticedRow, noticeLife, noticeRow } from './notice.ts';
import { noticeRefusal } from './notice-life.ts';

/** 通知台账: one page of the notices that the reader sees. */
export async function readNotices(
  db: Database,
  { actor, lang, now }: Reading,
  { show, page, size, unit, search }: NoticeQuery,
): Promise<NoticeList> {
  const scope = scopeOf(actor, 'notice.read');
  return withinScope(db, scope, async (trx) => {
    const ownTitle = search !== undefined && isOwnTitle(search, lang);
    const filter = { unit, search, ownTitle, today: dayOf(now) };
    const about = { filter, show, offset: (page - 1) * size, limit: size };
    const { rows, counts, more } = await readNoticePage(trx, scope, about);
    const calendarOf = await localCalendars(trx, now);
    return {
      rows: rows.map((row) => noticeRow(row, { now, lang, calendar: calendarOf(row.region_path) })),
      total: counts[show] ?? 0,
      more,
      counts,
      asOf: now.toISOString(),
    };
  });
}

/** One notice with its findings and its life. @throws HouseError `notice-unknown` */
export async function readNotice(
  db: Database,
  reading: Reading,
  id: string,
): Promise<NoticeView & { readonly rows: readonly NoticedRow[] }> {
  const { actor, lang, now } = reading;
  const view = await withinScope(db, scopeOf(actor, 'notice.read'), async (trx) => {
    const record = await findNotice(trx, id);
    if (!record) throw new HouseError('notice-unknown', {});
    const history = await noticeHistory(trx, id);
    const filed = await filedOf(trx, reading, await findFindings(trx, await findingIdsOf(trx, id)));
    const calendarOf = await localCalendars(trx, now);
    return {
      record,
      view: {
        ...noticeRow(record, { now, lang, calendar: calendarOf(record.region_path) }),
        demand: record.demand,
        rows: filed.map((each) => noticedRow(each, lang)),
        ...pleaOf(record, history),
        ...(record.answer !== null && { answer: record.answer }),
        history: history.map(lineOf),
        asOf: now.toISOString(),
      },
    };
  });
  return { ...view.view, may: await mayDoTo(db, actor, view.record, now) };
}

function pleaOf(row: NoticeRecord, history: readonly NoticeActRecord[]): Pick<NoticeView, 'plea'> {
  const { plea, plea_ground, plea_days } = row;
  const asked = history.findLast(({ act }) => act === `${plea}-asked`);
  if (plea === null || plea_ground === null || !asked) return {};
  return {
    plea: {
      kind: plea,
      by: asked.actor_name,
      ground: plea_ground,
      ...(plea_days !== null && { days: plea_days }),
    },
  };
}

function lineOf(act: NoticeActRecord): NoticeView['history'][number] {
  return {
    id: act.id,
    at: act.at.toISOString(),
    event: act.act,
    ...(act.actor_name !== '' && { by: act.actor_name }),
    ...(act.ground && { ground: act.ground }),
    ...(act.days !== null && { days: act.days }),
    ...(act.due_on && { dueOn: act.due_on }),
  };
}

async function mayDoTo(db: Database, actor: Actor, record: NamedNotice, now: Date): Promise<NoticeAct[]> {
  if (actor.kind !== 'person') return [];
  const reaches = (permission: 'notice.answer' | 'notice.send'): Promise<boolean> =>
    withinScope(db, scopeOf(actor, permission), async (trx: Transaction) =>
      Boolean(await findNotice(trx, record.id)),
    );
  const [answers, sends] = [await reaches('notice.answer'), await reaches('notice.send')];
  return NOTICE_ACTS.filter((act) => {
    const isDecision = act === 'decide-return' || act === 'decide-delay';
    if (isDecision ? !sends || record.plea_by === actor.id : !answers) return false;
    return noticeRefusal(noticeLife(record, now), act) === undefined;
  });
}
