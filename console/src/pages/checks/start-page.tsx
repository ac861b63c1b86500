import { type CheckListQuery, checkListQuerySchema } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useChecks } from '../../api/checks.ts';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { CheckForm } from './check-form.tsx';
import { MayCheck } from './may-check.tsx';
import { RecentChecks } from './recent-checks.tsx';
import styles from './start-page.module.css';

/** 网站检查: the first page of a fresh installation. */
export function StartPage(): ReactNode {
  return (
    <MayCheck>
      <Start />
    </MayCheck>
  );
}

function Start(): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const query = listQuery(search);
  const checks = useChecks(query);
  return (
    <PageFrame title={tell('start.title')} lead={tell('start.lead')} asOf={checks.data?.asOf}>
      <div className={styles.form}>
        <CheckForm onStarted={({ id }) => navigate(`/checks/${id}`)} />
        <p className={styles.promise}>{tell('start.promise')}</p>
      </div>
      <Panel title={tell('recent.title')}>
        <RecentChecks query={query} checks={checks} />
      </Panel>
    </PageFrame>
  );
}

/** Page and size from the address; what somebody mistyped there counts as not given. */
function listQuery(search: URLSearchParams): CheckListQuery {
  const read = checkListQuerySchema.safeParse(Object.fromEntries(search));
  return read.success ? read.data : checkListQuerySchema.parse({});
}
