import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './figure-with-table.module.css';

interface FigureWithTableProps {
  /** what the drawing shows, in one sentence */
  readonly sentence: string;
  /** all that a screen reader gets of the drawing */
  readonly label: string;
  readonly drawing: ReactNode;
  readonly table: ReactNode;
}

/** A drawing under its sentence, or the same as a table. */
export function FigureWithTable({ sentence, label, drawing, table }: FigureWithTableProps): ReactNode {
  const { tell } = useLanguage();
  const [isTable, setTable] = useState(false);
  return (
    <figure>
      <figcaption className={styles.caption}>
        <span>{sentence}</span>
        <Button size="small" onClick={() => setTable(!isTable)}>
          {tell(isTable ? 'chart.asChart' : 'chart.asTable')}
        </Button>
      </figcaption>
      {isTable ? (
        table
      ) : (
        <div role="img" aria-label={label}>
          {drawing}
        </div>
      )}
    </figure>
  );
}
