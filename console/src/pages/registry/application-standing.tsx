import {
  type ApplicationView,
  findingQuerySchema,
  type SessionView,
  type Summary,
  type Verdict,
} from '@zhengdun/contract';
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
      {session.permissions.includes('finding.read') && <First application={view.id} seen={latest.summary} />}
    </div>
  );
}

interface FirstProps {
  readonly application: string;
  /** what the latest check counted */
  readonly seen: Pick<Summary, 'unmet' | 'unknown'>;
}

/**
 * What is left to be done. That is less than a check sees where the platform answers for it, a paper has settled it, or
 * it does not bind the unit: then both numbers are told, each with its list.
 */
function First({ application, seen }: FirstProps): ReactNode {
  const { tell } = useLanguage();
  const gravest = findingQuerySchema.parse({ application, verdict: 'unmet', sort: 'severity' });
  const unmet = useFindings(gravest).data;
  const unknown = useFindings(findingQuerySchema.parse({ application, verdict: 'unknown' })).data;
  const rows = unmet?.rows ?? [];
  const differs = unmet && unknown && (unmet.total !== seen.unmet || unknown.total !== seen.unknown);
  return (
    <>
      {differs && (
        <p>
          <Link to={`/findings?application=${application}`}>
            {tell('application.left', { unmet: unmet.total, unknown: unknown.total })}
          </Link>{' '}
          {tell('application.left.why')}
        </p>
      )}
      <FirstToMend
        order={tell('application.first.order')}
        items={rows.slice(0, FIRST).map(({ id, problem, handler }) => ({
          key: id,
          problem: <Link to={`/findings/${id}`}>{problem}</Link>,
          handler,
        }))}
      />
    </>
  );
}
