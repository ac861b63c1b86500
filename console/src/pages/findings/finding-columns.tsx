import { ACTIVE_FINDING_STATES, type FindingRow } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { TermText } from '../../components/finding/term-text.tsx';
import { VerdictTag } from '../../components/finding/verdict-tag.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { FindingState } from './finding-state.tsx';

interface Choice {
  readonly chosen: readonly string[];
  readonly setChosen: (ids: readonly string[]) => void;
}

export function isOpenFinding({ state, marks }: Pick<FindingRow, 'state' | 'marks'>): boolean {
  return ACTIVE_FINDING_STATES.some((active) => active === state) && !marks.includes('retired');
}

/** Some findings, without pages. */
export function FindingRows({ rows }: { readonly rows: readonly FindingRow[] }): ReactNode {
  const { tell } = useLanguage();
  return (
    <DataTable
      caption={tell('findings.caption')}
      columns={useFindingColumns()}
      rows={rows}
      rowKey={({ id }) => id}
    />
  );
}

/** Columns of a list of findings. @param choice with it, open findings can be ticked */
export function useFindingColumns(choice?: Choice): readonly Column<FindingRow>[] {
  const { tell } = useLanguage();
  const columns: readonly Column<FindingRow>[] = [
    {
      key: 'problem',
      title: tell('findings.problem'),
      isName: true,
      cell: ({ id, problem, verdict }) => (
        <>
          <VerdictTag verdict={verdict} /> <Link to={`/findings/${id}`}>{problem}</Link>
        </>
      ),
    },
    {
      key: 'application',
      title: tell('findings.application'),
      cell: ({ application }) => <Link to={`/applications/${application.id}`}>{application.name}</Link>,
    },
    {
      key: 'unit',
      title: tell('findings.unit'),
      cell: ({ unit }) => <Link to={`/units/${unit.id}`}>{unit.name}</Link>,
    },
    { key: 'state', title: tell('findings.state'), cell: (row) => <FindingState {...row} /> },
    {
      key: 'term',
      title: tell('findings.term'),
      cell: (row) => <TermText term={row.term} isOpen={isOpenFinding(row)} />,
    },
    {
      key: 'handler',
      title: tell('findings.handler'),
      cell: ({ handler, assignee }) => assignee?.name ?? handler,
    },
  ];
  return choice ? [tickColumn(choice, tell), ...columns] : columns;
}

function tickColumn(
  { chosen, setChosen }: Choice,
  tell: ReturnType<typeof useLanguage>['tell'],
): Column<FindingRow> {
  return {
    key: 'tick',
    isFixed: true,
    title: tell('findings.select'),
    cell: (row) =>
      isOpenFinding(row) ? (
        <input
          type="checkbox"
          aria-label={tell('findings.select.of', { application: row.application.name, problem: row.problem })}
          checked={chosen.includes(row.id)}
          onChange={({ target }) =>
            setChosen(target.checked ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))
          }
        />
      ) : (
        '—'
      ),
  };
}
