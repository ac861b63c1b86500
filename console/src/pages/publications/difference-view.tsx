import type { ItemDifference } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './publications.module.css';

type Line = ItemDifference['lines'][number];
type Piece = Line['pieces'][number];

/** What has changed, line by line: new words framed, removed ones struck through, each change a place to go to. */
export function DifferenceView({ difference }: { readonly difference: ItemDifference }): ReactNode {
  const { tell } = useLanguage();
  const { title, lines, rough, attachments } = difference;
  const isSame = !title && lines.every(({ change }) => change === 'same' || change === 'left-out');
  const moved = attachments.filter(({ change }) => change !== 'same');
  return (
    <>
      {title && (
        <p data-place tabIndex={-1} className={styles.quote}>
          <Pieces pieces={title} />
        </p>
      )}
      {rough && <p>{tell('review.difference.rough')}</p>}
      {isSame ? (
        <p>{tell('review.difference.none')}</p>
      ) : (
        <>
          <p className={styles.quiet}>{tell('review.difference.legend')}</p>
          <ol className={styles.difference}>
            {lines.map((line) => (
              <OneLine
                key={`${line.before ?? ''}-${line.after ?? ''}-${line.change}-${line.count ?? ''}`}
                line={line}
              />
            ))}
          </ol>
        </>
      )}
      {moved.length > 0 && (
        <ul className={styles.files}>
          {moved.map(({ change, name, sha256 }) => (
            <li key={`${change}-${sha256}`} data-place tabIndex={-1}>
              {tell('grammar.fact', {
                field: change === 'added' ? tell('review.added') : tell('review.removed'),
                after: name,
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function OneLine({ line }: { readonly line: Line }): ReactNode {
  const { tell } = useLanguage();
  const { change, pieces, count = 0, after, before } = line;
  if (change === 'left-out')
    return <li className={styles.quiet}>{tell('review.difference.left', { count })}</li>;
  if (change === 'same') return <li>{pieces.map(({ text }) => text).join('') || ' '}</li>;
  return (
    <li data-place tabIndex={-1} className={styles.changed} value={after ?? before}>
      <Pieces pieces={pieces} />
    </li>
  );
}

export function Pieces({ pieces }: { readonly pieces: readonly Piece[] }): ReactNode {
  return pieces.map(({ change, text }, index) => {
    // Pieces never change places: what has changed is another difference.
    const key = `${index}-${change}`;
    if (change === 'added') return <ins key={key}>{text || ' '}</ins>;
    if (change === 'removed') return <del key={key}>{text || ' '}</del>;
    return <span key={key}>{text}</span>;
  });
}
