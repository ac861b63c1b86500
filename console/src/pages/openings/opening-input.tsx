import { type OpeningField, openingField } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { usePlatforms } from '../../api/openings.ts';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { useLanguage } from '../../locales/language.tsx';

interface OpeningInputProps {
  readonly field: OpeningField;
  readonly value: string;
  readonly hint: string | undefined;
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A field of the form, as the table of fields says. */
export function OpeningInput({ field, ...props }: OpeningInputProps): ReactNode {
  const { lang, tell } = useLanguage();
  const { words, input, choices } = openingField(field);
  const platforms = usePlatforms(input === 'platform');
  const shared = { ...props, id: field, label: words[lang] };
  if (input === 'choice' || input === 'platform') {
    const options =
      input === 'choice'
        ? Object.entries(choices ?? {}).map(([value, word]) => ({ value, label: word[lang] }))
        : (platforms.data?.rows ?? []).map(({ id, name, unitName }) => ({
            value: id,
            label: tell('grammar.note', { text: name, note: unitName }),
          }));
    return <SelectField {...shared} options={options} none={tell('select.none')} />;
  }
  return (
    <TextField
      {...shared}
      type={input === 'date' ? 'date' : 'text'}
      maxLength={2000}
      {...(input === 'long' && { lines: 4 })}
      {...(input === 'phone' && { inputMode: 'tel' as const })}
    />
  );
}
