import type { PaperVerdictRow } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import { PaperRows } from './paper-rows.tsx';

/** 关停清单 (Art. 12): each step with its proof, once the application is no longer used. */
export function ClosureList(props: {
  readonly id: string;
  readonly rows: readonly PaperVerdictRow[];
}): ReactNode {
  const { id, rows } = props;
  const { tell } = useLanguage();
  const steps = rows.filter(
    ({ article, code }) => article === 12 && code !== 'not-bound' && code !== 'no-event',
  );
  if (steps.length === 0) return null;
  const proven = steps.filter(({ verdict }) => verdict === 'met').length;
  return (
    <section aria-label={tell('closure.title')}>
      <h3>{tell('closure.title')}</h3>
      <p>{tell('closure.lead', { proven, total: steps.length })}</p>
      <PaperRows caption={tell('closure.title')} rows={steps} owner={{ application: id }} empty={null} />
    </section>
  );
}
