import {
  type ItemView,
  PAGE_DIFFERENCE_WORDS,
  PAGE_OUTCOME_WORDS,
  type PageDifference,
} from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useComparePage } from '../../api/publications.ts';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { Pieces } from './difference-view.tsx';
import { useTime } from './item-words.tsx';
import styles from './publications.module.css';

/** The published page compared with what was approved: each difference with its words marked. */
export function PagePanel({ view }: { readonly view: ItemView }): ReactNode {
  const { tell } = useLanguage();
  const compare = useComparePage(view.id);
  const { comparison, may } = view;
  if (!comparison && !may.includes('compare')) return null;
  return (
    <Panel title={tell('item.page')}>
      {comparison ? <Comparison comparison={comparison} /> : <p>{tell('item.page.none')}</p>}
      {compare.error && <p className={styles.blocks}>{compare.error.message}</p>}
      {may.includes('compare') && (
        <Button loading={compare.isPending} onClick={() => compare.mutate(undefined)}>
          {tell('item.page.act')}
        </Button>
      )}
    </Panel>
  );
}

function Comparison(props: { readonly comparison: NonNullable<ItemView['comparison']> }): ReactNode {
  const { outcome, fault, similarity, differences, count, at, version, lastAt } = props.comparison;
  const { lang, tell } = useLanguage();
  const timeOf = useTime();
  // What could not be compared is told, and is no difference.
  const isPartly = outcome === 'same' && differences.length > 0;
  const word = isPartly ? tell('item.page.partly') : PAGE_OUTCOME_WORDS[outcome][lang];
  return (
    <>
      <p>
        <strong>{fault ? tell('grammar.note', { text: word, note: fault }) : word}</strong>
      </p>
      <p className={styles.quiet}>
        {tell('item.page.at', { at: timeOf(at), version })}
        {lastAt && lastAt !== at && tell('item.page.last', { at: timeOf(lastAt) })}
        {outcome === 'different' && (
          <>
            {tell('grammar.comma')}
            {tell('item.page.similarity', { percent: similarity })}
          </>
        )}
      </p>
      <Differences differences={differences} count={count} legend={tell('review.difference.legend')} />
    </>
  );
}

interface DifferencesProps {
  /** the first ones */
  readonly differences: readonly PageDifference[];
  readonly count: number;
  /** what marked words mean */
  readonly legend: string;
  /** whose lines are told: those of what was approved, or of the item as it stands */
  readonly of?: 'approved' | 'item';
}

/** Differences of two texts, each with its words marked. */
export function Differences({ differences, count, legend, of = 'approved' }: DifferencesProps): ReactNode {
  const { tell } = useLanguage();
  if (differences.length === 0) return null;
  return (
    <>
      <p className={styles.quiet}>{legend}</p>
      <ul className={styles.comments}>
        {differences.map((difference, index) => {
          // Differences never change places: the next comparison is another one.
          const key = `${index}-${difference.kind}`;
          return <Difference key={key} difference={difference} of={of} />;
        })}
      </ul>
      {count > differences.length && <p>{tell('item.page.more', { count: count - differences.length })}</p>}
    </>
  );
}

function Difference(props: {
  readonly difference: PageDifference;
  readonly of: 'approved' | 'item';
}): ReactNode {
  const { kind, line, manner, pieces } = props.difference;
  const { lang, tell } = useLanguage();
  const word = PAGE_DIFFERENCE_WORDS[kind][lang];
  return (
    <li>
      <strong>
        {line === undefined
          ? word
          : tell(props.of === 'item' ? 'repost.line' : 'item.page.line', { kind: word, line })}
      </strong>{' '}
      {manner && <code className={styles.digest}>{manner}</code>}
      <p className={styles.quote}>
        {pieces.length > 0 ? <Pieces pieces={pieces} /> : tell('item.page.sealed')}
      </p>
    </li>
  );
}
