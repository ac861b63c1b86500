import { type ApplicationView, findingQuerySchema, type SessionView, type Verdict } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFindings } from '../../api/findings.ts';
import { useApplicationChecks } from '../../api/registry.ts';
import { FirstToMend } from '../../components/finding/first-to-mend.tsx';
import { FourCounts } from '../../components/finding/four-counts.tsx';
import { Panel } from '../../components/panel.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './application-page.module.css';

interface ApplicationStandingProps {
  readonly view: ApplicationView;
  readonly session: SessionView;
}

const FIRST = 3;

/** How an application stands: the four counts of its latest check, each leading to its rows, and what is best mended first. */
export function ApplicationStanding({ view, session }: ApplicationStandingProps): ReactNode {
  const { tell } = useLanguage();
  const latest = useApplicationChecks(view.id).data?.rows.find(({ summary }) => summary);
  if (!latest?.summary) return null;
  const rowsOf = (verdict: Verdict | undefined): string =>
    `/checks/${latest.id}${verdict ? `?show=${verdict}` : ''}`;
  return (
    <div className={styles.standing}>
      <Panel title={tell('application.standing')}>
        <p className={styles.day}>
          <Link to={`/checks/${latest.id}`}>
            <TimeText iso={latest.finishedAt ?? latest.requestedAt} />
          </Link>
        </p>
        <FourCounts summary={latest.summary} linkTo={rowsOf} />
      </Panel>
      {session.permissions.includes('finding.read') && <First application={view.id} />}
    </div>
  );
}

function First({ application }: { readonly application: string }): ReactNode {
  const { tell } = useLanguage();
  const gravest = findingQuerySchema.parse({ application, verdict: 'unmet', sort: 'severity' });
  const rows = useFindings(gravest).data?.rows ?? [];
  return (
    <FirstToMend
      order={tell('application.first.order')}
      items={rows.slice(0, FIRST).map(({ id, problem, handler }) => ({
        key: id,
        problem: <Link to={`/findings/${id}`}>{problem}</Link>,
        handler,
      }))}
    />
  );
}
