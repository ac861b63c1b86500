import {
  UNIT_KIND_WORDS,
  UNIT_KINDS,
  UNIT_LEVEL_WORDS,
  UNIT_LEVELS,
  type UnitKind,
  type UnitLevel,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import type { Tell } from '../../locales/texts.ts';
import { ChoiceField, TextField } from './fields.tsx';
import { type Picked, RegionPick } from './pick.tsx';

/** The four facts of a unit that nobody but a person knows. */
export interface UnitDraft {
  readonly name: string;
  readonly kind: UnitKind | '';
  readonly level: UnitLevel | '';
  readonly region: Picked | undefined;
}

export interface FormFault {
  readonly field: string;
  readonly message: string;
}

interface UnitFieldsProps {
  readonly draft: UnitDraft;
  readonly faults: readonly FormFault[];
  readonly onChange: (draft: UnitDraft) => void;
}

/** 单位名称, 性质, 级别, 行政区划. */
export function UnitFields({ draft, faults, onChange }: UnitFieldsProps): ReactNode {
  const { lang, tell } = useLanguage();
  const faultOf = (field: string): string | undefined => faults.find((each) => each.field === field)?.message;
  return (
    <>
      <TextField
        id="unit-name"
        label={tell('form.unitName')}
        fault={faultOf('unit-name')}
        value={draft.name}
        maxLength={120}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <ChoiceField
        id="unit-kind"
        label={tell('form.kind')}
        fault={faultOf('unit-kind')}
        value={draft.kind}
        values={UNIT_KINDS}
        words={UNIT_KIND_WORDS}
        lang={lang}
        none={tell('unit.choose')}
        onChange={(kind) => onChange({ ...draft, kind })}
      />
      <ChoiceField
        id="unit-level"
        label={tell('form.level')}
        fault={faultOf('unit-level')}
        value={draft.level}
        values={UNIT_LEVELS}
        words={UNIT_LEVEL_WORDS}
        lang={lang}
        none={tell('unit.choose')}
        onChange={(level) => onChange({ ...draft, level })}
      />
      <RegionPick
        id="unit-region"
        label={tell('unit.region')}
        fault={faultOf('unit-region')}
        picked={draft.region}
        onPick={(region) => onChange({ ...draft, region })}
      />
    </>
  );
}

/** What is missing, in the order of the fields. */
export function unitFaults({ name, kind, level, region }: UnitDraft, tell: Tell): FormFault[] {
  return [
    ...(name.trim() === '' ? [{ field: 'unit-name', message: tell('unit.name.missing') }] : []),
    ...(kind === '' ? [{ field: 'unit-kind', message: tell('unit.kind.missing') }] : []),
    ...(level === '' ? [{ field: 'unit-level', message: tell('unit.level.missing') }] : []),
    ...(region ? [] : [{ field: 'unit-region', message: tell('unit.region.missing') }]),
  ];
}
