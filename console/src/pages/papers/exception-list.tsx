import {
  EXCEPTION_KIND_WORDS,
  EXCEPTION_STATE_WORDS,
  type ExceptionView,
  type SessionView,
} from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useExceptions, useSettleException } from '../../api/papers.ts';
import { Answered } from '../../components/tables/answered.tsx';
import { DataTable } from '../../components/tables/data-table.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';

interface ExceptionListProps {
  readonly id: string;
  readonly session: SessionView;
}

/** 例外备案 and 暂缓整改 of an application. */
export function ExceptionList({ id, session }: ExceptionListProps): ReactNode {
  const { tell } = useLanguage();
  const exceptions = useExceptions(id);
  return (
    <>
      <p>{tell('exceptions.lead')}</p>
      {session.permissions.includes('attestation.write') && (
        <p>
          <Link to={`/exceptions/new?application=${id}`}>{tell('exceptions.ask')}</Link>
        </p>
      )}
      <Answered answer={exceptions}>
        {({ rows }) =>
          rows.length === 0 ? <p>{tell('exceptions.none')}</p> : <Rows rows={rows} session={session} />
        }
      </Answered>
    </>
  );
}

function Rows(props: { readonly rows: readonly ExceptionView[]; readonly session: SessionView }): ReactNode {
  const { rows, session } = props;
  const { lang, tell } = useLanguage();
  const settle = useSettleException();
  return (
    <>
      {settle.error && (
        <ActErrorState
          title={tell('form.notDone', { act: tell('exceptions.settle') })}
          error={settle.error}
        />
      )}
      <DataTable
        caption={tell('exceptions.title')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'title', title: tell('papers.obligation'), isName: true, cell: ({ title }) => title },
          {
            key: 'kind',
            title: tell('exceptions.kind'),
            cell: ({ kind }) => EXCEPTION_KIND_WORDS[kind][lang],
          },
          { key: 'ground', title: tell('exceptions.ground'), cell: ({ ground }) => ground },
          {
            key: 'time',
            title: tell('exceptions.time'),
            cell: ({ startsOn, endsOn }) => (
              <>
                <TimeText iso={startsOn} /> {tell('exceptions.to')} <TimeText iso={endsOn} />
              </>
            ),
          },
          {
            key: 'state',
            title: tell('register.state'),
            cell: ({ state, decided }) =>
              decided?.by
                ? tell('grammar.note', { text: EXCEPTION_STATE_WORDS[state][lang], note: decided.by })
                : EXCEPTION_STATE_WORDS[state][lang],
          },
          {
            key: 'act',
            title: tell('papers.act'),
            cell: (row) => (
              <Acts row={row} session={session} onSettle={(how) => settle.mutate({ id: row.id, how })} />
            ),
          },
        ]}
      />
    </>
  );
}

function Acts(props: {
  readonly row: ExceptionView;
  readonly session: SessionView;
  readonly onSettle: (how: 'approved' | 'refused' | 'ended') => void;
}): ReactNode {
  const { row, session, onSettle } = props;
  const { tell } = useLanguage();
  if (!session.permissions.includes('exception.approve')) return '—';
  const button = (how: 'approved' | 'refused' | 'ended') => (
    <Button
      size="small"
      aria-label={tell('grammar.fact', { field: tell(`exceptions.act.${how}`), after: row.title })}
      onClick={() => onSettle(how)}
    >
      {tell(`exceptions.act.${how}`)}
    </Button>
  );
  if (row.state === 'approved') return button('ended');
  if (row.state !== 'asked') return '—';
  if (row.askedBy.id === session.person?.id) return tell('exceptions.own');
  return (
    <>
      {button('approved')} {button('refused')}
    </>
  );
}
