import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { ColumnChoiceState } from '../../api/columns.ts';
import { useLanguage } from '../../locales/language.tsx';
import styles from './column-menu.module.css';
import type { Column } from './data-table.tsx';

interface ColumnMenuProps<Row> extends ColumnChoiceState {
  /** those that may be put away */
  readonly columns: readonly Column<Row>[];
}

/** 选择列: which columns of a table are shown. It lies over the table, so that nothing moves; Escape closes it. */
export function ColumnMenu<Row>({ columns, hidden, choose }: ColumnMenuProps<Row>): ReactNode {
  const { tell } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const closeByKey = (event: KeyboardEvent<HTMLDetailsElement>) => {
    if (event.key !== 'Escape' || !event.currentTarget.open) return;
    event.currentTarget.open = false;
    event.currentTarget.querySelector('summary')?.focus();
  };
  return (
    <details
      className={styles.menu}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      onKeyDown={closeByKey}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
      }}
    >
      <summary>{tell('columns.choose')}</summary>
      {isOpen && (
        <fieldset className={styles.choices}>
          <legend className="visually-hidden">{tell('columns.legend')}</legend>
          {columns.map(({ key, title }) => (
            <label key={key}>
              <input
                type="checkbox"
                checked={!hidden.includes(key)}
                onChange={({ target }) =>
                  choose(target.checked ? hidden.filter((each) => each !== key) : [...hidden, key])
                }
              />{' '}
              {title}
            </label>
          ))}
          <button type="button" aria-disabled={hidden.length === 0} onClick={() => choose([])}>
            {tell('columns.all')}
          </button>
        </fieldset>
      )}
    </details>
  );
}
