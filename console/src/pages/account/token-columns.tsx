import { PERMISSION_WORDS, TOKEN_KIND_WORDS, type Token } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import type { Column } from '../../components/tables/data-table.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** Columns of a list of tokens. @param revoke the act on one that is live */
export function useTokenColumns<Row extends Token>(revoke: (row: Row) => ReactNode): readonly Column<Row>[] {
  const { lang, tell } = useLanguage();
  return [
    {
      key: 'name',
      title: tell('token.name'),
      isName: true,
      cell: ({ name, kind }) => tell('grammar.note', { text: name, note: TOKEN_KIND_WORDS[kind][lang] }),
    },
    {
      key: 'scope',
      title: tell('token.scope'),
      cell: ({ permissions }) =>
        permissions.map((each) => PERMISSION_WORDS[each][lang]).join(tell('grammar.list')),
    },
    { key: 'end', title: tell('token.end'), cell: ({ endsAt }) => <TimeText iso={endsAt} /> },
    {
      key: 'last',
      title: tell('token.last'),
      cell: ({ lastAt, lastSource }) =>
        lastAt ? (
          <>
            <TimeText iso={lastAt} /> {lastSource}
          </>
        ) : (
          tell('token.never')
        ),
    },
    {
      key: 'act',
      title: tell('token.state'),
      cell: (row) =>
        row.state === 'live' ? revoke(row) : tell(row.state === 'revoked' ? 'token.revoked' : 'token.ended'),
    },
  ];
}
