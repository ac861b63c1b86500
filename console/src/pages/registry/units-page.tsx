import {
  type PermissionName,
  UNIT_KIND_WORDS,
  UNIT_LEVEL_WORDS,
  UNIT_POST_WORDS,
  UNIT_POSTS,
  type UnitView,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { unitReportFile } from '../../api/findings.ts';
import { useUnit } from '../../api/registry.ts';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { useFilter } from '../../components/forms/use-filter.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { ChangeList } from './change-list.tsx';
import { SmallUnit } from './small-unit.tsx';
import { UnitBranch } from './unit-tree.tsx';
import styles from './units-page.module.css';

/** 单位: the tree at the left, one unit at the right. */
export function UnitsPage(): ReactNode {
  return (
    <SignedIn permission="unit.read">{({ permissions }) => <Units permissions={permissions} />}</SignedIn>
  );
}

interface Permitted {
  readonly permissions: readonly PermissionName[];
}

function Units({ permissions }: Permitted): ReactNode {
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
          {permissions.includes('unit.manage') && (
            <>
              <LinkButton to="/units/new" primary>
                {tell('units.add')}
              </LinkButton>
              <LinkButton to="/units/import">{tell('units.import')}</LinkButton>
            </>
          )}
          <LinkButton to="/short-list">{tell('shortList.link')}</LinkButton>
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
        {id ? (
          <Unit id={id} permissions={permissions} />
        ) : (
          <Panel title={tell('units.choose')}>{tell('units.choose.why')}</Panel>
        )}
      </div>
    </PageFrame>
  );
}

function Search({ words }: { readonly words: string }): ReactNode {
  const { tell } = useLanguage();
  const [typed, setTyped] = useState(words);
  const filter = useFilter();
  function submit(event: FormEvent): void {
    event.preventDefault();
    filter({ search: typed.trim() });
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
        <Button htmlType="submit">{tell('filter.find')}</Button>
      </p>
    </form>
  );
}

function Unit({ id, permissions }: Permitted & { readonly id: string }): ReactNode {
  const { fileIn, tell } = useLanguage();
  const unit = useUnit(id);
  return (
    <div>
      <Panel title={unit.data?.name ?? tell('units.one')}>
        <Answered answer={unit} lines={6}>
          {(view) => (
            <>
              <UnitFacts unit={view} />
              {permissions.includes('unit.manage') && (
                <LinkButton to={`/units/${id}/edit`}>{tell('unit.edit')}</LinkButton>
              )}{' '}
              {permissions.includes('closing.record') && (
                <LinkButton to={`/closings/new?unit=${id}&occasion=merged`}>
                  {tell('closings.merge')}
                </LinkButton>
              )}{' '}
              {permissions.includes('finding.read') && (
                <>
                  <Button href={fileIn(unitReportFile(id))} download>
                    {tell('unit.report')}
                  </Button>
                  <p>{tell('unit.report.note')}</p>
                </>
              )}
            </>
          )}
        </Answered>
      </Panel>
      {unit.data && permissions.includes('grant.read') && (
        <SmallUnit key={id} id={id} mayAct={permissions.includes('grant.give')} />
      )}
      {unit.data && (
        <FoldedPanel title={tell('application.tab.history')}>
          <ChangeList of="units" id={id} />
        </FoldedPanel>
      )}
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
  const facts: Fact[] = [
    { key: 'kind', label: tell('form.kind'), value: UNIT_KIND_WORDS[kind][lang] },
    { key: 'level', label: tell('form.level'), value: UNIT_LEVEL_WORDS[level][lang] },
    {
      key: 'code',
      label: tell('unit.code'),
      value: creditCode
        ? `${creditCode}${creditCodeDoubtful ? tell('unit.code.doubtful') : ''}`
        : tell('application.none'),
    },
    { key: 'region', label: tell('unit.region'), value: region.fullName },
    {
      key: 'superior',
      label: tell('unit.superior'),
      value: above.length > 0 ? above : tell('application.none'),
    },
    ...UNIT_POSTS.map((post): Fact => {
      const contact = contacts.find((each) => each.post === post);
      const text = contact && [contact.name, contact.title, contact.phone].filter(Boolean).join(' ');
      return { key: post, label: UNIT_POST_WORDS[post][lang], value: text || tell('unit.noPost') };
    }),
    {
      key: 'applications',
      label: tell('unit.applications'),
      value: (
        <Link to={`/applications?show=all&unit=${id}`}>
          {tell('unit.applications.count', { count: unit.applications })}
        </Link>
      ),
    },
    {
      key: 'papers',
      label: tell('papers.title'),
      value: <Link to={`/units/${id}/papers`}>{tell('papers.unit.link')}</Link>,
    },
    { key: 'subordinates', label: tell('unit.subordinates'), value: unit.subordinates },
  ];
  return <FactList facts={facts} />;
}
