import { GRANT_AREA_WORDS, GRANT_AREAS, type GrantArea, PLACES_LISTED } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { usePlaces } from '../../api/people.ts';
import { useLanguage } from '../../locales/language.tsx';
import { SelectField } from './field.tsx';
import { type Picked, RegionPick, UnitPick } from './pick.tsx';

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
      <PlaceField
        id={`${id}-place`}
        label={tell('watch.place')}
        none={tell('select.none')}
        area={chosen.area}
        place={chosen.place}
        onChange={(place) => onChange({ ...chosen, place })}
        fault={fault}
      />
    </>
  );
}

interface PlaceFieldProps {
  readonly id: string;
  readonly label: string;
  /** what is shown while nothing is chosen from a list */
  readonly none: string;
  readonly area: GrantArea | '';
  /** code of a region, or id of a unit */
  readonly place: string;
  readonly onChange: (place: string) => void;
  readonly fault: string | undefined;
}

/** A place of one kind: found by its name, or out of a list where there are few. */
export function PlaceField({ area, ...field }: PlaceFieldProps): ReactNode {
  return area === 'region' ? <FoundPlace {...field} as={RegionPick} /> : <UnitField {...field} area={area} />;
}

/** A unit: out of a list, or found by its name where there are more than a list shows. */
export function UnitField({
  area = 'unit',
  ...field
}: Omit<PlaceFieldProps, 'area'> & { readonly area?: GrantArea | '' }) {
  const { label, id, none, place, onChange, fault } = field;
  const { data } = usePlaces();
  const units = data?.units ?? [];
  if (area !== '' && units.length >= PLACES_LISTED) return <FoundPlace {...field} as={UnitPick} />;
  return (
    <SelectField
      id={id}
      label={label}
      none={none}
      options={area === '' ? [] : units.map((unit) => ({ value: unit.id, label: unit.name }))}
      value={place}
      onChange={onChange}
      fault={fault}
    />
  );
}

function FoundPlace({
  as: Found,
  id,
  label,
  onChange,
  fault,
}: Omit<PlaceFieldProps, 'area'> & { readonly as: typeof RegionPick }): ReactNode {
  const [picked, setPicked] = useState<Picked>();
  return (
    <Found
      id={id}
      label={label}
      fault={fault}
      picked={picked}
      onPick={(each) => {
        setPicked(each);
        onChange(each?.id ?? '');
      }}
    />
  );
}
