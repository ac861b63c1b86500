import type { LocalText } from '@zhengdun/contract';
import { type InputHTMLAttributes, type ReactNode, useRef } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './field.module.css';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly fault?: string | undefined;
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'date' | 'time' | 'datetime-local' | 'search' | 'number';
  /** more than one: a text of several lines */
  readonly lines?: number;
  /** of several lines: the same text once more, which shows through where marks of it are */
  readonly backdrop?: ReactNode;
  readonly autoComplete?: string;
  readonly inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode'];
  readonly maxLength?: number;
}

/** A line of text, a day, or several lines; native, so that every browser and reader knows it. */
export function TextField(props: TextFieldProps): ReactNode {
  const {
    id,
    value,
    onChange,
    type = 'text',
    lines,
    backdrop,
    autoComplete = 'off',
    inputMode,
    maxLength = 200,
  } = props;
  const shared = { id, value, maxLength, autoComplete, className: styles.control, ...described(props) };
  return (
    <Field {...props}>
      {lines ? (
        <Layers backdrop={backdrop}>
          <textarea {...shared} rows={lines} onChange={({ target }) => onChange(target.value)} />
        </Layers>
      ) : (
        <input
          {...shared}
          type={type}
          autoCapitalize="off"
          spellCheck={false}
          {...(inputMode && { inputMode })}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

/** A text and what lies behind it; that goes along when the text is scrolled. */
function Layers({
  backdrop,
  children,
}: {
  readonly backdrop: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const behind = useRef<HTMLDivElement>(null);
  if (backdrop === undefined) return children;
  return (
    <div
      className={styles.layers}
      onScrollCapture={({ target }) => {
        if (behind.current && target instanceof HTMLTextAreaElement)
          behind.current.scrollTop = target.scrollTop;
      }}
    >
      <div ref={behind} className={`${styles.control} ${styles.backdrop}`} aria-hidden>
        {backdrop}
      </div>
      {children}
    </div>
  );
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly value: Value | '';
  readonly onChange: (value: Value | '') => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  /** what stands there before something is chosen; without it something always is */
  readonly none?: string | undefined;
}

/** The browser's own list: works by keyboard, on telephones and in old browsers. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>): ReactNode {
  const { id, value, onChange, options, none } = props;
  return (
    <Field {...props}>
      <select
        id={id}
        value={value}
        className={styles.control}
        onChange={({ target }) => onChange(options.find((each) => each.value === target.value)?.value ?? '')}
        {...described(props)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface ChoiceFieldProps<Value extends string> extends Omit<SelectFieldProps<Value>, 'options'> {
  readonly values: readonly Value[];
  readonly words: Readonly<Record<Value, LocalText>>;
}

/** One of a closed set of words of the contract. */
export function ChoiceField<Value extends string>({
  values,
  words,
  ...field
}: ChoiceFieldProps<Value>): ReactNode {
  const { lang } = useLanguage();
  return <SelectField {...field} options={values.map((value) => ({ value, label: words[value][lang] }))} />;
}

interface TickFieldsProps<Value extends string> {
  readonly legend: string;
  readonly values: readonly Value[];
  readonly words: Readonly<Record<Value, LocalText>>;
  readonly ticked: readonly Value[];
  readonly onChange: (ticked: readonly Value[]) => void;
}

/** Any number of a closed set of words. */
export function TickFields<Value extends string>(props: TickFieldsProps<Value>): ReactNode {
  const { legend, values, words, ticked, onChange } = props;
  const { lang } = useLanguage();
  return (
    <FieldGroup legend={legend}>
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
    </FieldGroup>
  );
}

/** Fields that belong together under one legend, beside each other where there is room. */
export function FieldGroup(props: { readonly legend: string; readonly children: ReactNode }): ReactNode {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{props.legend}</legend>
      <div className={styles.choices}>{props.children}</div>
    </fieldset>
  );
}

interface FileFieldProps extends FieldProps {
  /** kinds that the browser offers: `.pdf,.png` */
  readonly accept: string;
  readonly onChoose: (file: File) => void;
}

/** A file from the person's own disk. */
export function FileField(props: FileFieldProps): ReactNode {
  const { id, accept, onChoose } = props;
  return (
    <Field {...props}>
      <input
        id={id}
        type="file"
        accept={accept}
        className={styles.control}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onChoose(file);
          // The same file, corrected, may be chosen again.
          target.value = '';
        }}
        {...described(props)}
      />
    </Field>
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
