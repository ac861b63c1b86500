import { type Desk, type DeskItem, findingFilterSchema, type Lang } from '@zhengdun/contract';
import { localCalendars } from '../calendar/index.ts';
import { addDays, type Calendar, dayOf, workingDaysUntil } from '../kernel/clock/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { mayDo, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { countUnassigned, listFindings } from './findings/finding.repo.ts';
import { type Reading, readFindings, rowsOf, searchOf } from './findings/read-findings.ts';
import { listNotices, type NamedNotice } from './notices/notice.repo.ts';
import { titleOf } from './notices/notice.ts';
import { readStanding } from './overview/read-standing.ts';

/** Of each kind. Whoever has more sees them in the list itself. */
const MOST = 50;
const PAGE = { offset: 0, limit: MOST };
/** How long a finding is a new one. */
const FRESH_DAYS = 7;

const ACTS = {
  mend: { zh: '去整改', en: 'Mend it' },
  recheck: { zh: '查看复核', en: 'See the re-check' },
  decide: { zh: '作出决定', en: 'Decide' },
  assign: { zh: '指派', en: 'Assign' },
  sign: { zh: '签收', en: 'Sign for it' },
  answer: { zh: '整改并反馈', en: 'Mend and answer' },
} as const;

/** What waits for the reader among the findings: to mend, to see checked again, to decide, to assign. */
export async function findingItems(db: Database, reading: Reading): Promise<DeskItem[]> {
  const mend = await preset(db, reading, { permission: 'finding.mend', preset: 'mine', kind: 'mend' });
  const checks = await preset(db, reading, {
    permission: 'finding.mend',
    preset: 'recheck',
    kind: 'recheck',
  });
  const pleas = await preset(db, reading, { permission: 'finding.decide', preset: 'pleas', kind: 'decide' });
  return [...mend, ...checks, ...pleas, ...(await unassignedItems(db, reading))];
}

async function preset(
  db: Database,
  reading: Reading,
  about: {
    readonly permission: 'finding.mend' | 'finding.decide';
    readonly preset: 'mine' | 'recheck' | 'pleas';
    readonly kind: 'mend' | 'recheck' | 'decide';
  },
): Promise<DeskItem[]> {
  if (!mayDo(reading.actor, about.permission)) return [];
  const { kind } = about;
  const scope = scopeOf(reading.actor, about.permission);
  return withinScope(db, scope, async (trx) => {
    const filtered = await searchOf(trx, reading, findingFilterSchema.parse({ preset: about.preset }));
    // Re-checks of others are theirs.
    const search = kind === 'recheck' ? { ...filtered, assignee: reading.actor.id } : filtered;
    const records = await listFindings(trx, scope, { search, sort: 'due', page: PAGE });
    // Who asks does not decide.
    const own = records.filter(({ plea_by }) => kind !== 'decide' || plea_by !== reading.actor.id);
    return (await rowsOf(trx, reading, own)).map(({ id, problem, application, unit, term }) => ({
      kind: kind === 'decide' ? 'plea' : kind,
      title: problem,
      subject: subjectOf(application.name, unit.name, reading.lang),
      link: `/findings/${id}`,
      ...(term?.dueOn && { dueOn: term.dueOn, workingDaysLeft: term.workingDaysLeft }),
      act: ACTS[kind][reading.lang],
    }));
  });
}

/** One for each application: findings of one application are given to one person as a rule. */
async function unassignedItems(db: Database, { actor, lang }: Reading): Promise<DeskItem[]> {
  if (!mayDo(actor, 'finding.assign')) return [];
  const scope = scopeOf(actor, 'finding.assign');
  const rows = await withinScope(db, scope, (trx) => countUnassigned(trx, scope, MOST));
  return rows.map(({ id, name, unit_name, count, due_on }) => ({
    kind: 'assign',
    title: lang === 'zh' ? `${count}项问题没有指派` : `${count} findings are not assigned`,
    subject: subjectOf(name, unit_name, lang),
    link: `/findings?application=${id}&state=unassigned`,
    ...(due_on && { dueOn: due_on }),
    act: ACTS.assign[lang],
  }));
}

function subjectOf(name: string, unit: string, lang: Lang): string {
  return lang === 'zh' ? `${name}（${unit}）` : `${name} (${unit})`;
}

/** Notices to sign for, to answer, and requests about notices to decide. */
export async function noticeItems(db: Database, { actor, lang, now }: Reading): Promise<DeskItem[]> {
  const list = async (permission: 'notice.answer' | 'notice.send', show: 'waiting' | 'pleas') => {
    if (!mayDo(actor, permission)) return [];
    const scope = scopeOf(actor, permission);
    const filter = { unit: undefined, search: undefined, today: dayOf(now) };
    return withinScope(db, scope, async (trx) => {
      const calendarOf = await localCalendars(trx, now);
      const rows = await listNotices(trx, scope, { filter, show, ...PAGE });
      return rows.map((row) => ({ ...row, calendar: calendarOf(row.region_path) }));
    });
  };
  const item = (row: NamedNotice & { calendar: Calendar }, act: 'sign' | 'answer' | 'decide'): DeskItem => ({
    kind: 'notice',
    title: titleOf(row, lang),
    subject: row.unit_name,
    link: `/notices/${row.id}`,
    ...(row.due_on && {
      dueOn: row.due_on,
      workingDaysLeft: workingDaysUntil(row.due_on, now, row.calendar),
    }),
    act: ACTS[act][lang],
  });
  const waiting = await list('notice.answer', 'waiting');
  return [
    ...waiting.map((row) => item(row, row.signed_at === null ? 'sign' : 'answer')),
    ...(await list('notice.send', 'pleas')).map((row) => item(row, 'decide')),
  ];
}

/** What 工作台 tells whoever sees findings: what is new, how it stands, and how it stood. */
export async function deskNumbers(
  db: Database,
  reading: Reading,
): Promise<Pick<Desk, 'fresh' | 'standing' | 'before' | 'trend' | 'checkedAt'>> {
  if (!mayDo(reading.actor, 'finding.read')) return {};
  const since = addDays(dayOf(reading.now), -FRESH_DAYS);
  const query = { ...findingFilterSchema.parse({ since }), sort: 'found', page: 1, size: 20 } as const;
  const { rows, total, more } = await readFindings(db, reading, query);
  const { now, before, trend, checkedAt } = await readStanding(db, reading);
  return {
    fresh: { rows: rows.slice(0, 10), total, more, since },
    standing: now,
    ...(before && { before }),
    trend,
    ...(checkedAt && { checkedAt: checkedAt.toISOString() }),
  };
}
