import type { Hit, ItemComment, ItemVersion } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useResolveComment } from '../../api/publications.ts';
import { useLanguage } from '../../locales/language.tsx';
import { usePersonName, useTime } from './item-words.tsx';
import styles from './publications.module.css';

/** A text line by line with its numbers; what was hit is underlined. Nothing of it is markup. */
export function MarkedText({ version }: { readonly version: ItemVersion }): ReactNode {
  const { tell } = useLanguage();
  const { text, screening } = version;
  if (text === undefined) return <p>{tell('item.content.destroyed')}</p>;
  if (text === '') return <p>{tell('item.content.empty')}</p>;
  const hits = (screening?.hits ?? []).filter(({ part, secret }) => part === 'text' && !secret);
  let at = 0;
  return (
    <ol className={styles.lines}>
      {text.split('\n').map((line) => {
        const start = at;
        at += line.length + 1;
        return (
          // A line is what begins at its place.
          <li key={start}>
            <MarkedLine line={line} start={start} hits={hits} />
          </li>
        );
      })}
    </ol>
  );
}

function MarkedLine(props: {
  readonly line: string;
  readonly start: number;
  readonly hits: readonly Hit[];
}): ReactNode {
  const { line, start, hits } = props;
  const own = hits
    .map((hit) => ({ from: Math.max(0, hit.start - start), to: Math.min(line.length, hit.end - start), hit }))
    .filter(({ from, to }) => to > from);
  if (own.length === 0) return line || ' ';
  const edges = [...new Set([0, line.length, ...own.flatMap(({ from, to }) => [from, to])])].sort(
    (one, other) => one - other,
  );
  return edges.slice(0, -1).map((from, index) => {
    const words = line.slice(from, edges[index + 1]);
    const hit = own.find((each) => each.from <= from && each.to > from)?.hit;
    if (!hit) return <span key={from}>{words}</span>;
    const shape = hit.severity === 1 ? styles.wave : hit.severity === 2 ? styles.double : styles.dotted;
    return (
      <mark key={from} className={shape} title={hit.why}>
        {words}
      </mark>
    );
  });
}

/** More than this is not drawn twice at every key. */
const MOST_DRAWN = 50_000;

/** The same for the text that is being written, to lie behind it; undefined: nothing is to be marked. */
export function markedDraft(text: string, hits: readonly Hit[]): ReactNode {
  const own = hits.filter(({ part, secret }) => part === 'text' && !secret);
  if (own.length === 0 || text.length > MOST_DRAWN) return undefined;
  // The end of a text that ends with a line break has a line of its own.
  return <MarkedLine line={`${text}\u200b`} start={0} hits={own} />;
}

/** Comments on a version, each with the words that it is about. */
export function CommentList(props: {
  readonly id: string;
  readonly version: Pick<ItemVersion, 'text' | 'comments'>;
  readonly mayResolve: boolean;
}): ReactNode {
  const { id, version, mayResolve } = props;
  return (
    <ul className={styles.comments}>
      {version.comments.map((comment) => (
        <li key={comment.id}>
          <OneComment id={id} comment={comment} text={version.text ?? ''} mayResolve={mayResolve} />
        </li>
      ))}
    </ul>
  );
}

const QUOTED = 60;

function OneComment(props: {
  readonly id: string;
  readonly comment: ItemComment;
  readonly text: string;
  readonly mayResolve: boolean;
}): ReactNode {
  const { id, comment, text, mayResolve } = props;
  const { tell } = useLanguage();
  const nameOf = usePersonName();
  const timeOf = useTime();
  const resolve = useResolveComment(id);
  const about = text.slice(comment.start, Math.min(comment.end, comment.start + QUOTED));
  return (
    <>
      <p className={styles.quote}>
        {about === '' ? tell('item.comment.whole') : tell('item.comment.at', { text: about })}
      </p>
      <p>{comment.text}</p>
      <p className={styles.quiet}>
        {tell('grammar.by', { by: nameOf(comment.by), at: timeOf(comment.at) })}{' '}
        {comment.resolved && <strong>{tell('item.comment.resolved')}</strong>}
        {!comment.resolved && mayResolve && (
          <Button size="small" aria-disabled={resolve.isPending} onClick={() => resolve.mutate(comment.id)}>
            {tell('item.comment.resolve')}
          </Button>
        )}
      </p>
    </>
  );
}
