import type { SecretStopList } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useJudgeStop, useSecretStops } from '../../api/publications.ts';
import { GroundForm } from '../../components/forms/plea-forms.tsx';
import { Panel } from '../../components/panel.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { usePersonName } from './item-words.tsx';

type Stop = SecretStopList['rows'][number];

/** 疑似涉密、没有保存的材料: for the secrecy officer, above all else. Nothing where nothing waits. */
export function SecretStops(): ReactNode {
  const { tell } = useLanguage();
  const stops = useSecretStops();
  const columns = useColumns();
  const rows = stops.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={tell('stops.title')}>
      <p>{tell('stops.lead')}</p>
      <DataTable caption={tell('stops.caption')} columns={columns} rows={rows} rowKey={({ id }) => id} />
    </Panel>
  );
}

function useColumns(): readonly Column<Stop>[] {
  const { tell } = useLanguage();
  const nameOf = usePersonName();
  return [
    {
      key: 'place',
      title: tell('stops.place'),
      isName: true,
      cell: ({ part, line, marks }) => tell(`stops.place.${part}`, { line, marks }),
    },
    { key: 'application', title: tell('items.application'), cell: ({ application }) => application.name },
    { key: 'by', title: tell('stops.by'), cell: ({ by }) => nameOf(by) },
    { key: 'at', title: tell('stops.at'), cell: ({ at }) => <TimeText iso={at} /> },
    { key: 'due', title: tell('stops.due'), cell: ({ due }) => <TimeText iso={due} /> },
    { key: 'act', title: tell('stops.act'), cell: ({ id }) => <Judge id={id} /> },
  ];
}

function Judge({ id }: { readonly id: string }): ReactNode {
  const { tell } = useLanguage();
  const judge = useJudgeStop(id);
  const [finding, setFinding] = useState<'none' | 'secret'>();
  if (!finding)
    return (
      <>
        <Button size="small" onClick={() => setFinding('none')}>
          {tell('stops.none')}
        </Button>{' '}
        <Button size="small" onClick={() => setFinding('secret')}>
          {tell('stops.secret')}
        </Button>
      </>
    );
  return (
    <GroundForm
      act={tell(`stops.${finding}`)}
      lead={tell(`stops.${finding}.what`)}
      isPending={judge.isPending}
      error={judge.error}
      onSubmit={(ground) => judge.mutate({ finding, ground })}
    />
  );
}
