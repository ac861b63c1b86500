import { LOG_DAY_STATES, LOG_DAY_WORDS, type LogCoverage, logCoverageQuerySchema } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useLogCoverage } from '../../api/logs.ts';
import { queryIn } from '../../api/query-in.ts';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { DataTable } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { beijingClock } from './log-time.tsx';
import styles from './logs.module.css';
import { LogsTabs } from './logs-tabs.tsx';

/** 留存日历: what came from each source on each day. */
export function LogCoveragePage(): ReactNode {
  return <SignedIn permission="log-source.read">{() => <Coverage />}</SignedIn>;
}

function Coverage(): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const coverage = useLogCoverage(queryIn(logCoverageQuerySchema, search));
  const [isTable, setTable] = useState(false);
  return (
    <PageFrame title={tell('logs.coverage')} lead={tell('logs.coverage.lead')} asOf={coverage.data?.asOf}>
      <LogsTabs current="coverage" />
      <Answered answer={coverage}>
        {(data) => (
          <Panel title={tell('logs.month', monthOf(data.month))}>
            <div className={styles.caption}>
              <span>
                <Link to={{ search: `?month=${monthBeside(data.month, -1)}` }}>
                  {tell('logs.month.before')}
                </Link>
                {data.month < beijingClock(Date.parse(data.asOf)).slice(0, 7) && (
                  <>
                    {'　'}
                    <Link to={{ search: `?month=${monthBeside(data.month, 1)}` }}>
                      {tell('logs.month.after')}
                    </Link>
                  </>
                )}
              </span>
              <Button size="small" onClick={() => setTable(!isTable)}>
                {tell(isTable ? 'chart.asChart' : 'chart.asTable')}
              </Button>
            </div>
            {data.rows.length === 0 ? (
              <EmptyState
                title={tell('logs.nothing')}
                why={tell('logs.coverage.none')}
                act={<Link to="/logs">{tell('logs.tab.sources')}</Link>}
              />
            ) : isTable ? (
              <GapTable coverage={data} />
            ) : (
              <Calendar coverage={data} />
            )}
          </Panel>
        )}
      </Answered>
    </PageFrame>
  );
}

function monthOf(month: string): { readonly year: string; readonly month: string } {
  return { year: month.slice(0, 4), month: String(Number(month.slice(5))) };
}

function monthBeside(month: string, step: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
}

type Row = LogCoverage['rows'][number];
type Day = Row['days'][number];

/** A day's sign repeats what its shade says; how many hours are missing is written. */
function signOf({ state, missing }: Day): string {
  if (state === 'whole') return '✓';
  if (state === 'outside') return '';
  return state === 'none' ? '×' : String(missing.length);
}

function Calendar({ coverage }: { readonly coverage: LogCoverage }): ReactNode {
  const { lang, tell } = useLanguage();
  return (
    <>
      <p>{tell('logs.calendar.key')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by the keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={tell('logs.calendar')}>
        <table className={styles.calendar}>
          <caption className="visually-hidden">{tell('logs.calendar')}</caption>
          <thead>
            <tr>
              <th scope="col">{tell('logs.name')}</th>
              {coverage.days.map((day) => (
                <th key={day} scope="col">
                  {Number(day.slice(8))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {coverage.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <Link to={`/logs/sources/${row.id}`}>{row.name}</Link>
                </th>
                {row.days.map((day) => (
                  <td key={day.day} data-state={day.state}>
                    <span aria-hidden="true">{signOf(day)}</span>
                    <span className="visually-hidden">
                      {LOG_DAY_WORDS[day.state][lang]}
                      {day.state === 'gaps' && tell('logs.hours', { count: day.missing.length })}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** The days that have gaps, with the hours. */
function GapTable({ coverage }: { readonly coverage: LogCoverage }): ReactNode {
  const { lang, tell } = useLanguage();
  const rows = coverage.rows.flatMap((row) =>
    row.days
      .filter(({ state }) => state === 'gaps' || state === 'none')
      .map((day) => ({ ...day, name: row.name, unit: row.unit, key: `${row.id} ${day.day}` })),
  );
  const totals = LOG_DAY_STATES.map((state) => {
    const count = coverage.rows.flatMap(({ days }) => days).filter((day) => day.state === state).length;
    return tell('grammar.note', { text: LOG_DAY_WORDS[state][lang], note: count });
  });
  return (
    <>
      <p>{totals.join(tell('grammar.comma'))}</p>
      {rows.length === 0 ? (
        <p>{tell('logs.gaps.none')}</p>
      ) : (
        <DataTable
          caption={tell('logs.gaps')}
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { key: 'day', title: tell('logs.day'), isName: true, cell: ({ day }) => day },
            { key: 'name', title: tell('logs.name'), cell: ({ name }) => name },
            { key: 'unit', title: tell('logs.unit'), cell: ({ unit }) => unit },
            {
              key: 'missing',
              title: tell('logs.missing'),
              cell: ({ missing }) => hoursText(missing, tell('grammar.comma')),
            },
            {
              key: 'events',
              title: tell('logs.dayEvents'),
              isNumber: true,
              cell: ({ events }) => events,
            },
          ]}
        />
      )}
    </>
  );
}

/** `00:00–03:00, 07:00–08:00` */
function hoursText(hours: readonly number[], comma: string): string {
  const spans: [number, number][] = [];
  for (const hour of hours) {
    const last = spans[spans.length - 1];
    if (last && last[1] === hour) last[1] = hour + 1;
    else spans.push([hour, hour + 1]);
  }
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  return spans.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(comma);
}
