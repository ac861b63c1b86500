import {
  DESK_KIND_WORDS,
  type Desk,
  type DeskItem,
  printTime,
  ROLES,
  SETUP_STEP_WORDS,
  type SessionView,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useDesk } from '../../api/desk.ts';
import { TermText } from '../../components/finding/term-text.tsx';
import { Panel } from '../../components/panel.tsx';
import { GrantsEnd } from '../../components/shell/grants-end.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TrendChart } from '../../components/trend-chart.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import styles from './desk-page.module.css';
import { StandingCounts } from './standing-counts.tsx';

/** 工作台: the first page of whoever has signed in. */
export function DeskPage(): ReactNode {
  return <SignedIn>{(session) => <MyDesk session={session} />}</SignedIn>;
}

function MyDesk({ session }: { readonly session: SessionView }): ReactNode {
  const { tell } = useLanguage();
  const desk = useDesk();
  return (
    <PageFrame title={tell('desk.title')} asOf={desk.data?.asOf}>
      <GrantsEnd session={session} />
      <Answered answer={desk}>
        {(data) => (
          <>
            {data.setup && <Setup steps={data.setup} />}
            <Waiting desk={data} />
            {data.fresh && <Fresh fresh={data.fresh} />}
            {data.standing && (
              <Panel title={tell('desk.standing')}>
                <StandingCounts standing={data.standing} before={data.before} />
              </Panel>
            )}
            <Ending desk={data} />
            {data.trend && (
              <Panel title={tell('trend.title')}>
                <TrendChart months={data.trend} />
              </Panel>
            )}
          </>
        )}
      </Answered>
    </PageFrame>
  );
}

/** What remains stands out: what is done is plain text. */
function Setup({ steps }: { readonly steps: NonNullable<Desk['setup']> }): ReactNode {
  const { lang, tell } = useLanguage();
  return (
    <Panel title={tell('desk.setup')}>
      <p>{tell('desk.setup.lead')}</p>
      <ul className={styles.steps}>
        {steps.map(({ step, done, link, roles = [] }) => (
          <li key={step} className={styles.step}>
            {link ? (
              <Link to={link}>{SETUP_STEP_WORDS[step][lang]}</Link>
            ) : (
              <span>{SETUP_STEP_WORDS[step][lang]}</span>
            )}
            <span className={done ? styles.quiet : styles.open}>
              {done && tell('desk.setup.done')}
              {!done && link && tell('desk.setup.open')}
              {!done &&
                !link &&
                tell('desk.setup.other', {
                  roles: roles.map((role) => ROLES[role].word[lang]).join(tell('grammar.list')),
                })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Waiting({ desk }: { readonly desk: Desk }): ReactNode {
  const { tell } = useLanguage();
  const columns = useItemColumns();
  const { items, total, checkedAt } = desk;
  if (items.length === 0) {
    const why = !desk.fresh
      ? tell('desk.none.here')
      : checkedAt
        ? tell('desk.none.checked', { time: checkedAt })
        : tell('desk.none.unchecked');
    return (
      <Panel title={tell('desk.waiting')}>
        <EmptyState title={tell('desk.none')} why={why} />
      </Panel>
    );
  }
  return (
    <Panel title={tell('desk.waiting')}>
      <p role="status">
        {total > items.length
          ? tell('desk.waiting.more', { total, shown: items.length })
          : tell('desk.waiting.count', { total })}
      </p>
      <DataTable caption={tell('desk.waiting')} columns={columns} rows={items} rowKey={keyOf} />
    </Panel>
  );
}

function Ending({ desk: { ending, endingTotal } }: { readonly desk: Desk }): ReactNode {
  const { tell } = useLanguage();
  const columns = useItemColumns();
  return (
    <Panel title={tell('desk.ending')}>
      {ending.length === 0 ? (
        <p>{tell('desk.ending.none')}</p>
      ) : (
        <>
          <p>
            <Link to="/expiries?within=30">{tell('desk.ending.count', { count: endingTotal })}</Link>
          </p>
          <DataTable caption={tell('desk.ending')} columns={columns} rows={ending} rowKey={keyOf} />
        </>
      )}
    </Panel>
  );
}

function keyOf({ kind, link, title, subject, dueOn }: DeskItem): string {
  return [kind, link, title, subject, dueOn].join(' ');
}

function useItemColumns(): readonly Column<DeskItem>[] {
  const { lang, tell } = useLanguage();
  return [
    { key: 'item', title: tell('desk.item'), isName: true, cell: ({ title }) => title },
    { key: 'subject', title: tell('desk.subject'), cell: ({ subject }) => subject },
    { key: 'kind', title: tell('desk.kind'), cell: ({ kind }) => DESK_KIND_WORDS[kind][lang] },
    {
      key: 'due',
      title: tell('desk.due'),
      cell: ({ dueOn, workingDaysLeft }) => (
        <TermText term={dueOn ? { from: dueOn, dueOn, workingDaysLeft } : undefined} isOpen />
      ),
    },
    {
      key: 'act',
      title: tell('desk.act'),
      cell: ({ act, link, title, subject }) => (
        <Link to={link} aria-label={tell('grammar.act', { act, title, subject })}>
          {act}
        </Link>
      ),
    },
  ];
}

function Fresh({ fresh }: { readonly fresh: NonNullable<Desk['fresh']> }): ReactNode {
  const { lang, tell } = useLanguage();
  const since = printTime(fresh.since, lang);
  return (
    <Panel title={tell('desk.fresh')}>
      {fresh.total === 0 ? (
        <p>{tell('desk.fresh.none', { since })}</p>
      ) : (
        <>
          <p>
            <Link to={`/findings?since=${fresh.since}&sort=found`}>
              {tell(fresh.more ? 'desk.fresh.more' : 'desk.fresh.count', { since, count: fresh.total })}
            </Link>
          </p>
          <ul className={styles.fresh}>
            {fresh.rows.map(({ id, problem, application, unit }) => (
              <li key={id}>
                <Link to={`/findings/${id}`}>{problem}</Link>
                <span className={styles.quiet}>
                  {tell('grammar.note', { text: application.name, note: unit.name })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
