import {
  lookOf,
  type Overview,
  type OverviewCell,
  type OverviewQuery,
  type OverviewRow,
  type PlaceFilter,
  VERDICT_WORDS,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { queryText } from '../../api/use-asked.ts';
import { useLanguage } from '../../locales/language.tsx';
import styles from './distribution-table.module.css';

type Column = Overview['columns'][number];
type Line = Pick<OverviewRow, 'cells' | 'unknown' | 'unseen' | 'applications'>;

/**
 * 分布表: a real table. Each number is a link to its rows; shades, hatching and 「—」 only repeat what the words of the
 * link say.
 */
export function DistributionTable(props: {
  readonly query: OverviewQuery;
  readonly overview: Overview;
}): ReactNode {
  const { query, overview } = props;
  const { lang, tell } = useLanguage();
  const { columns, rows, sum, path } = overview;
  const here = path[path.length - 1]?.place ?? {};
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className={styles.scroll} aria-label={tell('overview.table')} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{tell('overview.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{tell(`overview.row.${query.by}`)}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                <ColumnTitle column={column} query={query} />
              </th>
            ))}
            <th scope="col">{VERDICT_WORDS.unknown.word[lang]}</th>
            <th scope="col">{tell('overview.unseen')}</th>
            <th scope="col">{tell('overview.applications')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={queryText(row.place)}>
              <th scope="row">
                <RowName row={row} query={query} />
              </th>
              <Numbers line={row} place={row.place} name={row.name} columns={columns} query={query} />
            </tr>
          ))}
        </tbody>
        {path.length > 0 && rows.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">{tell('overview.sum')}</th>
              <Numbers line={sum} place={here} name={tell('overview.sum')} columns={columns} query={query} />
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

/** A chapter leads to its articles, an article to its obligations. */
function ColumnTitle({
  column,
  query,
}: {
  readonly column: Column;
  readonly query: OverviewQuery;
}): ReactNode {
  const { chapter, article, obligation } = column.filter;
  if (obligation !== undefined) return column.title;
  const target = {
    ...query,
    ...(chapter !== undefined && { chapter }),
    ...(article !== undefined && { article }),
  };
  return <Link to={{ search: queryText(target) }}>{column.title}</Link>;
}

/** A division or unit leads to those below it; what stands for the place itself leads nowhere. */
function RowName({ row, query }: { readonly row: OverviewRow; readonly query: OverviewQuery }): ReactNode {
  if (row.own) return row.name;
  const { by, sort, chapter, article } = query;
  return <Link to={{ search: queryText({ by, sort, chapter, article, ...row.place }) }}>{row.name}</Link>;
}

interface NumbersProps {
  readonly line: Line;
  readonly place: PlaceFilter;
  readonly name: string;
  readonly columns: readonly Column[];
  readonly query: OverviewQuery;
}

function Numbers({ line, place, name, columns, query }: NumbersProps): ReactNode {
  const { lang, tell } = useLanguage();
  const { chapter, article } = query;
  const of = (filter: object): string => `/findings?${queryText({ chapter, article, ...place, ...filter })}`;
  return (
    <>
      {columns.map((column, index) => {
        const cell = line.cells[index];
        if (!cell) return null;
        const { filter, key, title } = column;
        return (
          <Cell
            key={key}
            cell={cell}
            of={(verdict) => of({ ...filter, verdict })}
            dueAt={`/overview/due?${queryText({ chapter, article, ...place, ...filter })}`}
            label={`${name} ${title}`}
          />
        );
      })}
      <td className={styles.number}>
        <Count
          count={line.unknown}
          to={of({ verdict: 'unknown' })}
          label={`${name} ${VERDICT_WORDS.unknown.word[lang]}`}
        />
      </td>
      <td className={styles.number}>
        <Count
          count={line.unseen}
          to={`/applications?${queryText({ show: 'unchecked', ...place })}`}
          label={`${name} ${tell('overview.unseen')}`}
        />
      </td>
      <td className={styles.number}>
        <Count
          count={line.applications}
          to={`/applications?${queryText({ show: 'open', ...place })}`}
          label={`${name} ${tell('overview.applications')}`}
        />
      </td>
    </>
  );
}

function Count(props: { readonly count: number; readonly to: string; readonly label: string }): ReactNode {
  const { count, to, label } = props;
  if (count === 0) return count;
  return (
    <Link to={to} aria-label={`${label} ${count}`}>
      {count}
    </Link>
  );
}

function Cell(props: {
  readonly cell: OverviewCell;
  readonly of: (verdict: 'unmet' | 'unknown') => string;
  /** the list behind 应查 */
  readonly dueAt: string;
  readonly label: string;
}): ReactNode {
  const { cell, of, dueAt, label } = props;
  const { tell } = useLanguage();
  const look = lookOf(cell);
  if (look.kind === 'none') return <td className={styles.number}>{tell('overview.cell.none')}</td>;
  if (look.kind === 'never') {
    return (
      <td className={styles.number}>
        <Link to={dueAt} aria-label={`${label} ${tell('overview.cell.never', { due: cell.due })}`}>
          —
        </Link>
      </td>
    );
  }
  const { unmet, unknown, due } = cell;
  return (
    <td
      className={look.mostlyUnknown ? `${styles.number} ${styles.hatched}` : styles.number}
      data-shade={look.shade}
    >
      {unmet > 0 ? (
        <Link to={of('unmet')} aria-label={tell('overview.cell', { label, unmet, due })}>
          {unmet}
        </Link>
      ) : (
        unmet
      )}
      /
      {due > 0 ? (
        <Link to={dueAt} aria-label={tell('overview.cell.due', { label, due })}>
          {due}
        </Link>
      ) : (
        due
      )}
      {look.mostlyUnknown && (
        <Link
          to={of('unknown')}
          className={styles.unknown}
          aria-label={tell('overview.cell.unknown', { label, unknown })}
        >
          ? {unknown}
        </Link>
      )}
    </td>
  );
}
