import {
  UNIT_KIND_WORDS,
  UNIT_KINDS,
  UNIT_LEVEL_WORDS,
  UNIT_LEVELS,
  type UnitKind,
  type UnitLevel,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import type { Faults } from '../../components/forms/act-form.tsx';
import { ChoiceField, TextField } from '../../components/forms/field.tsx';
import { type Picked, RegionPick } from '../../components/forms/pick.tsx';
import { useLanguage } from '../../locales/language.tsx';
import type { Tell } from '../../locales/texts.ts';

/** The four facts of a unit that nobody but a person knows. */
export interface UnitDraft {
  readonly name: string;
  readonly kind: UnitKind | '';
  readonly level: UnitLevel | '';
  readonly region: Picked | undefined;
}

interface UnitFieldsProps {
  readonly draft: UnitDraft;
  readonly faults: Faults;
  readonly onChange: (draft: UnitDraft) => void;
}

/** 单位名称, 性质, 级别, 行政区划. */
export function UnitFields({ draft, faults, onChange }: UnitFieldsProps): ReactNode {
  const { tell } = useLanguage();
  return (
    <>
      <TextField
        id="unit-name"
        label={tell('form.unitName')}
        fault={faults['unit-name']}
        value={draft.name}
        maxLength={120}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <ChoiceField
        id="unit-kind"
        label={tell('form.kind')}
        fault={faults['unit-kind']}
        value={draft.kind}
        values={UNIT_KINDS}
        words={UNIT_KIND_WORDS}
        none={tell('unit.choose')}
        onChange={(kind) => onChange({ ...draft, kind })}
      />
      <ChoiceField
        id="unit-level"
        label={tell('form.level')}
        fault={faults['unit-level']}
        value={draft.level}
        values={UNIT_LEVELS}
        words={UNIT_LEVEL_WORDS}
        none={tell('unit.choose')}
        onChange={(level) => onChange({ ...draft, level })}
      />
      <RegionPick
        id="unit-region"
        label={tell('unit.region')}
        fault={faults['unit-region']}
        picked={draft.region}
        onPick={(region) => onChange({ ...draft, region })}
      />
    </>
  );
}

/** What is missing, by id of the field, in the order of the fields. */
export function unitFaults({ name, kind, level, region }: UnitDraft, tell: Tell): Faults {
  return {
    'unit-name': name.trim() === '' ? tell('unit.name.missing') : undefined,
    'unit-kind': kind === '' ? tell('unit.kind.missing') : undefined,
    'unit-level': level === '' ? tell('unit.level.missing') : undefined,
    'unit-region': region ? undefined : tell('unit.region.missing'),
  };
}
