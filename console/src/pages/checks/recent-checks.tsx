import {
  CHECK_STATE_WORDS,
  type CheckListQuery,
  type CheckRow,
  PAGE_SIZES,
  VERDICT_WORDS,
  VERDICTS,
} from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { useChecks } from '../../api/checks.ts';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { Pager } from '../../components/tables/pager.tsx';
import { EmptyState, LoadingState, QueryErrorState, StaleNotice } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { ADDRESS_FIELD } from './check-form.tsx';
import { DemoDoor } from './demo-door.tsx';
import styles from './recent-checks.module.css';

interface RecentChecksProps {
  readonly query: CheckListQuery;
  readonly checks: ReturnType<typeof useChecks>;
}

/** The table of recent checks in all its states. */
export function RecentChecks({ query, checks }: RecentChecksProps): ReactNode {
  const { tell } = useLanguage();
  const columns = useColumns();
  const { data, error, refetch } = checks;
  if (!data) return error ? <QueryErrorState error={error} retry={refetch} /> : <LoadingState />;
  if (data.total === 0) {
    return (
      <>
        <EmptyState
          title={tell('recent.empty')}
          why={tell('recent.empty.why')}
          act={
            <Button onClick={() => document.getElementById(ADDRESS_FIELD)?.focus()}>
              {tell('recent.empty.act')}
            </Button>
          }
        />
        <p>
          <Link to="/applications/new">{tell('register.door')}</Link>
        </p>
        <DemoDoor />
      </>
    );
  }
  if (data.rows.length === 0) {
    return (
      <EmptyState
        title={tell('recent.beyond')}
        why={tell('recent.beyond.why')}
        act={<Link to="/">{tell('recent.beyond.act')}</Link>}
      />
    );
  }
  return (
    <>
      {error && <StaleNotice error={error} />}
      <DataTable
        caption={tell('recent.caption')}
        columns={columns}
        rows={data.rows}
        rowKey={({ id }) => id}
      />
      <Pager page={query.page} size={query.size} total={data.total} sizes={PAGE_SIZES} />
    </>
  );
}

function useColumns(): readonly Column<CheckRow>[] {
  const { lang, tell } = useLanguage();
  return [
    {
      key: 'site',
      title: tell('recent.site'),
      isName: true,
      cell: ({ id, siteName, displayHost }) => (
        <>
          <Link to={`/checks/${id}`}>{siteName ?? displayHost}</Link>
          {siteName && <span className={styles.host}>{displayHost}</span>}
        </>
      ),
    },
    { key: 'state', title: tell('recent.state'), cell: ({ state }) => CHECK_STATE_WORDS[state][lang] },
    ...VERDICTS.map((verdict) => ({
      key: verdict,
      title: VERDICT_WORDS[verdict].word[lang],
      isNumber: true,
      cell: ({ id, siteName, displayHost, summary }: CheckRow) => {
        if (!summary) return '—';
        const count = summary[verdict];
        if (count === 0) return '0';
        const word = VERDICT_WORDS[verdict].word[lang];
        return (
          <Link
            to={`/checks/${id}?show=${verdict}`}
            aria-label={tell('recent.count', { site: siteName ?? displayHost, word, count })}
          >
            {count}
          </Link>
        );
      },
    })),
    {
      key: 'time',
      title: tell('recent.time'),
      cell: ({ requestedAt, finishedAt }) => <TimeText iso={finishedAt ?? requestedAt} />,
    },
  ];
}
