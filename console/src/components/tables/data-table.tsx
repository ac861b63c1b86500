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
  /** ticks and acts: there whatever columns are chosen */
  readonly isFixed?: boolean;
}

interface DataTableProps<Row> {
  /** says what the table holds, for those who do not see it */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** keys of columns that are put away; the cards of a phone show them all the same */
  readonly hidden?: readonly string[];
}

/**
 * A real table; on a phone each row becomes a card, in the same order. antd's Table would take a third of the first
 * view's budget, and loses its roles to screen readers when it scrolls virtually.
 */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { caption, columns, rows, rowKey, hidden = [] } = props;
  return (
    <table role="table" className={styles.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, title, isNumber }) => (
            <th key={key} scope="col" role="columnheader" className={classOf(isNumber, hidden.includes(key))}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} isHidden={hidden.includes(column.key)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function classOf(isNumber: boolean | undefined, isHidden: boolean): string | undefined {
  return [isNumber && styles.number, isHidden && styles.hidden].filter(Boolean).join(' ') || undefined;
}

interface CellProps<Row> {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly isHidden: boolean;
}

function Cell<Row>({ column, row, isHidden }: CellProps<Row>): ReactNode {
  const content = column.cell(row);
  if (column.isName) {
    return (
      <th scope="row" role="rowheader" className={styles.name}>
        {content}
      </th>
    );
  }
  return (
    <td role="cell" className={classOf(column.isNumber, isHidden)}>
      <span aria-hidden="true" className={styles.label}>
        {column.title}
      </span>
      {content}
    </td>
  );
}
