import { Button } from 'antd';
import type { FormEvent, ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './filter-form.module.css';

interface FilterFormProps {
  readonly label: string;
  readonly onFind: () => void;
  /** the fields; those that are chosen from a list act at once */
  readonly children: ReactNode;
}

/** The filters of a list, beside each other. */
export function FilterForm({ label, onFind, children }: FilterFormProps): ReactNode {
  const { tell } = useLanguage();
  function submit(event: FormEvent): void {
    event.preventDefault();
    onFind();
  }
  return (
    <form onSubmit={submit} className={styles.filter} aria-label={label}>
      {children}
      <div>
        <Button htmlType="submit">{tell('filter.find')}</Button>
      </div>
    </form>
  );
}
