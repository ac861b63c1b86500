import type { LocalText } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import type { Tell, TextKey } from '../../locales/texts.ts';
import type { Faults } from './act-form.tsx';
import { SelectField, TextField } from './field.tsx';

/** A field of a settings object of the contract, by its name there. */
export interface NamedField {
  readonly name: string;
  readonly label: TextKey;
  /** `{open}` and `{close}` in it stand for braces */
  readonly hint?: TextKey;
  /** said where the contract refuses what was typed */
  readonly wrong?: TextKey;
  /** kept encrypted and never shown again */
  readonly secret?: true;
  /** what is typed stands for a number, for several words, or for yes and no; without one it is the text itself */
  readonly of?: 'number' | 'list' | 'flag';
  /** a closed set to choose from */
  readonly words?: Readonly<Record<string, LocalText>>;
  readonly lines?: number;
}

/** What was typed, by names of fields. */
export type NamedValues = Readonly<Record<string, string>>;

interface NamedFieldsProps {
  readonly fields: readonly NamedField[];
  readonly values: NamedValues;
  readonly onChange: (values: NamedValues) => void;
  /** ids of elements are `<prefix>-<name>` */
  readonly prefix: string;
  readonly faults: Faults;
  /** names of the secrets that are kept already */
  readonly kept: readonly string[];
}

/** The fields of something that is of several kinds, each with fields of its own. */
export function NamedFields(props: NamedFieldsProps): ReactNode {
  const { fields, values, onChange, prefix, faults, kept } = props;
  const { lang, tell } = useLanguage();
  return fields.map(({ name, label, hint, secret, of, words, lines }) => {
    const id = `${prefix}-${name}`;
    const field = {
      id,
      label: tellBraced(tell, label),
      hint: hint && tellBraced(tell, hint),
      value: values[name] ?? '',
      onChange: (value: string) => onChange({ ...values, [name]: value }),
      fault: faults[id],
    };
    if (of === 'flag') {
      const options = (['false', 'true'] as const).map((value) => ({ value, label: tell(`field.${value}`) }));
      return <SelectField<string> key={name} {...field} options={options} />;
    }
    if (words) {
      const options = Object.entries(words).map(([value, each]) => ({ value, label: each[lang] }));
      return <SelectField key={name} {...field} options={options} />;
    }
    return (
      <TextField
        key={name}
        {...field}
        {...(secret && kept.includes(name) && { hint: tell('field.kept') })}
        type={secret ? 'password' : 'text'}
        maxLength={4_000}
        autoComplete={secret ? 'new-password' : 'off'}
        {...(lines && { lines })}
      />
    );
  });
}

/** What the fields begin with: what is known, or the first of a closed set. Secrets are never known. */
export function firstValues(
  fields: readonly NamedField[],
  known: Readonly<Record<string, unknown>>,
): NamedValues {
  return Object.fromEntries(
    fields.map(({ name, secret, of, words = {} }) => {
      const value = secret ? undefined : known[name];
      const first = of === 'flag' ? 'false' : (Object.keys(words)[0] ?? '');
      return [name, value === undefined ? first : [value].flat().join(' ')];
    }),
  );
}

/** What the contract is given: the secrets, or all else. What was left empty is left out. */
export function partOf(
  fields: readonly NamedField[],
  values: NamedValues,
  part: 'config' | 'secrets',
): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .filter(({ secret }) => (secret ?? false) === (part === 'secrets'))
      .flatMap(({ name, of }) => {
        const typed = values[name] ?? '';
        return typed.trim() === '' ? [] : [[name, READ[of ?? 'text'](typed)]];
      }),
  );
}

const READ = {
  text: (typed: string) => typed,
  number: Number,
  flag: (typed: string) => typed === 'true',
  list: (typed: string) => typed.split(/[\s,，、;；]+/).filter((each) => each !== ''),
} as const;

/** What the contract refuses, at the fields that it is about. */
export function namedFaults(
  issues: readonly { readonly path: readonly PropertyKey[] }[],
  { fields, values, prefix, tell }: Pick<NamedFieldsProps, 'fields' | 'values' | 'prefix'> & { tell: Tell },
): Faults {
  return Object.fromEntries(
    // In the order of the fields, as they are listed above the form.
    fields.flatMap((field) => {
      const { name, wrong } = field;
      if (!issues.some(({ path }) => path[1] === name)) return [];
      // Faults are listed above the form too, where nothing but their words says which field they are about.
      const label = tellBraced(tell, field.label);
      const fault =
        values[name]?.trim() && wrong
          ? tell('grammar.fact', { field: label, after: tellBraced(tell, wrong) })
          : tell('field.missing', { field: label });
      return [[`${prefix}-${name}`, fault]];
    }),
  );
}

function tellBraced(tell: Tell, key: TextKey): string {
  return tell(key as 'channels.header.hint', { open: '{', close: '}' });
}
