import { type Evidence, type Lang, PICTURE_WORDS } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { evidenceAddress, useEvidence } from '../../api/checks.ts';
import { useLanguage } from '../../locales/language.tsx';
import type { Tell } from '../../locales/texts.ts';
import { DestroyedLine } from './destroyed-line.tsx';
import styles from './finding-picture.module.css';

/** A picture that a check took; the probe has drawn the measured box into it. The alternative text states the measurement. */
export function FindingPicture({ evidence }: { readonly evidence: Evidence }): ReactNode {
  const { lang, tell } = useLanguage();
  const [isLarge, setLarge] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const { sha256, pixels } = evidence;
  if (!sha256) return null;
  if (isMissing) return <MissingPicture sha256={sha256} />;
  const caption = captionOf(evidence, lang) ?? tell('picture.plain');
  return (
    <figure className={styles.figure}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by the keyboard. */}
      <section className={styles.frame} tabIndex={0} aria-label={tell('picture.frame')}>
        <img
          src={evidenceAddress(sha256)}
          alt={alternativeText(evidence, caption, tell)}
          width={pixels?.width}
          height={pixels?.height}
          loading="lazy"
          className={isLarge ? styles.large : styles.fitting}
          onError={() => setMissing(true)}
        />
      </section>
      <figcaption className={styles.caption}>
        <span>{caption}</span>
        <Button size="small" aria-pressed={isLarge} onClick={() => setLarge(!isLarge)}>
          {isLarge ? tell('picture.reduce') : tell('picture.enlarge')}
        </Button>
        <a href={evidenceAddress(sha256)} target="_blank" rel="noreferrer">
          {tell('picture.open')}
        </a>
        <Link to={`/evidence/${sha256}`}>{tell('evidence.title')}</Link>
      </figcaption>
    </figure>
  );
}

/** A picture that does not come: was it destroyed? */
function MissingPicture({ sha256 }: { readonly sha256: string }): ReactNode {
  const { tell } = useLanguage();
  const { data } = useEvidence(sha256);
  if (!data?.destroyed) return <p className={styles.missing}>{tell('picture.missing')}</p>;
  return (
    <p className={styles.missing}>
      {tell('document.destroyed')} <DestroyedLine destroyed={data.destroyed} />
    </p>
  );
}

/** Captions of the browser probe are words of the contract; any other caption is text already. */
export function captionOf({ caption }: Evidence, lang: Lang): string | undefined {
  if (caption === undefined) return undefined;
  return caption in PICTURE_WORDS ? PICTURE_WORDS[caption as keyof typeof PICTURE_WORDS][lang] : caption;
}

function alternativeText({ box }: Evidence, caption: string, tell: Tell): string {
  if (!box) return tell('picture.alt', { caption });
  return tell('picture.alt.box', {
    caption,
    left: percent(box.left),
    right: percent(box.left + box.width),
    top: percent(box.top),
    bottom: percent(box.top + box.height),
  });
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 100)}%`;
}
