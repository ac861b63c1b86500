import { LOCAL_DAYS_AT_ONCE, type LocalDay } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useLocalDays, useRemoveLocalDay, useSetLocalDays } from '../../api/calendar.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { type Picked, RegionPick } from '../../components/forms/pick.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { ActErrorState, EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** 地方节假日: days that a place has off, or works, besides the national notice. */
export function LocalDaysPage(): ReactNode {
  return <SignedIn permission="setting.manage">{() => <AllDays />}</SignedIn>;
}

function AllDays(): ReactNode {
  const { tell } = useLanguage();
  const days = useLocalDays();
  return (
    <PageFrame
      title={tell('localDays.title')}
      lead={tell('localDays.lead')}
      acts={<Link to="/settings">{tell('channels.back')}</Link>}
      asOf={days.data?.asOf}
    >
      <Panel title={tell('localDays.list')}>
        <Answered answer={days}>
          {({ rows, publishedUntil }) => (
            <>
              <p>{tell('localDays.published', { year: String(publishedUntil) })}</p>
              {rows.length === 0 ? (
                <EmptyState title={tell('localDays.none')} why={tell('localDays.none.why')} />
              ) : (
                <Days rows={rows} />
              )}
            </>
          )}
        </Answered>
      </Panel>
      <Panel title={tell('localDays.new')}>
        <NewDays />
      </Panel>
    </PageFrame>
  );
}

function Days({ rows }: { readonly rows: readonly LocalDay[] }): ReactNode {
  const { tell } = useLanguage();
  const remove = useRemoveLocalDay();
  const columns: readonly Column<LocalDay>[] = [
    { key: 'name', title: tell('localDays.name'), isName: true, cell: ({ name }) => name },
    { key: 'day', title: tell('localDays.day'), cell: ({ day }) => <TimeText iso={day} /> },
    { key: 'place', title: tell('localDays.region'), cell: ({ region }) => region.name },
    {
      key: 'working',
      title: tell('localDays.kind'),
      cell: ({ working }) => tell(working ? 'localDays.kind.working' : 'localDays.kind.off'),
    },
    { key: 'ground', title: tell('localDays.ground'), cell: ({ ground }) => ground },
    { key: 'by', title: tell('localDays.by'), cell: ({ setBy }) => setBy || '—' },
    {
      key: 'act',
      title: tell('account.actColumn'),
      cell: ({ id, name, day, mayRemove }) =>
        mayRemove ? (
          <Button
            size="small"
            aria-label={tell('localDays.remove.of', { name, day })}
            onClick={() => remove.mutate(id)}
          >
            {tell('localDays.remove')}
          </Button>
        ) : (
          '—'
        ),
    },
  ];
  return (
    <>
      {remove.error && (
        <ActErrorState title={tell('form.notDone', { act: tell('localDays.remove') })} error={remove.error} />
      )}
      <DataTable caption={tell('localDays.list')} columns={columns} rows={rows} rowKey={({ id }) => id} />
    </>
  );
}

/** The same words go on to the next place or day: only the days are emptied. */
function NewDays(): ReactNode {
  const { tell } = useLanguage();
  const set = useSetLocalDays();
  const [region, setRegion] = useState<Picked>();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [kind, setKind] = useState<'off' | 'working'>('off');
  const [name, setName] = useState('');
  const [ground, setGround] = useState('');
  return (
    <ActForm
      label={tell('localDays.new')}
      act={tell('localDays.act')}
      isPending={set.isPending}
      error={set.error}
      fieldOf={{
        'place-unknown': 'local-region',
        'local-days-wrong': 'local-from',
        'local-day-known': 'local-from',
      }}
      check={() => ({
        'local-region': region ? undefined : tell('localDays.region.empty'),
        'local-from': from ? undefined : tell('localDays.day.empty'),
        'local-name': name.trim() ? undefined : tell('localDays.name.empty'),
        'local-ground': ground.trim() ? undefined : tell('localDays.ground.empty'),
      })}
      onSubmit={() =>
        set.mutate(
          { region: region?.id ?? '', from, to: to || from, working: kind === 'working', name, ground },
          {
            onSuccess: () => {
              setFrom('');
              setTo('');
            },
          },
        )
      }
    >
      {(faults) => (
        <>
          <RegionPick
            id="local-region"
            label={tell('localDays.region')}
            fault={faults['local-region']}
            picked={region}
            onPick={setRegion}
          />
          <SelectField
            id="local-kind"
            label={tell('localDays.kind')}
            options={(['off', 'working'] as const).map((value) => ({
              value,
              label: tell(`localDays.kind.${value}`),
            }))}
            value={kind}
            onChange={(value) => setKind(value === 'working' ? 'working' : 'off')}
          />
          <TextField
            id="local-name"
            label={tell('localDays.name')}
            value={name}
            maxLength={60}
            onChange={setName}
            fault={faults['local-name']}
          />
          <TextField
            id="local-from"
            type="date"
            label={tell('localDays.from')}
            value={from}
            onChange={setFrom}
            fault={faults['local-from']}
          />
          <TextField
            id="local-to"
            type="date"
            label={tell('localDays.to')}
            hint={tell('localDays.to.hint', { days: LOCAL_DAYS_AT_ONCE })}
            value={to}
            onChange={setTo}
          />
          <TextField
            id="local-ground"
            label={tell('localDays.ground')}
            hint={tell('localDays.ground.hint')}
            value={ground}
            maxLength={200}
            onChange={setGround}
            fault={faults['local-ground']}
          />
        </>
      )}
    </ActForm>
  );
}
