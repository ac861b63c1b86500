import type { PersonLink } from '@zhengdun/contract';
import { type ReactNode, useRef } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './hand-over.module.css';

/** The one-time link of a person, to be handed over: it is shown this once. */
export function HandOver({ link }: { readonly link: PersonLink }): ReactNode {
  const { tell } = useLanguage();
  const text = useRef<HTMLElement>(null);
  return (
    <div role="status" className={styles.box}>
      <p>{tell('link.handOver', { time: link.endsAt })}</p>
      <p>
        <code ref={text} className={styles.link}>
          {`${window.location.origin}/${link.path}`}
        </code>
      </p>
      <CopyButton source={text} />
    </div>
  );
}
