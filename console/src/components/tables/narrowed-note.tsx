import type { Narrowed } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useLanguage } from '../../locales/language.tsx';

/** Which part of the truth a list is that somebody opened from a number, with the way to the whole of it. */
export function NarrowedNote({
  narrowed,
}: {
  readonly narrowed: readonly Narrowed[] | undefined;
}): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  if (!narrowed || narrowed.length === 0) return null;
  const rest = new URLSearchParams(search);
  for (const name of ['region', 'regionOnly', 'sector', 'unit', 'page']) rest.delete(name);
  return (
    <p>
      {tell('narrowed.only', {
        places: narrowed.map(({ by, name }) => tell(`narrowed.${by}`, { name })).join(tell('grammar.comma')),
      })}{' '}
      <Link to={{ search: rest.toString() }}>{tell('narrowed.clear')}</Link>
    </p>
  );
}
