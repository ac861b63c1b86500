import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import styles from './act-menu.module.css';

interface ActMenuProps<Act extends string> {
  /** what may be done now */
  readonly acts: readonly { readonly value: Act; readonly label: string }[];
  readonly primary: Act | undefined;
  readonly formOf: (act: Act, onDone: () => void) => ReactNode;
}

/** A button for each act, and the form of the one that was chosen. */
export function ActMenu<Act extends string>({ acts, primary, formOf }: ActMenuProps<Act>): ReactNode {
  const [chosen, setChosen] = useState<Act>();
  const open = acts.find(({ value }) => value === chosen)?.value;
  return (
    <>
      <div className={styles.acts}>
        {acts.map(({ value, label }) => (
          <Button
            key={value}
            type={value === primary && !open ? 'primary' : 'default'}
            aria-expanded={value === open}
            onClick={() => setChosen(value === open ? undefined : value)}
          >
            {label}
          </Button>
        ))}
      </div>
      {open && <div key={open}>{formOf(open, () => setChosen(undefined))}</div>}
    </>
  );
}
