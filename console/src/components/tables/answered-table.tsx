import type { ReactNode } from 'react';
import { Answered, type AnsweredProps } from './answered.tsx';
import { PagedTable, type PagedTableProps } from './paged-table.tsx';

type List<Row> = PagedTableProps<Row>['list'];

interface AnsweredTableProps<Row, Data extends List<Row>>
  extends Pick<AnsweredProps<Data>, 'answer' | 'lines'>,
    Pick<PagedTableProps<Row>, 'name' | 'caption' | 'columns' | 'at'> {
  /** how many there are, in words */
  readonly count?: (total: number) => string;
  /** why there is nothing, and one act */
  readonly empty: (data: Data) => ReactNode;
}

/** A list that the server pages, from the moment it is asked for: awaited, refused, empty, or its rows. */
export function AnsweredTable<Row extends { readonly id: string | number }, Data extends List<Row>>(
  props: AnsweredTableProps<Row, Data>,
): ReactNode {
  const { answer, lines, count, empty, ...table } = props;
  return (
    <Answered answer={answer} {...(lines !== undefined && { lines })}>
      {(data) => (
        <PagedTable
          {...table}
          rowKey={({ id }) => String(id)}
          list={data}
          {...(count && { count: count(data.total) })}
          empty={empty(data)}
        />
      )}
    </Answered>
  );
}
