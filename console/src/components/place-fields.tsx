import { GRANT_AREA_WORDS, GRANT_AREAS, type GrantArea, type Places } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { usePlaces } from '../api/people.ts';
import { useLanguage } from '../locales/language.tsx';
import { SelectField } from './field.tsx';

export interface ChosenPlace {
  readonly area: GrantArea | '';
  readonly place: string;
}

interface PlaceFieldsProps {
  /** begins the ids of both fields */
  readonly id: string;
  readonly chosen: ChosenPlace;
  readonly onChange: (chosen: ChosenPlace) => void;
  readonly fault: string | undefined;
}

/** A region, a unit with those below it, or one unit, out of those that the person reaches. */
export function PlaceFields({ id, chosen, onChange, fault }: PlaceFieldsProps): ReactNode {
  const { lang, tell } = useLanguage();
  const places = usePlaces();
  const options = placesFor(chosen.area, places.data ?? { units: [], regions: [] });
  return (
    <>
      <SelectField
        id={`${id}-area`}
        label={tell('watch.area')}
        none={tell('select.none')}
        options={GRANT_AREAS.map((value) => ({ value, label: GRANT_AREA_WORDS[value][lang] }))}
        value={chosen.area}
        onChange={(area) => onChange({ area, place: '' })}
      />
      <SelectField
        id={`${id}-place`}
        label={tell('watch.place')}
        none={tell('select.none')}
        options={options}
        value={chosen.place}
        onChange={(place) => onChange({ ...chosen, place })}
        fault={fault}
      />
    </>
  );
}

/** The places of one kind, for a list. */
export function placesFor(
  area: GrantArea | '',
  { units, regions }: Places,
): { value: string; label: string }[] {
  if (area === '') return [];
  if (area === 'region') return regions.map(({ code, name }) => ({ value: code, label: `${name} ${code}` }));
  return units.map(({ id, name }) => ({ value: id, label: name }));
}
