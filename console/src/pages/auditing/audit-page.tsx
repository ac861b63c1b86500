import {
  ACT_RESULT_WORDS,
  ACT_RESULTS,
  type ActRow,
  type Acts,
  type ActsQuery,
  AGENT_WORDS,
  actsQuerySchema,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useActs } from '../../api/auditing.ts';
import { queryIn } from '../../api/query-in.ts';
import { queryText } from '../../api/use-asked.ts';
import { ChoiceField, SelectField, TextField } from '../../components/forms/field.tsx';
import { FilterForm } from '../../components/forms/filter-form.tsx';
import { useFilter } from '../../components/forms/use-filter.ts';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { AnsweredTable } from '../../components/tables/answered-table.tsx';
import type { Column } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** 审计: who did what, from where, to what, with what result. */
export function AuditPage(): ReactNode {
  return <SignedIn permission="audit.read">{() => <ActList />}</SignedIn>;
}

function ActList(): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(actsQuerySchema, search);
  const acts = useActs(query);
  const columns = useColumns();
  const { page, size, ...filter } = query;
  return (
    <PageFrame
      title={tell('audit.title')}
      lead={tell('audit.lead')}
      asOf={acts.data?.asOf}
      acts={
        <Button href={`/api/audit/export.xlsx?${queryText(filter)}`} download>
          {tell('audit.export')}
        </Button>
      }
    >
      <Panel title={tell('audit.list')}>
        <Filters query={query} choices={acts.data} />
        <AnsweredTable
          name="audit"
          answer={acts}
          caption={tell('audit.list')}
          columns={columns}
          at={{ page, size }}
          count={(count) => tell('audit.count', { count })}
          empty={() => (
            <EmptyState
              title={tell('filter.none')}
              why={tell('audit.none.why')}
              act={<Link to="/audit">{tell('filter.clear')}</Link>}
            />
          )}
        />
      </Panel>
    </PageFrame>
  );
}

function Filters(props: { readonly query: ActsQuery; readonly choices: Acts | undefined }): ReactNode {
  const { query, choices } = props;
  const { lang, tell } = useLanguage();
  const filter = useFilter();
  const [person, setPerson] = useState(query.person ?? '');
  const optionsOf = (of: Acts['acts'] = []) =>
    of.map(({ code, words }) => ({ value: code, label: words[lang] }));
  const any = tell('filter.any');
  return (
    <FilterForm label={tell('audit.filter')} onFind={() => filter({ person: person.trim() })}>
      <TextField
        id="since"
        type="date"
        label={tell('audit.since')}
        value={query.since ?? ''}
        onChange={(since) => filter({ since })}
      />
      <TextField
        id="until"
        type="date"
        label={tell('audit.until')}
        value={query.until ?? ''}
        onChange={(until) => filter({ until })}
      />
      <SelectField
        id="act"
        label={tell('audit.act')}
        none={any}
        value={query.act ?? ''}
        options={optionsOf(choices?.acts)}
        onChange={(act) => filter({ act })}
      />
      <SelectField
        id="object"
        label={tell('audit.object')}
        none={any}
        value={query.object ?? ''}
        options={optionsOf(choices?.objects)}
        onChange={(object) => filter({ object })}
      />
      <ChoiceField
        id="result"
        label={tell('audit.result')}
        none={any}
        value={query.result ?? ''}
        values={ACT_RESULTS}
        words={ACT_RESULT_WORDS}
        onChange={(result) => filter({ result })}
      />
      <TextField
        id="person"
        type="search"
        label={tell('audit.person')}
        maxLength={60}
        value={person}
        onChange={setPerson}
      />
    </FilterForm>
  );
}

function useColumns(): readonly Column<ActRow>[] {
  const { lang, tell } = useLanguage();
  return [
    { key: 'at', title: tell('audit.time'), isName: true, cell: ({ at }) => <TimeText iso={at} /> },
    { key: 'person', title: tell('audit.person'), cell: ({ actor }) => <Who actor={actor} /> },
    {
      key: 'from',
      title: tell('audit.from'),
      cell: ({ from }) => (from === 'terminal' ? tell('audit.terminal') : from),
    },
    {
      key: 'act',
      title: tell('audit.act'),
      cell: ({ act, detail }) =>
        detail ? (
          <details>
            <summary>{act.words[lang]}</summary>
            {tell('grammar.fact', { field: tell('audit.detail'), after: detail })}
          </details>
        ) : (
          act.words[lang]
        ),
    },
    {
      key: 'object',
      title: tell('audit.object'),
      cell: ({ object }) => (object ? <What object={object} /> : '—'),
    },
    {
      key: 'result',
      title: tell('audit.result'),
      cell: ({ result }) => ACT_RESULT_WORDS[result][lang],
    },
  ];
}

function Who({ actor }: Pick<ActRow, 'actor'>): ReactNode {
  const { lang, tell } = useLanguage();
  const word = AGENT_WORDS[actor.kind][lang];
  if (!actor.personId || !actor.name) return word;
  const name = <Link to={`/people/${actor.personId}`}>{actor.name}</Link>;
  const note = actor.kind === 'token' ? [word, actor.unitName].join(tell('grammar.list')) : actor.unitName;
  return (
    <>
      {name} {tell('grammar.note', { text: '', note: note ?? '' })}
    </>
  );
}

/** Pages of things, by the kind that a record names. */
const PAGES: Readonly<Record<string, string>> = {
  person: '/people/',
  unit: '/units/',
  application: '/applications/',
  check: '/checks/',
};

function What({ object }: { readonly object: NonNullable<ActRow['object']> }): ReactNode {
  const { lang } = useLanguage();
  const text = [object.words[lang], object.name].filter(Boolean).join(' ');
  const page = PAGES[object.kind];
  return page ? <Link to={`${page}${object.id}`}>{text}</Link> : <span title={object.id}>{text}</span>;
}
