import {
  LOG_KIND_NAMES,
  LOG_KIND_WORDS,
  type LogKindName,
  type LogQuestionInput,
  type LogSearchAnswer,
  logQuestionSchema,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { logsFile, useLogSearch, useLogSearches } from '../../api/logs.ts';
import { ChoiceField, SelectField, TextField } from '../../components/forms/field.tsx';
import { FilterForm } from '../../components/forms/filter-form.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { DataTable } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { Histogram } from './histogram.tsx';
import { beijingClock, LogTime } from './log-time.tsx';
import styles from './logs.module.css';
import { LogsTabs } from './logs-tabs.tsx';
import { SavedSearches } from './saved-searches.tsx';

/** 日志检索 */
export function LogSearchPage(): ReactNode {
  return <SignedIn permission="log.read">{() => <Search />}</SignedIn>;
}

function questionIn(search: URLSearchParams): LogQuestionInput | undefined {
  const given = [...search].filter(([name, value]) => name in logQuestionSchema.shape && value !== '');
  const read = logQuestionSchema.safeParse(Object.fromEntries(given));
  // Each question is entered in the audit log: nothing is asked before somebody asks.
  return given.length > 0 && read.success ? read.data : undefined;
}

function Search(): ReactNode {
  const { fileIn, tell } = useLanguage();
  const [search] = useSearchParams();
  const question = questionIn(search);
  const answer = useLogSearch(question);
  return (
    <PageFrame
      title={tell('logs.search')}
      lead={tell('logs.search.lead')}
      acts={
        question &&
        answer.data &&
        answer.data.count > 0 && (
          <>
            <Button href={fileIn(logsFile(question, 'csv'))} download>
              {tell('logs.export.csv')}
            </Button>
            <Button href={fileIn(logsFile(question, 'parquet'))} download>
              {tell('logs.export.parquet')}
            </Button>
          </>
        )
      }
      asOf={question && answer.data?.asOf}
    >
      <LogsTabs current="search" />
      <Panel title={tell('logs.question')}>
        <Question key={search.toString()} question={question} />
        <SavedSearches question={question} />
      </Panel>
      {question && (
        <Panel title={tell('logs.found')}>
          <Answered answer={answer}>{(data) => <Found answer={data} />}</Answered>
        </Panel>
      )}
    </PageFrame>
  );
}

/** `2026-11-28T09:00` of a field, as the time of Beijing that it is. */
const timeOf = (local: string) => (local === '' ? undefined : `${local}:00+08:00`);
const localOf = (time: string | undefined) => time?.slice(0, 16) ?? '';

function Question({ question = {} }: { readonly question: LogQuestionInput | undefined }): ReactNode {
  const { tell } = useLanguage();
  const [, setSearch] = useSearchParams();
  const saved = useLogSearches();
  const [draft, setDraft] = useState({
    from: localOf(question.from),
    to: localOf(question.to),
    source: question.source ?? '',
    kind: (question.kind ?? '') as LogKindName | '',
    address: question.address ?? '',
    field: question.field ?? '',
    words: question.words ?? '',
  });
  const isMasked = saved.data?.masked ?? false;
  function find(): void {
    const next = { ...draft, from: timeOf(draft.from), to: timeOf(draft.to) };
    const given = Object.entries(next).filter((pair): pair is [string, string] => Boolean(pair[1]?.trim()));
    // Without any condition: everything that there is, up to now.
    if (given.length === 0) given.push(['to', `${nowInBeijing()}:00+08:00`]);
    setSearch(given);
  }
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  return (
    <>
      <FilterForm label={tell('logs.question')} onFind={find}>
        <TextField
          id="from"
          type="datetime-local"
          label={tell('logs.from')}
          value={draft.from}
          onChange={(from) => set({ from })}
        />
        <TextField
          id="to"
          type="datetime-local"
          label={tell('logs.to')}
          value={draft.to}
          onChange={(to) => set({ to })}
        />
        <SelectField
          id="source"
          label={tell('logs.one')}
          none={tell('logs.allSources')}
          options={(saved.data?.sources ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.source}
          onChange={(source) => set({ source })}
        />
        <ChoiceField
          id="kind"
          label={tell('logs.kind')}
          none={tell('logs.allKinds')}
          values={LOG_KIND_NAMES}
          words={LOG_KIND_WORDS}
          value={draft.kind}
          onChange={(kind) => set({ kind })}
        />
        {!isMasked && (
          <TextField
            id="address"
            label={tell('logs.address')}
            value={draft.address}
            maxLength={60}
            onChange={(address) => set({ address })}
          />
        )}
        <TextField
          id="field"
          label={tell('logs.field')}
          value={draft.field}
          onChange={(field) => set({ field })}
        />
        <TextField
          id="words"
          type="search"
          label={tell('logs.words')}
          value={draft.words}
          onChange={(words) => set({ words })}
        />
      </FilterForm>
      {isMasked && <p>{tell('logs.masked')}</p>}
    </>
  );
}

function nowInBeijing(): string {
  return beijingClock(Date.now()).slice(0, 16);
}

/** Lines that are listed at first, and with each further look: two hundred at once are a long way on a phone. */
const AT_ONCE = 50;

function Found({ answer }: { readonly answer: LogSearchAnswer }): ReactNode {
  const { lang, tell } = useLanguage();
  const [listed, setListed] = useState(AT_ONCE);
  const { lines, count, scanned, ms, histogram, part } = answer;
  const looked = tell('logs.scanned', {
    events: scanned.events,
    size: (scanned.bytes / 1e6).toFixed(1),
    seconds: (ms / 1_000).toFixed(2),
  });
  if (count === 0)
    return (
      <EmptyState
        title={tell('filter.none')}
        why={`${tell('logs.found.none')}${looked}`}
        act={<Link to="/logs/search">{tell('logs.clear')}</Link>}
      />
    );
  return (
    <>
      <p role="status">
        {tell('logs.found.count', { count })}
        {count > lines.length && tell('logs.found.newest', { count: lines.length })}
        {looked}
      </p>
      <Histogram parts={histogram} part={part} />
      <DataTable
        caption={tell('logs.found')}
        rows={lines.slice(0, listed)}
        rowKey={({ sequence }) => String(sequence)}
        columns={[
          { key: 'at', title: tell('logs.at'), isName: true, cell: ({ at }) => <LogTime iso={at} /> },
          { key: 'source', title: tell('logs.one'), cell: ({ source }) => source },
          { key: 'kind', title: tell('logs.kind'), cell: ({ kind }) => LOG_KIND_WORDS[kind][lang] },
          {
            key: 'line',
            title: tell('logs.line'),
            cell: ({ line }) => <span className={styles.line}>{line}</span>,
          },
        ]}
      />
      {listed < lines.length && (
        <p>
          <Button onClick={() => setListed(listed + AT_ONCE)}>
            {tell('logs.found.more', { count: Math.min(AT_ONCE, lines.length - listed) })}
          </Button>
        </p>
      )}
    </>
  );
}
