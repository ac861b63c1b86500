import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useLanguage } from '../locales/language.tsx';
import styles from './preset-links.module.css';

interface PresetLinksProps<Preset extends string> {
  readonly label: string;
  /** the parameter of the address that holds the preset */
  readonly name: string;
  /** `count`: how many there are under each, where it is known */
  readonly presets: readonly {
    readonly value: Preset;
    readonly label: string;
    readonly count?: number | undefined;
  }[];
  readonly current: Preset;
  /** there are more under the current one than are counted */
  readonly more?: boolean | undefined;
}

/** Filters that are used often, a link each; the other filters stay. */
export function PresetLinks<Preset extends string>(props: PresetLinksProps<Preset>): ReactNode {
  const { label, name, presets, current, more } = props;
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const to = (value: Preset): { search: string } => {
    const target = new URLSearchParams(search);
    target.set(name, value);
    target.delete('page');
    return { search: target.toString() };
  };
  return (
    <nav aria-label={label} className={styles.presets}>
      {presets.map(({ value, label: text, count }) => (
        <Link key={value} to={to(value)} aria-current={value === current ? 'true' : undefined}>
          {count === undefined
            ? text
            : tell('grammar.note', {
                text,
                note: more && value === current ? tell('list.over', { count }) : count,
              })}
        </Link>
      ))}
    </nav>
  );
}
