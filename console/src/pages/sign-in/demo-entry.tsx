import { ROLES } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useDemoPeople } from '../../api/demo.ts';
import { useDemoEntry } from '../../api/session.ts';
import { Panel } from '../../components/panel.tsx';
import { ActErrorState, LoadingState, QueryErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './demo-entry.module.css';

/** The people of the invented city, each with a button to enter as. */
export function DemoEntry(): ReactNode {
  const { lang, tell } = useLanguage();
  const people = useDemoPeople();
  const enter = useDemoEntry();
  return (
    <Panel title={tell('demo.enter')}>
      {enter.error && <ActErrorState title={tell('demo.refused')} error={enter.error} />}
      {people.error && <QueryErrorState error={people.error} retry={people.refetch} />}
      {people.isPending && <LoadingState />}
      <ul className={styles.people}>
        {people.data?.rows.map(({ loginName, name, unitName, role }) => (
          <li key={loginName}>
            <Button onClick={() => enter.mutate({ loginName })} disabled={enter.isPending}>
              {tell('demo.as', { role: ROLES[role].word[lang] })}
            </Button>
            <span>{`${name} · ${unitName}`}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
