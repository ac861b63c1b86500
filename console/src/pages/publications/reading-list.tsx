import { useQueryClient } from '@tanstack/react-query';
import type { ItemReadings } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useReadAgain, useReadings } from '../../api/publications.ts';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './publications.module.css';

type Reading = ItemReadings['rows'][number];

/** How far pictures in attachments are read, what was not, and what helps. @param props.files those that are shown */
export function ReadingList(props: {
  readonly id: string;
  readonly files: readonly { readonly id: string }[];
}): ReactNode {
  const { id, files } = props;
  const { tell } = useLanguage();
  const readings = useReadings(id);
  const again = useReadAgain(id);
  const rows = (readings.data?.rows ?? []).filter(
    ({ document, state }) => state !== 'read' && files.some((file) => file.id === document),
  );
  useRefresh(rows.filter(({ state }) => state === 'reading').length);
  return (
    <>
      {again.error && <ActErrorState title={tell('reading.notAsked')} error={again.error} />}
      {/* Whoever does not look at it hears of it once, and not of each picture. */}
      <ul className={styles.readings} aria-live="polite">
        {rows.map((row) => (
          <li key={row.document}>
            <ReadingText reading={row} />{' '}
            {readings.data?.may.read && (row.state === 'unread' || row.state === 'given-up') && (
              <Button
                size="small"
                loading={again.isPending && again.variables === row.document}
                aria-label={tell('grammar.fact', { field: tell('reading.again'), after: row.name })}
                onClick={() => again.mutate(row.document)}
              >
                {tell('reading.again')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function ReadingText({ reading }: { readonly reading: Reading }): ReactNode {
  const { tell } = useLanguage();
  const { name, state, done, pictures, why } = reading;
  if (state === 'reading')
    return (
      <span>
        {tell('reading.reading', { name })}{' '}
        <span aria-live="off">{tell('reading.done', { done, pictures })}</span>
      </span>
    );
  if (state === 'stopped') return <strong>{tell('reading.stopped', { name })}</strong>;
  if (state === 'given-up') return <strong>{tell('reading.givenUp', { name })}</strong>;
  return <span>{tell('reading.unread', { name, why: why.join('') })}</span>;
}

/** What an item says changes when one of its files has been read. */
function useRefresh(open: number): void {
  const queries = useQueryClient();
  const before = useRef(open);
  useEffect(() => {
    if (open < before.current) void queries.invalidateQueries();
    before.current = open;
  }, [open, queries]);
}
