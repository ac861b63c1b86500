import type { CheckVerdict } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import { useContentLanguage } from '../content-language.ts';
import styles from './finding-card.module.css';
import { type FindingPart, FindingParts } from './finding-parts.tsx';
import { VerdictTag } from './verdict-tag.tsx';

const ALL_PARTS: readonly FindingPart[] = ['basis', 'fact', 'remedy', 'handler', 'recheck'];

/** A finding with its six parts; the problem is its heading. */
export function FindingCard({ verdict }: { readonly verdict: CheckVerdict }): ReactNode {
  const { anchor, text } = verdict;
  return (
    <article id={anchor} tabIndex={-1} data-finding={verdict.verdict} className={styles.card}>
      <div className={styles.head}>
        <VerdictTag verdict={verdict.verdict} reason={verdict.reason} />
        <h3 lang={useContentLanguage()} className={styles.problem}>
          {text.problem ?? text.title}
        </h3>
      </div>
      <FindingParts verdict={verdict} parts={ALL_PARTS} />
      <AnchorLink anchor={anchor} title={text.problem ?? text.title} />
    </article>
  );
}

interface BriefFindingProps {
  readonly verdict: CheckVerdict;
  /** what is folded */
  readonly parts: readonly FindingPart[];
  /** the level below the heading of the list */
  readonly heading: 'h3' | 'h4';
  /** before the title, where the list around it does not say the verdict */
  readonly tag?: ReactNode;
  /** the list around it has told the fact already */
  readonly isFactTold?: boolean;
  /** beside the row */
  readonly act?: ReactNode;
}

/** A finding of which title and fact are enough: one row that unfolds. */
export function BriefFinding(props: BriefFindingProps): ReactNode {
  const { verdict, parts, heading: Heading, tag, isFactTold, act } = props;
  const contentLanguage = useContentLanguage();
  const { anchor, text } = verdict;
  const title = text.problem ?? text.title;
  return (
    <li id={anchor} tabIndex={-1} data-finding={verdict.verdict} className={styles.brief}>
      <details className={styles.row}>
        <summary>
          {tag}
          <Heading lang={contentLanguage} className={styles.title}>
            {title}
          </Heading>
          {!isFactTold && (
            <span lang={contentLanguage} className={styles.fact}>
              {text.fact}
            </span>
          )}
        </summary>
        <div className={styles.unfolded}>
          <FindingParts verdict={verdict} parts={parts} />
          <AnchorLink anchor={anchor} title={title} />
        </div>
      </details>
      {act}
    </li>
  );
}

/** The address of this very finding, to be passed on. */
function AnchorLink({ anchor, title }: { readonly anchor: string; readonly title: string }): ReactNode {
  const { tell } = useLanguage();
  return (
    <a href={`#${anchor}`} aria-label={tell('finding.link.of', { title })} className={styles.anchor}>
      {tell('finding.link')}
    </a>
  );
}
