import {
  CALENDAR_MATTER_WORDS,
  ITEM_STATE_WORDS,
  type ItemCalendar,
  itemCalendarQuerySchema,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useItemCalendar } from '../../api/publications.ts';
import { queryIn } from '../../api/query-in.ts';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import styles from './calendar.module.css';
import { fieldTime, monthName } from './item-words.tsx';

/** 发布日历: a month, a square a day; on a telephone the days that have something, one below the other. */
export function CalendarPage(): ReactNode {
  return <SignedIn permission="publication.read">{() => <Calendar />}</SignedIn>;
}

function Calendar(): ReactNode {
  const { lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(itemCalendarQuerySchema, search);
  const calendar = useItemCalendar(query);
  const month = calendar.data?.month ?? query.month;
  return (
    <PageFrame
      title={tell('itemCalendar.title')}
      lead={tell('itemCalendar.lead')}
      acts={<Link to="/publications">{tell('outlets.back')}</Link>}
      asOf={calendar.data?.asOf}
    >
      <Panel title={month ? monthName(month, lang) : tell('itemCalendar.now')}>
        {month && (
          <nav aria-label={tell('itemCalendar.title')} className={styles.ways}>
            <Link to={`?month=${monthFrom(month, -1)}`}>{tell('itemCalendar.before')}</Link>
            <Link to="?">{tell('itemCalendar.now')}</Link>
            <Link to={`?month=${monthFrom(month, 1)}`}>{tell('itemCalendar.after')}</Link>
          </nav>
        )}
        <Answered answer={calendar} lines={8}>
          {(view) => <Month view={view} />}
        </Answered>
      </Panel>
    </PageFrame>
  );
}

function Month({ view }: { readonly view: ItemCalendar }): ReactNode {
  const { lang, tell } = useLanguage();
  const { month, entries, more, today } = view;
  const byDay = grouped(entries);
  const weekdays = weekdayNames(lang);
  return (
    <>
      {entries.length === 0 && (
        <EmptyState title={tell('itemCalendar.none')} why={tell('itemCalendar.none.why')} />
      )}
      {more && <p role="status">{tell('itemCalendar.more')}</p>}
      <div className={styles.weekdays} aria-hidden="true">
        {weekdays.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <ol className={styles.days}>
        {daysOf(month).map((day, at) => {
          const own = byDay.get(day) ?? [];
          const isToday = day === today;
          return (
            <li
              key={day}
              className={[
                styles.day,
                own.length === 0 && !isToday ? styles.free : '',
                isToday ? styles.today : '',
              ]
                .filter(Boolean)
                .join(' ')}
              style={at === 0 ? { gridColumnStart: weekdayOf(day) + 1 } : undefined}
            >
              <span className={styles.date}>
                <time dateTime={day}>{Number(day.slice(8))}</time>
                <span className={styles.weekday}> {weekdays[weekdayOf(day)]}</span>
                {isToday && ` ${tell('itemCalendar.today')}`}
              </span>
              {own.length > 0 && (
                <ul className={styles.entries}>
                  {own.map((entry) => (
                    <li key={`${entry.item.id} ${entry.matter}`}>
                      <span className={styles.matter}>
                        {entry.at && `${fieldTime(entry.at).slice(11)} `}
                        {CALENDAR_MATTER_WORDS[entry.matter][lang]}
                        {entry.matter !== 'published' &&
                          ` ${tell('grammar.note', { text: '', note: ITEM_STATE_WORDS[entry.state][lang] })}`}
                      </span>
                      <Link to={`/publications/${entry.item.id}`}>{entry.item.title}</Link>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function grouped(entries: ItemCalendar['entries']): Map<string, ItemCalendar['entries'][number][]> {
  const found = new Map<string, ItemCalendar['entries'][number][]>();
  for (const entry of entries) found.set(entry.day, [...(found.get(entry.day) ?? []), entry]);
  return found;
}

/** Every day of a month, `2026-11-01`. */
function daysOf(month: string): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: last }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`);
}

/** 0 is Monday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function weekdayNames(lang: 'zh' | 'en'): string[] {
  const names = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en', {
    weekday: 'short',
    timeZone: 'UTC',
  });
  // The first of January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, at) => names.format(new Date(Date.UTC(2024, 0, 1 + at))));
}

function monthFrom(month: string, step: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
}
