import { unitQuerySchema } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useUnits } from '../../api/registry.ts';
import { SelectField } from '../../components/forms/field.tsx';
import { useFilter } from '../../components/forms/use-filter.ts';
import { useLanguage } from '../../locales/language.tsx';

/** The unit that a page is about, by its address, else the first; and the field that chooses another where there are several. */
export function useOneUnit(): { readonly unit: string | undefined; readonly choice: ReactNode } {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const filter = useFilter();
  const units = useUnits(unitQuerySchema.parse({ size: 100 }));
  const rows = units.data?.rows ?? [];
  const unit = search.get('unit') ?? rows[0]?.id;
  const choice = rows.length > 1 && unit && (
    <SelectField
      id="unit"
      label={tell('workflow.unit')}
      options={rows.map(({ id, name }) => ({ value: id, label: name }))}
      value={unit}
      onChange={(chosen) => filter({ unit: chosen })}
    />
  );
  return { unit, choice };
}
