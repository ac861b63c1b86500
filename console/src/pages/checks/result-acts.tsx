import { Button } from 'antd';
import type { ReactNode } from 'react';
import { reportAddress } from '../../api/checks.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './result-acts.module.css';

interface ResultActsProps {
  readonly id: string;
  readonly again: ReactNode;
}

/** The report to hand in first; then another check; the other forms of the report below. */
export function ResultActs({ id, again }: ResultActsProps): ReactNode {
  const { fileIn, tell } = useLanguage();
  return (
    <div className={styles.acts}>
      <div className={styles.row}>
        <Button type="primary" href={fileIn(reportAddress(id, 'docx'))} download>
          {tell('result.download')}
        </Button>
        <LinkButton to={`/checks/${id}/register`}>{tell('takeOver.title')}</LinkButton>
        {again}
      </div>
      <p className={styles.note}>
        {tell('result.download.others')}
        <a href={fileIn(reportAddress(id, 'html'))} download>
          {tell('result.download.html')}
        </a>
        <a href={fileIn(reportAddress(id, 'json'))} download>
          {tell('result.download.json')}
        </a>
      </p>
      <p className={styles.note}>{tell('result.download.note')}</p>
    </div>
  );
}
