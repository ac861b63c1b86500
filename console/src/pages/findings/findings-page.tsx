import {
  CHAPTERS,
  FINDING_FILE_ROWS,
  FINDING_PRESET_WORDS,
  FINDING_PRESETS,
  FINDING_SORTS,
  FINDING_STATE_WORDS,
  FINDING_STATES,
  type FindingList,
  type FindingQuery,
  findingQuerySchema,
  type SessionView,
  VERDICT_WORDS,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { findingsFile, useFindings } from '../../api/findings.ts';
import { queryIn } from '../../api/query-in.ts';
import { ChoiceField, SelectField } from '../../components/forms/field.tsx';
import { SearchForm } from '../../components/forms/search-form.tsx';
import { useFilter } from '../../components/forms/use-filter.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PresetLinks } from '../../components/preset-links.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { NarrowedNote } from '../../components/tables/narrowed-note.tsx';
import { PagedTable } from '../../components/tables/paged-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { UnitReportButton } from '../../components/unit-report-button.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { AssignForm } from './assign-form.tsx';
import { useFindingColumns } from './finding-columns.tsx';
import styles from './findings-page.module.css';

/** 问题整改: the presets and their counts come from the very query that gives the rows. */
export function FindingsPage(): ReactNode {
  return <SignedIn permission="finding.read">{(session) => <Findings session={session} />}</SignedIn>;
}

function Findings({ session }: { readonly session: SessionView }): ReactNode {
  const { fileIn, tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(findingQuerySchema, search);
  const list = useFindings(query);
  return (
    <PageFrame
      title={tell('findings.title')}
      lead={tell('findings.lead')}
      asOf={list.data?.asOf}
      acts={
        <>
          <LinkButton to="/notices">{tell('notices.open')}</LinkButton>
          <UnitReportButton rows={list.data?.rows} />
          <Button href={fileIn(findingsFile('register.docx', query))} download>
            {tell('findings.register.paper')}
          </Button>
          <Button href={fileIn(findingsFile('register.xlsx', query))} download>
            {tell('findings.register')}
          </Button>
          <Button href={fileIn(findingsFile('export.xlsx', query))} download>
            {tell('findings.export')}
          </Button>
        </>
      }
    >
      <Panel title={tell('findings.list')}>
        <NarrowedNote narrowed={list.data?.narrowed} />
        <Presets query={query} list={list.data} />
        <Filter query={query} />
        {list.data && list.data.total > FINDING_FILE_ROWS && (
          <p>{tell('findings.export.cut', { limit: FINDING_FILE_ROWS, total: list.data.total })}</p>
        )}
        <Answered answer={list}>
          {(data) => <Rows key={search.toString()} query={query} list={data} session={session} />}
        </Answered>
      </Panel>
    </PageFrame>
  );
}

function Presets(props: { readonly query: FindingQuery; readonly list: FindingList | undefined }): ReactNode {
  const { lang, tell } = useLanguage();
  const { query, list } = props;
  return (
    <PresetLinks
      label={tell('findings.presets')}
      name="preset"
      current={query.preset}
      presets={FINDING_PRESETS.map((value) => ({
        value,
        label: FINDING_PRESET_WORDS[value][lang],
        count: list?.counts[value],
      }))}
      more={list?.more}
    />
  );
}

function Filter({ query }: { readonly query: FindingQuery }): ReactNode {
  const { lang, tell } = useLanguage();
  const filter = useFilter();
  return (
    <SearchForm label={tell('findings.filter')} field={tell('findings.search')} value={query.search}>
      <SelectField
        id="chapter"
        label={tell('findings.chapter')}
        value={query.chapter ? String(query.chapter) : ''}
        options={CHAPTERS.map(({ number, title }) => ({ value: String(number), label: title[lang] }))}
        none={tell('filter.any')}
        onChange={(chapter) => filter({ chapter })}
      />
      <SelectField
        id="verdict"
        label={tell('findings.verdict')}
        value={query.verdict ?? ''}
        options={(['unmet', 'unknown'] as const).map((value) => ({
          value,
          label: VERDICT_WORDS[value].word[lang],
        }))}
        none={tell('filter.any')}
        onChange={(verdict) => filter({ verdict })}
      />
      <ChoiceField
        id="state"
        label={tell('findings.state')}
        value={query.state ?? ''}
        values={FINDING_STATES}
        words={FINDING_STATE_WORDS}
        none={tell('filter.any')}
        // Among what is still to be done, nothing is closed.
        onChange={(state) => filter({ state, preset: state === '' ? query.preset : 'all' })}
      />
      <SelectField
        id="sort"
        label={tell('findings.sort')}
        value={query.sort}
        options={FINDING_SORTS.map((value) => ({ value, label: tell(`findings.sort.${value}`) }))}
        onChange={(sort) => filter({ sort })}
      />
    </SearchForm>
  );
}

function Rows(props: {
  readonly query: FindingQuery;
  readonly list: FindingList;
  readonly session: SessionView;
}): ReactNode {
  const { query, list, session } = props;
  const { tell } = useLanguage();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const mayChoose = ON_CHOSEN.some((permission) => session.permissions.includes(permission));
  const columns = useFindingColumns(mayChoose ? { chosen, setChosen } : undefined);
  return (
    <>
      <PagedTable
        name="findings"
        caption={tell('findings.caption')}
        count={tell('findings.count', { count: list.total })}
        columns={columns}
        rowKey={({ id }) => id}
        list={list}
        at={query}
        empty={<Nothing query={query} />}
      />
      {chosen.length > 0 && (
        <>
          <p role="status" className={styles.bar}>
            {tell('findings.chosen', { count: chosen.length })}{' '}
            <a href="#chosen">{tell('findings.acts.chosen')}</a>
          </p>
          <Chosen
            rows={list.rows.filter(({ id }) => chosen.includes(id))}
            session={session}
            onDone={() => setChosen([])}
          />
        </>
      )}
    </>
  );
}

/** What is done to several findings at once. */
const ON_CHOSEN = ['finding.assign', 'notice.send', 'notice.answer'] as const;

function Chosen(props: {
  readonly rows: FindingList['rows'];
  readonly session: SessionView;
  readonly onDone: () => void;
}): ReactNode {
  const { rows, session, onDone } = props;
  const { tell } = useLanguage();
  const units = [...new Set(rows.map(({ unit }) => unit.id))];
  const ids = rows.map(({ id }) => id);
  const [unit] = units;
  const may = (permission: (typeof ON_CHOSEN)[number]) => session.permissions.includes(permission);
  return (
    <section id="chosen" tabIndex={-1} aria-label={tell('findings.acts.chosen')} className={styles.chosen}>
      {unit && units.length === 1 ? (
        <>
          <div className={styles.acts}>
            {may('notice.send') && (
              <LinkButton to={`/notices/new?findings=${ids.join(',')}`} primary>
                {tell('notice.send.chosen')}
              </LinkButton>
            )}
            {may('notice.answer') && (
              <LinkButton to={`/notices/outside?findings=${ids.join(',')}`}>
                {tell('notice.outside.chosen')}
              </LinkButton>
            )}
          </div>
          {may('finding.assign') && <AssignForm unit={unit} ids={ids} onDone={onDone} />}
        </>
      ) : (
        <p>{tell('findings.chosen.units')}</p>
      )}
    </section>
  );
}

function Nothing({ query }: { readonly query: FindingQuery }): ReactNode {
  const { tell } = useLanguage();
  const { preset, page: _, size: __, sort: ___, ...filters } = query;
  const isNarrowed = preset !== 'active' || Object.values(filters).some((value) => value !== undefined);
  return isNarrowed ? (
    <EmptyState
      title={tell('filter.none')}
      why={tell('findings.none.why')}
      act={<Link to="/findings?preset=all">{tell('filter.clear')}</Link>}
    />
  ) : (
    <EmptyState
      title={tell('findings.empty')}
      why={tell('findings.empty.why')}
      act={<Link to="/applications?show=all">{tell('findings.empty.act')}</Link>}
    />
  );
}
