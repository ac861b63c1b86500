import {
  type ItemView,
  PICTURE_RIGHT_WORDS,
  REPOST_FIELD_WORDS,
  REPOST_RIGHT_WORDS,
  type Repost,
  repostGaps,
  SOURCE_OUTCOME_WORDS,
  type SourceLook,
} from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { attachmentAddress, useSeeSource } from '../../api/publications.ts';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { useTime } from './item-words.tsx';
import { Differences } from './page-panel.tsx';
import styles from './publications.module.css';

/** 转载: what was entered, and what the page of the source is, compared with the item. */
export function SourcePanel(props: {
  readonly view: ItemView;
  /** what was entered stands in a form beside it */
  readonly isEntering?: boolean;
}): ReactNode {
  const { view, isEntering } = props;
  const { tell } = useLanguage();
  const see = useSeeSource(view.id);
  if (view.kind !== 'repost') return null;
  const { source, current, may } = view;
  const { repost } = current;
  const [newest, ...earlier] = source?.looks ?? [];
  return (
    <Panel title={tell('repost.title')}>
      {!isEntering && (repost ? <Entered repost={repost} /> : <p>{tell('repost.nothing')}</p>)}
      {source?.listed === false && <p className={styles.blocks}>{tell('repost.unlisted')}</p>}
      <h3 className={styles.part}>{tell('repost.compared')}</h3>
      {newest ? (
        <Look id={view.id} look={newest} lastAt={source?.lastAt} isOld={newest.version !== view.version} />
      ) : (
        <p>{tell('repost.unseen')}</p>
      )}
      {see.error && <p className={styles.blocks}>{see.error.message}</p>}
      {may.includes('see-source') && repost?.url && (
        <Button loading={see.isPending} onClick={() => see.mutate(undefined)}>
          {tell('repost.see')}
        </Button>
      )}
      {earlier.length > 0 && (
        <FoldedPanel title={tell('repost.earlier', { count: earlier.length })}>
          <ul className={styles.comments}>
            {earlier.map((look) => (
              <li key={look.id}>
                <Look id={view.id} look={look} isOld />
              </li>
            ))}
          </ul>
        </FoldedPanel>
      )}
    </Panel>
  );
}

function Entered({ repost }: { readonly repost: Repost }): ReactNode {
  const { lang, tell } = useLanguage();
  const timeOf = useTime();
  const gaps = repostGaps(repost);
  const { source, organ, url, on, relevance, assessment, textRights, pictureRights, rightsNote } = repost;
  const missing = <span className={styles.quiet}>{tell('repost.gap')}</span>;
  const fact = (key: keyof typeof REPOST_FIELD_WORDS, value: ReactNode): Fact => ({
    key,
    label: REPOST_FIELD_WORDS[key][lang],
    value: gaps.includes(key) ? missing : value,
  });
  return (
    <FactList
      facts={[
        fact(
          'source',
          organ ? tell('grammar.note', { text: source, note: tell('repost.organ.is') }) : source,
        ),
        fact(
          'url',
          <a href={url} rel="noreferrer noopener" className={styles.digest}>
            {url}
          </a>,
        ),
        fact('on', on && timeOf(on)),
        fact('relevance', relevance),
        fact('assessment', assessment),
        fact('textRights', textRights && REPOST_RIGHT_WORDS[textRights][lang]),
        fact('pictureRights', pictureRights && PICTURE_RIGHT_WORDS[pictureRights][lang]),
        fact('rightsNote', rightsNote),
      ]}
    />
  );
}

interface LookProps {
  readonly id: string;
  readonly look: SourceLook;
  readonly lastAt?: string | undefined;
  /** of another version than the one that stands there */
  readonly isOld: boolean;
}

function Look({ id, look, lastAt, isOld }: LookProps): ReactNode {
  const { lang, tell } = useLanguage();
  const timeOf = useTime();
  const { outcome, fault, at, version, similarity, differences, count, copy, sealed, finalUrl } = look;
  const word = SOURCE_OUTCOME_WORDS[outcome][lang];
  const isBad = outcome !== 'same';
  return (
    <>
      <p className={isBad ? styles.blocks : undefined}>
        <strong>{fault ? tell('grammar.note', { text: word, note: fault }) : word}</strong>
      </p>
      <p className={styles.quiet}>
        {tell('repost.at', { at: timeOf(at), version })}
        {lastAt && lastAt !== at && tell('item.page.last', { at: timeOf(lastAt) })}
        {outcome === 'different' && (
          <>
            {tell('grammar.comma')}
            {tell('item.page.similarity', { percent: similarity })}
          </>
        )}
        {isOld && (
          <>
            {tell('grammar.comma')}
            {tell('repost.other')}
          </>
        )}
      </p>
      {finalUrl && <p className={styles.quiet}>{tell('repost.led', { url: finalUrl })}</p>}
      {sealed && <p className={styles.blocks}>{tell('repost.sealed')}</p>}
      {copy && (
        <p>
          {copy.destroyed ? (
            tell('grammar.note', {
              text: tell('repost.copy'),
              note: `${tell('document.destroyed')} ${copy.destroyed}`,
            })
          ) : (
            <a href={attachmentAddress(id, copy.id)} download>
              {tell('repost.copy')}
            </a>
          )}{' '}
          <span className={styles.quiet}>
            SHA-256 <code className={styles.digest}>{copy.sha256}</code>
          </span>
        </p>
      )}
      <Differences differences={differences} count={count} legend={tell('repost.legend')} of="item" />
    </>
  );
}
