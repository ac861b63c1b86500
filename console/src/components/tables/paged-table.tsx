import { PAGE_SIZES } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Pager } from './pager.tsx';

export interface PagedTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** one page of the list, and how many rows the list has; `more`: there are more than it lists */
  readonly list: { readonly rows: readonly Row[]; readonly total: number; readonly more?: boolean };
  readonly at: { readonly page: number; readonly size: number };
  /** how many there are, in words */
  readonly count?: string;
  /** why there is nothing, and one act */
  readonly empty: ReactNode;
}

/** A list that the server pages: its count, its rows, and the way to the other pages; or why there is none. */
export function PagedTable<Row>(props: PagedTableProps<Row>): ReactNode {
  const { caption, columns, rowKey, list, at, count, empty } = props;
  const { tell } = useLanguage();
  if (list.rows.length === 0) return empty;
  const told = list.more ? tell('list.more', { total: list.total }) : count;
  return (
    <>
      {told && <p role="status">{told}</p>}
      <DataTable caption={caption} columns={columns} rows={list.rows} rowKey={rowKey} />
      <Pager page={at.page} size={at.size} total={list.total} sizes={PAGE_SIZES} />
    </>
  );
}
