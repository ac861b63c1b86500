import { type ColumnList, PAGE_SIZES } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useColumnChoice } from '../../api/columns.ts';
import { useLanguage } from '../../locales/language.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { type Column, DataTable } from './data-table.tsx';
import styles from './paged-table.module.css';
import { Pager } from './pager.tsx';

export interface PagedTableProps<Row> {
  /** under which the choice of its columns is kept */
  readonly name: ColumnList;
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
  const { name, caption, columns, rowKey, list, at, count, empty } = props;
  const { tell } = useLanguage();
  const { hidden, choose } = useColumnChoice(name);
  if (list.rows.length === 0) return empty;
  const told = list.more ? tell('list.more', { total: list.total }) : count;
  // Something always says which row it is.
  const naming = columns.find(({ isName }) => isName) ?? columns[0];
  const free = columns.filter((column) => column !== naming && !column.isName && !column.isFixed);
  // What a page always shows is not put away by a choice of another version.
  const away = free.filter(({ key }) => hidden.includes(key)).map(({ key }) => key);
  return (
    <>
      <div className={styles.head}>
        {told && <p role="status">{told}</p>}
        {free.length > 1 && <ColumnMenu columns={free} hidden={away} choose={choose} />}
      </div>
      <DataTable caption={caption} columns={columns} rows={list.rows} rowKey={rowKey} hidden={away} />
      <Pager page={at.page} size={at.size} total={list.total} sizes={PAGE_SIZES} />
    </>
  );
}
