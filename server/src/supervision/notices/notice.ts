import type { FindingRow, Lang, NoticeAct, NoticeMark, NoticeRow, NoticeState } from '@zhengdun/contract';
import { NOTICE_STATE_WORDS } from '@zhengdun/contract';
import { type Calendar, dayOf } from '../../kernel/clock/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { ownedAs } from '../../kernel/tenancy/index.ts';
import { measureOf } from '../findings/finding-words.ts';
import type { FiledFinding } from '../findings/read-findings.ts';
import type { NewNoticeAct, NoticeRecord } from '../tables.ts';
import { termAt } from '../term.ts';
import type { Acting } from '../tools.ts';
import type { NamedNotice } from './notice.repo.ts';
import { type NoticeLife, noticeRefusal } from './notice-life.ts';

/** 文号 of a paper, or a number of ours: 「2026-12」. */
export function numberOf({ number, delivered_at, serial }: NoticeRecord): string {
  return number ?? `${dayOf(delivered_at).slice(0, 4)}-${serial}`;
}

function stateOf({ withdrawn_at, done_at, signed_at }: NoticeRecord): NoticeState {
  if (withdrawn_at) return 'withdrawn';
  if (done_at) return 'done';
  return signed_at ? 'signed' : 'sent';
}

export function noticeLife(row: NoticeRecord, now: Date): NoticeLife {
  return {
    state: stateOf(row),
    outside: row.outside,
    plea: row.plea ?? undefined,
    returned: row.return_asked_at !== null,
    isOver: row.due_on !== null && row.due_on < dayOf(now),
  };
}

/** @throws HouseError the sentence of why the act does not fit */
export function demandNoticeAct(row: NoticeRecord, act: NoticeAct, now: Date): void {
  const life = noticeLife(row, now);
  const why = noticeRefusal(life, act);
  if (why === 'notice-not-open') throw new HouseError(why, { state: NOTICE_STATE_WORDS[life.state] });
  if (why) throw new HouseError(why, {});
}

function marksOf(row: NoticeRecord, now: Date): NoticeMark[] {
  const { state, isOver } = noticeLife(row, now);
  const isOpen = state === 'sent' || state === 'signed';
  const marks: readonly (readonly [NoticeMark, boolean])[] = [
    ['overdue', isOpen && isOver],
    ['return-asked', row.plea === 'return'],
    ['delay-asked', row.plea === 'delay'],
    ['answered', row.answered_at !== null],
    ['outside', row.outside],
  ];
  return marks.flatMap(([mark, holds]) => (holds ? [mark] : []));
}

/** What a notice of this system is called; one from outside keeps the title of its paper. */
export const TITLE = { zh: '互联网政务应用安全问题整改通知', en: 'Rectification notice' } as const;

export function titleOf({ outside, title }: Pick<NoticeRecord, 'outside' | 'title'>, lang: Lang): string {
  return outside ? title : TITLE[lang];
}

/** Whether notices of this system are called so for the reader, though they are kept under their title in Chinese. */
export function isOwnTitle(words: string, lang: Lang): boolean {
  return lang !== 'zh' && TITLE[lang].toLowerCase().includes(words.toLowerCase());
}

/** A finding of a notice, with the measure that its paper prints. */
export type NoticedRow = FindingRow & { readonly measure: string };

export function noticedRow({ row, record, facts }: FiledFinding, lang: Lang): NoticedRow {
  return { ...row, measure: measureOf(record, facts, lang) };
}

/** A row of 通知台账. */
export function noticeRow(
  row: NamedNotice,
  { now, lang, calendar }: { readonly now: Date; readonly lang: Lang; readonly calendar: Calendar },
): NoticeRow {
  return {
    id: row.id,
    number: numberOf(row),
    title: titleOf(row, lang),
    sender: row.sender,
    unit: { id: row.unit_id, name: row.unit_name },
    state: stateOf(row),
    marks: marksOf(row, now),
    findings: row.findings,
    settled: row.settled,
    deliveredAt: row.delivered_at.toISOString(),
    ...(row.signed_at && { signedAt: row.signed_at.toISOString() }),
    ...(row.done_at && { doneAt: row.done_at.toISOString() }),
    term: termAt(row, now, calendar),
  };
}

/** A line of the history by a person. */
export function noticeAct(
  { actor, now }: Acting,
  row: Pick<NoticeRecord, 'id' | 'unit_id' | 'region_path' | 'sector_path'>,
  line: Pick<NewNoticeAct, 'act'> & Partial<NewNoticeAct>,
): NewNoticeAct {
  return {
    notice_id: row.id,
    ...ownedAs(row),
    at: now,
    actor_id: actor.id,
    actor_name: actor.name,
    asked_by: null,
    ground: null,
    days: null,
    due_on: null,
    ...line,
  };
}

export const NO_NOTICE_PLEA = { plea: null, plea_by: null, plea_ground: null, plea_days: null } as const;
