// biome-ignore-all lint/a11y/noRedundantRoles: browsers drop roles when CSS lays a table out as cards.
import type { ReactNode } from 'react';
import styles from './data-table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** numbers stand at the right, below each other */
  readonly isNumber?: boolean;
  /** the cell that names the row */
  readonly isName?: boolean;
}

interface DataTableProps<Row> {
  /** says what the table holds, for those who do not see it */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

/**
 * A real table; on a phone each row becomes a card, in the same order. antd's Table would take a third of the first
 * view's budget, and loses its roles to screen readers when it scrolls virtually.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey }: DataTableProps<Row>): ReactNode {
  return (
    <table role="table" className={styles.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, title, isNumber }) => (
            <th key={key} scope="col" role="columnheader" className={isNumber ? styles.number : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }): ReactNode {
  const content = column.cell(row);
  if (column.isName) {
    return (
      <th scope="row" role="rowheader" className={styles.name}>
        {content}
      </th>
    );
  }
  return (
    <td role="cell" className={column.isNumber ? styles.number : undefined}>
      <span aria-hidden="true" className={styles.label}>
        {column.title}
      </span>
      {content}
    </td>
  );
}
