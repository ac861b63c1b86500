import { Input } from 'antd';
import type { InputHTMLAttributes, ReactNode } from 'react';
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
  readonly type?: 'text' | 'password' | 'date' | 'datetime-local';
  readonly autoComplete?: string;
  readonly inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode'];
  readonly maxLength?: number;
}

/** One line of text with its label above, what is wrong with it, and a hint. */
export function TextField(props: TextFieldProps): ReactNode {
  const { id, value, onChange, type = 'text', fault, hint } = props;
  return (
    <Labelled {...props}>
      <Input
        id={id}
        type={type}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        {...(fault && { status: 'error' as const })}
        aria-invalid={fault !== undefined}
        {...(describedBy(id, fault, hint) && { 'aria-describedby': describedBy(id, fault, hint) })}
        autoComplete={props.autoComplete ?? 'off'}
        {...(props.inputMode && { inputMode: props.inputMode })}
        maxLength={props.maxLength ?? 200}
        autoCapitalize="off"
        spellCheck={false}
      />
    </Labelled>
  );
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly value: Value | '';
  readonly onChange: (value: Value | '') => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  /** what stands there before something is chosen; without it something always is */
  readonly none?: string;
}

/** The browser's own list: works by keyboard, on telephones and in old browsers. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>): ReactNode {
  const { id, value, onChange, options, none, fault, hint } = props;
  return (
    <Labelled {...props}>
      <select
        id={id}
        value={value}
        className={fault ? `${styles.select} ${styles.wrong}` : styles.select}
        onChange={({ target }) => onChange(options.find((each) => each.value === target.value)?.value ?? '')}
        aria-invalid={fault !== undefined}
        aria-describedby={describedBy(id, fault, hint)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function Labelled({ id, label, hint, fault, children }: FieldProps & { children: ReactNode }): ReactNode {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {fault && (
        <p id={`${id}-fault`} className={styles.fault}>
          {fault}
        </p>
      )}
      {children}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

function describedBy(id: string, fault: string | undefined, hint: ReactNode): string | undefined {
  return [fault && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
}
