import { LINK_CAUSE_WORDS, LINK_RELEVANCE_WORDS, LINK_STATE_WORDS, type LinkRow } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { StateWords } from '../../components/state-words.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** The state of a link with why; colour only repeats the words. */
export function LinkStateText({ state, cause }: Pick<LinkRow, 'state' | 'cause'>): ReactNode {
  const { lang } = useLanguage();
  const isUrgent = state === 'taken' || state === 'dead';
  const word = LINK_CAUSE_WORDS[cause][lang];
  return <StateWords state={LINK_STATE_WORDS[state][lang]} marks={[{ key: cause, word, isUrgent }]} />;
}

/** 事由: whether it has to do with the unit's duties, and why. */
export function RelevanceText({ relevance, ground }: Pick<LinkRow, 'relevance' | 'ground'>): ReactNode {
  const { lang, tell } = useLanguage();
  const text = LINK_RELEVANCE_WORDS[relevance][lang];
  return ground === '' ? text : tell('grammar.note', { text, note: ground });
}

/** Where a link stands. */
export function PlaceText({ place }: { readonly place: NonNullable<LinkRow['place']> }): ReactNode {
  const { tell } = useLanguage();
  const { item, page, line, text, application } = place;
  if (item && page === '') return <Link to={`/publications/${item}`}>{tell('links.inItem', { line })}</Link>;
  return (
    <>
      {text && <span>{tell('links.quoted', { text })} </span>}
      <span>{page}</span> <span>{tell('links.onApplication', { name: application.name })}</span>
    </>
  );
}
