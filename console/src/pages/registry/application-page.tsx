import {
  APPLICATION_FLAGS,
  APPLICATION_KIND_WORDS,
  APPLICATION_STATE_WORDS,
  type ApplicationView,
  type CheckRow,
  CONDITION_WORDS,
  FILING_KINDS,
  FILING_WORDS,
  filingsOf,
  type SessionView,
  UNIT_POST_WORDS,
  VERDICT_WORDS,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useApplication, useApplicationChecks } from '../../api/registry.ts';
import { FactList } from '../../components/fact-list.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { MarkCode } from '../../components/mark-code.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { TabLinks } from '../../components/tab-links.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { DataTable } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { ApplicationPapers } from '../papers/application-papers.tsx';
import { ExceptionList } from '../papers/exception-list.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import styles from './application-page.module.css';
import { ApplicationStanding } from './application-standing.tsx';
import { ChangeList } from './change-list.tsx';

const TABS = ['checks', 'facts', 'papers', 'exceptions', 'history'] as const;
const OF_PAPERS: readonly string[] = ['papers', 'exceptions'];
type Tab = (typeof TABS)[number];

/** 应用详情: who answers for it, what the checks say, what is registered, what was changed. */
export function ApplicationPage(): ReactNode {
  return <SignedIn permission="application.read">{(session) => <Application session={session} />}</SignedIn>;
}

function Application({ session }: { readonly session: SessionView }): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const application = useApplication(id);
  if (!application.data) {
    return (
      <PageFrame title={tell('application.title')}>
        <Answered answer={application} lines={8}>
          {() => null}
        </Answered>
      </PageFrame>
    );
  }
  return (
    <Answered answer={application}>{(view) => <ApplicationFrame view={view} session={session} />}</Answered>
  );
}

function ApplicationFrame(props: {
  readonly view: ApplicationView;
  readonly session: SessionView;
}): ReactNode {
  const { view, session } = props;
  const { lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const tabs = TABS.filter((each) => !OF_PAPERS.includes(each) || session.permissions.includes('paper.read'));
  const tab: Tab = tabs.find((each) => each === search.get('tab')) ?? 'checks';
  const { id, unit, kind, state, contact } = view;
  const mayCheck =
    session.permissions.includes('check.start') && state !== 'closed' && view.addresses.length > 0;
  return (
    <PageFrame
      title={view.name}
      lead={
        <>
          <Link to={`/units/${unit.id}`}>{unit.name}</Link>{' '}
          {tell('grammar.dots', {
            region: unit.regionName,
            kind: APPLICATION_KIND_WORDS[kind][lang],
            state: APPLICATION_STATE_WORDS[state][lang],
          })}
          <br />
          {contact
            ? tell('application.contact', {
                post: UNIT_POST_WORDS[contact.post][lang],
                name: contact.name,
                phone: contact.phone || tell('application.noPhone'),
              })
            : tell('application.noContact')}
        </>
      }
      acts={
        <>
          {mayCheck && (
            <LinkButton to={`/?address=${encodeURIComponent(view.addresses[0] ?? '')}`} primary>
              {tell(view.checked ? 'check.again' : 'application.check')}
            </LinkButton>
          )}
          <LinkButton to={`/findings?application=${id}`}>{tell('application.findings')}</LinkButton>
          {session.permissions.includes('closing.read') && (
            <LinkButton to={`/closings?show=all&application=${id}`}>{tell('menu.closings')}</LinkButton>
          )}
          {session.permissions.includes('application.manage') && (
            <LinkButton to={`/applications/${id}/edit`}>{tell('application.edit')}</LinkButton>
          )}
        </>
      }
      asOf={view.asOf}
    >
      <ApplicationStanding view={view} session={session} />
      <TabLinks
        label={tell('application.tabs')}
        tabs={tabs.map((value) => ({ value, label: tell(`application.tab.${value}`) }))}
        current={tab}
      />
      <Panel title={tell(`application.tab.${tab}`)}>
        {tab === 'checks' && <Checks view={view} />}
        {tab === 'facts' && <Facts view={view} />}
        {tab === 'papers' && <ApplicationPapers id={id} session={session} />}
        {tab === 'exceptions' && <ExceptionList id={id} session={session} />}
        {tab === 'history' && <ChangeList of="applications" id={id} />}
      </Panel>
    </PageFrame>
  );
}

function Checks({ view }: { readonly view: ApplicationView }): ReactNode {
  const checks = useApplicationChecks(view.id);
  return <Answered answer={checks}>{({ rows }) => <CheckRows rows={rows} />}</Answered>;
}

function CheckRows({ rows }: { readonly rows: readonly CheckRow[] }): ReactNode {
  const { lang, tell } = useLanguage();
  if (rows.length === 0) {
    return <EmptyState title={tell('register.never')} why={tell('application.unchecked')} />;
  }
  return (
    <DataTable
      caption={tell('application.checks')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'time',
          title: tell('recent.time'),
          isName: true,
          cell: ({ id, finishedAt, requestedAt }) => (
            <Link to={`/checks/${id}`}>
              <TimeText iso={finishedAt ?? requestedAt} />
            </Link>
          ),
        },
        { key: 'host', title: tell('register.address'), cell: ({ displayHost }) => displayHost },
        ...(['unmet', 'unknown', 'met', 'not-applicable'] as const).map((verdict) => ({
          key: verdict,
          title: VERDICT_WORDS[verdict].word[lang],
          isNumber: true,
          cell: ({ summary }: CheckRow) => summary?.[verdict] ?? '—',
        })),
      ]}
    />
  );
}

