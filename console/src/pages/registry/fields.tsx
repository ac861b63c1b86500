import type { Lang, LocalText } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import styles from './fields.module.css';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'search';
  readonly lines?: number;
  readonly maxLength?: number;
}

/** A line of text, a day, or several lines; native, so that every browser and reader knows it. */
export function TextField(props: TextFieldProps): ReactNode {
  const { id, value, onChange, type = 'text', lines, maxLength = 200 } = props;
  const shared = { id, value, maxLength, className: styles.control, ...described(props) };
  return (
    <Field {...props}>
      {lines ? (
        <textarea {...shared} rows={lines} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <input {...shared} type={type} onChange={({ target }) => onChange(target.value)} />
      )}
    </Field>
  );
}

interface ChoiceFieldProps<Value extends string> extends FieldProps {
  readonly value: Value | '';
  readonly values: readonly Value[];
  readonly words: Readonly<Record<Value, LocalText>>;
  readonly lang: Lang;
  /** what stands there before a choice; without it one of the values must be chosen */
  readonly none?: string;
  readonly onChange: (value: Value | '') => void;
}

/** One of a closed set of words. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>): ReactNode {
  const { id, value, values, words, lang, none, onChange } = props;
  return (
    <Field {...props}>
      <select
        id={id}
        className={styles.control}
        value={value}
        onChange={({ target }) => onChange(values.find((each) => each === target.value) ?? '')}
        {...described(props)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {values.map((each) => (
          <option key={each} value={each}>
            {words[each][lang]}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface TickFieldsProps<Value extends string> {
  readonly legend: string;
  readonly values: readonly Value[];
  readonly words: Readonly<Record<Value, LocalText>>;
  readonly lang: Lang;
  readonly ticked: readonly Value[];
  readonly onChange: (ticked: readonly Value[]) => void;
}

/** Any number of a closed set of words. */
export function TickFields<Value extends string>(props: TickFieldsProps<Value>): ReactNode {
  const { legend, values, words, lang, ticked, onChange } = props;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{legend}</legend>
      <div className={styles.choices}>
        {values.map((value) => (
          <label key={value} className={styles.choice}>
            <input
              type="checkbox"
              checked={ticked.includes(value)}
              onChange={({ target }) =>
                onChange(values.filter((each) => (each === value ? target.checked : ticked.includes(each))))
              }
            />
            {words[value][lang]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Field({
  id,
  label,
  hint,
  fault,
  children,
}: FieldProps & { readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {fault && (
        <p id={`${id}-fault`} className={styles.fault}>
          {fault}
        </p>
      )}
      {children}
    </div>
  );
}

function described({ id, hint, fault }: FieldProps) {
  const by = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return { 'aria-invalid': fault !== undefined, ...(by !== '' && { 'aria-describedby': by }) };
}
