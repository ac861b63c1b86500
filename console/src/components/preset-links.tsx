import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import styles from './preset-links.module.css';

interface PresetLinksProps<Preset extends string> {
  readonly label: string;
  /** the parameter of the address that holds the preset */
  readonly name: string;
  readonly presets: readonly { readonly value: Preset; readonly label: string }[];
  readonly current: Preset;
}

/** Filters that are used often, a link each; the other filters stay. */
export function PresetLinks<Preset extends string>(props: PresetLinksProps<Preset>): ReactNode {
  const { label, name, presets, current } = props;
  const [search] = useSearchParams();
  const to = (value: Preset): { search: string } => {
    const target = new URLSearchParams(search);
    target.set(name, value);
    target.delete('page');
    return { search: target.toString() };
  };
  return (
    <nav aria-label={label} className={styles.presets}>
      {presets.map((preset) => (
        <Link
          key={preset.value}
          to={to(preset.value)}
          aria-current={preset.value === current ? 'true' : undefined}
        >
          {preset.label}
        </Link>
      ))}
    </nav>
  );
}