/** Every registered field with the obligations that depend on it. */
function Facts({ view }: { readonly view: ApplicationView }): ReactNode {
  const { lang, tell } = useLanguage();
  const none = tell('application.none');
  const rows: [field: string, label: string, value: string][] = [
    ['name', tell('register.name'), view.name],
    ['addresses', tell('application.addresses'), view.addresses.join(tell('grammar.list')) || none],
    ['state', tell('register.state'), APPLICATION_STATE_WORDS[view.state][lang]],
    ['openedOn', tell('application.opened'), view.openedOn ?? none],
    ['host', tell('application.host'), view.host ? `${view.host.name} ${view.host.unitName}` : none],
    ['mlpsLevel', tell('application.mlps'), view.mlpsLevel ? String(view.mlpsLevel) : none],
    ...FILING_KINDS.filter(
      (kind) => filingsOf(view.kind).includes(kind) || view.filings.some((each) => each.kind === kind),
    ).map((kind): [string, string, string] => {
      const filing = view.filings.find((each) => each.kind === kind);
      const { number, filedOn, expiresOn } = filing ?? {};
      const end = expiresOn && tell('application.until', { day: expiresOn });
      return [kind, FILING_WORDS[kind][lang], [number, filedOn, end].filter(Boolean).join(' ') || none];
    }),
    ...APPLICATION_FLAGS.map((flag): [string, string, string] => [
      flag,
      CONDITION_WORDS[flag][lang],
      view.flags.includes(flag) ? tell('application.yes') : tell('application.no'),
    ]),
  ];
  return (
    <>
      <p>{tell('application.facts.source')}</p>
      <FactList
        facts={rows.map(([field, label, value]) => ({
          key: field,
          label,
          value: (
            <>
              {value}
              {field === 'mark' && (
                <MarkCode number={view.filings.find(({ kind }) => kind === 'mark')?.number} />
              )}
              <Duties view={view} field={field} />
            </>
          ),
        }))}
      />
    </>
  );
}

function Duties({ view, field }: { readonly view: ApplicationView; readonly field: string }): ReactNode {
  const { tell } = useLanguage();
  const duties = view.fieldDuties.find((each) => each.field === field)?.obligations ?? [];
  const [first] = duties;
  if (!first) return null;
  if (duties.length <= 3) {
    const names = duties.map(({ citation, title }) => `${citation} ${title}`).join(tell('grammar.list'));
    return <p className={styles.duties}>{tell('application.duties', { names })}</p>;
  }
  return (
    <details className={styles.duties}>
      <summary>{tell('application.duties.many', { count: duties.length })}</summary>
      <ul>
        {duties.map(({ id, citation, title }) => (
          <li key={id}>
            {citation} {title}
          </li>
        ))}
      </ul>
    </details>
  );
}
