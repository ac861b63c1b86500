import { type GrantArea, INTERVAL_DAYS, LONGEST_PAUSE_DAYS } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { usePauseWatching, useSetInterval } from '../../api/watch.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { type ChosenPlace, PlaceFields } from '../../components/forms/place-fields.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { beijingToIso } from '../people/beijing-time.ts';

const NOWHERE: ChosenPlace = { area: '', place: '' };

/** 暂停: a name, a place, and from when to when. */
export function PauseForm(): ReactNode {
  const { tell } = useLanguage();
  const pause = usePauseWatching();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState(NOWHERE);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  return (
    <ActForm
      label={tell('watch.pause.new')}
      act={tell('watch.pause.act')}
      isPending={pause.isPending}
      error={pause.error}
      fieldOf={{ 'pause-dates-wrong': 'pause-to', 'place-unknown': 'pause-place' }}
      check={() => ({
        'pause-name': name.trim() ? undefined : tell('watch.pause.name.empty'),
        'pause-place': chosen.place ? undefined : tell('watch.place.empty'),
        'pause-from': from ? undefined : tell('watch.pause.time.empty'),
        'pause-to': to ? undefined : tell('watch.pause.time.empty'),
      })}
      onSubmit={() =>
        pause.mutate(
          {
            name,
            area: chosen.area as GrantArea,
            place: chosen.place,
            startsAt: beijingToIso(from),
            endsAt: beijingToIso(to),
          },
          { onSuccess: () => setName('') },
        )
      }
    >
      {(faults) => (
        <>
          <TextField
            id="pause-name"
            label={tell('watch.pause.name')}
            value={name}
            onChange={setName}
            maxLength={60}
            fault={faults['pause-name']}
          />
          <PlaceFields id="pause" chosen={chosen} onChange={setChosen} fault={faults['pause-place']} />
          <TextField
            id="pause-from"
            type="datetime-local"
            label={tell('watch.pause.from')}
            value={from}
            onChange={setFrom}
            fault={faults['pause-from']}
          />
          <TextField
            id="pause-to"
            type="datetime-local"
            label={tell('watch.pause.to')}
            hint={tell('watch.pause.to.hint', { days: LONGEST_PAUSE_DAYS })}
            value={to}
            onChange={setTo}
            fault={faults['pause-to']}
          />
        </>
      )}
    </ActForm>
  );
}

/** 设定间隔: a place and the days between two checks. */
export function IntervalForm(): ReactNode {
  const { tell } = useLanguage();
  const set = useSetInterval();
  const [chosen, setChosen] = useState(NOWHERE);
  const [days, setDays] = useState(String(INTERVAL_DAYS.usual));
  const { least, most } = INTERVAL_DAYS;
  const isDays = /^\d+$/.test(days) && Number(days) >= least && Number(days) <= most;
  return (
    <ActForm
      label={tell('watch.interval.new')}
      act={tell('watch.interval.act')}
      isPending={set.isPending}
      error={set.error}
      fieldOf={{ 'place-unknown': 'interval-place' }}
      check={() => ({
        'interval-place': chosen.place ? undefined : tell('watch.place.empty'),
        'interval-days': isDays ? undefined : tell('watch.interval.days.wrong', { least, most }),
      })}
      onSubmit={() => set.mutate({ area: chosen.area as GrantArea, place: chosen.place, days: Number(days) })}
    >
      {(faults) => (
        <>
          <PlaceFields id="interval" chosen={chosen} onChange={setChosen} fault={faults['interval-place']} />
          <TextField
            id="interval-days"
            label={tell('watch.interval.days')}
            hint={tell('watch.interval.hint')}
            inputMode="numeric"
            value={days}
            onChange={setDays}
            maxLength={2}
            fault={faults['interval-days']}
          />
        </>
      )}
    </ActForm>
  );
}
