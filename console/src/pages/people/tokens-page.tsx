import { type Tokens, tokensQuerySchema } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { queryIn } from '../../api/query-in.ts';
import { useRevokeToken, useTokens } from '../../api/tokens.ts';
import { TextField } from '../../components/forms/field.tsx';
import { FilterForm } from '../../components/forms/filter-form.tsx';
import { useFilter } from '../../components/forms/use-filter.ts';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { AnsweredTable } from '../../components/tables/answered-table.tsx';
import type { Column } from '../../components/tables/data-table.tsx';
import { ActErrorState, EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { useTokenColumns } from '../account/token-columns.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

type Row = Tokens['rows'][number];

/** 访问令牌 of the people whom a security administrator answers for. */
export function TokensPage(): ReactNode {
  return <SignedIn permission="session.end">{() => <TokenList />}</SignedIn>;
}

function TokenList(): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(tokensQuerySchema, search);
  const tokens = useTokens(query);
  const revoke = useRevokeToken();
  const filter = useFilter();
  const [q, setQ] = useState(query.q);
  const own = useTokenColumns<Row>(({ id, name }) => (
    <Button size="small" aria-label={tell('token.revoke.of', { name })} onClick={() => revoke.mutate(id)}>
      {tell('token.revoke')}
    </Button>
  ));
  const owner: Column<Row> = {
    key: 'owner',
    title: tell('token.owner'),
    cell: (row) => (
      <>
        <Link to={`/people/${row.owner.id}`}>{row.owner.name}</Link>{' '}
        {tell('grammar.note', { text: '', note: row.owner.unitName })}
      </>
    ),
  };
  const columns = own.flatMap((column) => (column.key === 'name' ? [column, owner] : [column]));
  return (
    <PageFrame title={tell('token.title')} lead={tell('token.others.lead')} asOf={tokens.data?.asOf}>
      <Panel title={tell('token.title')}>
        <FilterForm label={tell('token.filter')} onFind={() => filter({ q: q.trim() })}>
          <TextField
            id="q"
            type="search"
            label={tell('token.find')}
            value={q}
            maxLength={60}
            onChange={setQ}
          />
        </FilterForm>
        {revoke.error && (
          <ActErrorState title={tell('form.notDone', { act: tell('token.revoke') })} error={revoke.error} />
        )}
        <AnsweredTable
          name="tokens"
          answer={tokens}
          caption={tell('token.title')}
          columns={columns}
          at={query}
          empty={() => (
            <EmptyState
              title={tell(query.q ? 'filter.none' : 'token.none')}
              why={tell('token.none.why')}
              act={query.q ? <Link to="/tokens">{tell('filter.clear')}</Link> : undefined}
            />
          )}
        />
      </Panel>
    </PageFrame>
  );
}
