import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { CopyLine } from '../../components/copy-line.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** A sending key, shown this once. */
export function KeyPanel({ secret, to }: { readonly secret: string; readonly to?: string }): ReactNode {
  const { tell } = useLanguage();
  return (
    <Panel title={tell('logs.key')}>
      <p role="status">{tell('logs.key.once')}</p>
      <CopyLine text={secret} />
      {to !== undefined && (
        <p>
          <Link to={to}>{tell('logs.key.next')}</Link>
        </p>
      )}
    </Panel>
  );
}
