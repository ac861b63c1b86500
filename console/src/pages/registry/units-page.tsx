import {
  UNIT_KIND_WORDS,
  UNIT_LEVEL_WORDS,
  UNIT_POST_WORDS,
  UNIT_POSTS,
  type UnitView,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useUnit } from '../../api/registry.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
import { LoadingState, QueryErrorState } from '../../components/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import facts from './application-page.module.css';
import { ChangeList } from './change-list.tsx';
import { TextField } from './fields.tsx';
import { UnitBranch } from './unit-tree.tsx';
import styles from './units-page.module.css';

/** 单位: the tree at the left, one unit at the right. */
export function UnitsPage(): ReactNode {
  const { id } = useParams();
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const words = search.get('search') ?? '';
  return (
    <PageFrame
      title={tell('units.title')}
      lead={tell('units.lead')}
      acts={
        <>
          <LinkButton to="/units/new" primary>
            {tell('units.add')}
          </LinkButton>
          <LinkButton to="/units/import">{tell('units.import')}</LinkButton>
          <Button href="/api/units/export.xlsx" download>
            {tell('units.export')}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <Panel title={tell('units.tree')}>
          <Search key={words} words={words} />
          <nav aria-label={tell('units.tree')} className={styles.tree}>
            <UnitBranch search={words || undefined} current={id} />
          </nav>
        </Panel>
        {id ? <Unit id={id} /> : <Panel title={tell('units.choose')}>{tell('units.choose.why')}</Panel>}
      </div>
    </PageFrame>
  );
}

function Search({ words }: { readonly words: string }): ReactNode {
  const { tell } = useLanguage();
  const [typed, setTyped] = useState(words);
  const [search, setSearch] = useSearchParams();
  function submit(event: FormEvent): void {
    event.preventDefault();
    const next = new URLSearchParams(search);
    if (typed.trim() === '') next.delete('search');
    else next.set('search', typed.trim());
    setSearch(next);
  }
  return (
    <form onSubmit={submit} className={styles.search}>
      <TextField
        id="search"
        type="search"
        label={tell('units.search')}
        value={typed}
        maxLength={60}
        onChange={setTyped}
      />
      <p>
        <Button htmlType="submit">{tell('register.find')}</Button>
      </p>
    </form>
  );
}

function Unit({ id }: { readonly id: string }): ReactNode {
  const { tell } = useLanguage();
  const { data, error, refetch } = useUnit(id);
  if (!data) {
    return (
      <Panel title={tell('units.one')}>
        {error ? <QueryErrorState error={error} retry={refetch} /> : <LoadingState lines={6} />}
      </Panel>
    );
  }
  return (
    <div>
      <Panel title={data.name}>
        <UnitFacts unit={data} />
      </Panel>
      <FoldedPanel title={tell('application.tab.history')}>
        <ChangeList of="units" id={id} />
      </FoldedPanel>
    </div>
  );
}

function UnitFacts({ unit }: { readonly unit: UnitView }): ReactNode {
  const { lang, tell } = useLanguage();
  const { id, kind, level, creditCode, creditCodeDoubtful, region, superiors, contacts } = unit;
  const above = superiors.map((superior) => (
    <span key={superior.id}>
      <Link to={`/units/${superior.id}`}>{superior.name}</Link>{' '}
    </span>
  ));
  const rows: [string, ReactNode][] = [
    [tell('form.kind'), UNIT_KIND_WORDS[kind][lang]],
    [tell('form.level'), UNIT_LEVEL_WORDS[level][lang]],
    [
      tell('unit.code'),
      creditCode
        ? `${creditCode}${creditCodeDoubtful ? tell('unit.code.doubtful') : ''}`
        : tell('application.none'),
    ],
    [tell('unit.region'), region.fullName],
    [tell('unit.superior'), above.length > 0 ? above : tell('application.none')],
    ...UNIT_POSTS.map((post): [string, ReactNode] => {
      const contact = contacts.find((each) => each.post === post);
      const text = contact && [contact.name, contact.title, contact.phone].filter(Boolean).join(' ');
      return [UNIT_POST_WORDS[post][lang], text || tell('unit.noPost')];
    }),
    [
      tell('unit.applications'),
      <Link key="applications" to={`/applications?show=all&unit=${id}`}>
        {tell('unit.applications.count', { count: unit.applications })}
      </Link>,
    ],
    [tell('unit.subordinates'), unit.subordinates],
  ];
  return (
    <dl className={facts.facts}>
      {rows.map(([label, value]) => (
        <div key={label} className={facts.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
