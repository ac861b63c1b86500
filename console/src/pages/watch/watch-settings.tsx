import { GRANT_AREA_WORDS, INTERVAL_DAYS, type PermissionName, type WatchSettings } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useEndPause, useSetInterval, useWatchSettings } from '../../api/watch.ts';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { ActErrorState, EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { IntervalForm, PauseForm } from './watch-forms.tsx';

type Pause = WatchSettings['pauses'][number];
type Interval = WatchSettings['intervals'][number];

/** 重保期 and 检测间隔: what is set, and the forms for whoever may set it. */
export function WatchSettingPanels(props: { readonly permissions: readonly PermissionName[] }): ReactNode {
  const { permissions } = props;
  const { tell } = useLanguage();
  const settings = useWatchSettings();
  return (
    <>
      <Panel title={tell('watch.pauses')}>
        <Answered answer={settings}>{({ pauses }) => <Pauses pauses={pauses} />}</Answered>
      </Panel>
      {permissions.includes('watch.pause') && (
        <FoldedPanel title={tell('watch.pause.new')}>
          <PauseForm />
        </FoldedPanel>
      )}
      <Panel title={tell('watch.intervals')}>
        <Answered answer={settings}>{({ intervals }) => <Intervals intervals={intervals} />}</Answered>
      </Panel>
      {permissions.includes('setting.manage') && (
        <FoldedPanel title={tell('watch.interval.new')}>
          <IntervalForm />
        </FoldedPanel>
      )}
    </>
  );
}

function Pauses({ pauses }: { readonly pauses: readonly Pause[] }): ReactNode {
  const { tell } = useLanguage();
  const placeText = usePlaceText();
  const end = useEndPause();
  if (pauses.length === 0)
    return <EmptyState title={tell('watch.pauses.none')} why={tell('watch.pauses.none.why')} />;
  const columns: readonly Column<Pause>[] = [
    { key: 'name', title: tell('watch.pause.name'), isName: true, cell: ({ name }) => name },
    { key: 'place', title: tell('watch.pause.place'), cell: placeText },
    { key: 'from', title: tell('watch.pause.from'), cell: ({ startsAt }) => <TimeText iso={startsAt} /> },
    { key: 'to', title: tell('watch.pause.to'), cell: ({ endsAt }) => <TimeText iso={endsAt} /> },
    {
      key: 'state',
      title: tell('watch.pause.state'),
      cell: ({ state }) => tell(`watch.pause.state.${state}`),
    },
    {
      key: 'act',
      title: tell('account.actColumn'),
      cell: ({ id, name, mayEnd }) =>
        mayEnd ? (
          <Button
            size="small"
            aria-label={tell('watch.pause.end.of', { name })}
            onClick={() => end.mutate(id)}
          >
            {tell('watch.pause.end')}
          </Button>
        ) : (
          '—'
        ),
    },
  ];
  return (
    <>
      {end.error && (
        <ActErrorState title={tell('form.notDone', { act: tell('watch.pause.end') })} error={end.error} />
      )}
      <DataTable caption={tell('watch.pauses')} columns={columns} rows={pauses} rowKey={({ id }) => id} />
    </>
  );
}

function Intervals({ intervals }: { readonly intervals: readonly Interval[] }): ReactNode {
  const { tell } = useLanguage();
  const placeText = usePlaceText();
  const remove = useSetInterval();
  if (intervals.length === 0) return <p>{tell('watch.intervals.none', { days: INTERVAL_DAYS.usual })}</p>;
  const columns: readonly Column<Interval>[] = [
    { key: 'place', title: tell('watch.pause.place'), isName: true, cell: placeText },
    { key: 'days', title: tell('watch.days'), cell: ({ days }) => tell('watch.days.value', { days }) },
    {
      key: 'act',
      title: tell('account.actColumn'),
      cell: (row) =>
        row.mayChange ? (
          <Button
            size="small"
            aria-label={tell('watch.interval.remove.of', { place: placeText(row) })}
            onClick={() => remove.mutate({ area: row.area, place: row.place })}
          >
            {tell('watch.interval.remove')}
          </Button>
        ) : (
          '—'
        ),
    },
  ];
  return (
    <>
      {remove.error && (
        <ActErrorState
          title={tell('form.notDone', { act: tell('watch.interval.remove') })}
          error={remove.error}
        />
      )}
      <DataTable
        caption={tell('watch.intervals')}
        columns={columns}
        rows={intervals}
        rowKey={({ area, place }) => `${area}/${place}`}
      />
    </>
  );
}

function usePlaceText(): (row: Pick<Pause, 'area' | 'placeName'>) => string {
  const { lang, tell } = useLanguage();
  return ({ area, placeName }) => {
    if (placeName === '') return tell('watch.everything');
    return tell('grammar.place', {
      place: placeName ?? tell('watch.superior'),
      area: GRANT_AREA_WORDS[area][lang],
    });
  };
}
