import {
  type CheckVerdict,
  EVIDENCE_KIND_WORDS,
  type Evidence,
  instancesOf,
  instanceText,
  printTime,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import type { TextKey } from '../../locales/texts.ts';
import { useContentLanguage } from '../content-language.ts';
import styles from './finding-parts.module.css';
import { captionOf, FindingPicture } from './finding-picture.tsx';
import { TechnicalFold } from './technical-fold.tsx';

const LABELS = {
  basis: 'finding.basis',
  fact: 'finding.fact',
  remedy: 'finding.remedy',
  handler: 'finding.handler',
  recheck: 'finding.recheck',
} as const satisfies Partial<Record<keyof CheckVerdict['text'], TextKey>>;
export type FindingPart = keyof typeof LABELS;

interface FindingPartsProps {
  readonly verdict: CheckVerdict;
  /** which parts are told here, in this order; a part that the verdict lacks is left out */
  readonly parts: readonly FindingPart[];
}

/** Parts of a finding as a list of terms, then the picture, the fold for the operator, and the evidence. */
export function FindingParts({ verdict, parts }: FindingPartsProps): ReactNode {
  const { tell } = useLanguage();
  const contentLanguage = useContentLanguage();
  const { text, evidence } = verdict;
  const shown =
    evidence.find(({ kind, box }) => kind === 'picture' && box) ??
    evidence.find(({ kind }) => kind === 'picture');
  return (
    <>
      <dl className={styles.parts}>
        {parts.map((part) => {
          const content = text[part];
          return (
            content && (
              <div key={part} className={styles.part}>
                <dt>{tell(LABELS[part])}</dt>
                <dd lang={contentLanguage}>{content}</dd>
              </div>
            )
          );
        })}
      </dl>
      <PlacesFold verdict={verdict} />
      {shown && <FindingPicture evidence={shown} />}
      {text.technical && <TechnicalFold text={text.technical} />}
      {evidence.length > 0 && <EvidenceFold evidence={evidence} />}
    </>
  );
}

/** Every place at which it was seen; of a single one the fact has told. */
function PlacesFold({ verdict }: { readonly verdict: CheckVerdict }): ReactNode {
  const { lang, tell } = useLanguage();
  const instances = instancesOf(verdict);
  if (instances.length < 2) return null;
  return (
    <details className={styles.fold}>
      <summary>{tell('finding.places', { count: instances.length })}</summary>
      <ol className={styles.places}>
        {instances.map((instance, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes.
          <li key={index}>{instanceText(instance, lang)}</li>
        ))}
      </ol>
    </details>
  );
}

/** Everything that was kept. Addresses are text, not links: some of them are what the finding warns of. */
function EvidenceFold({ evidence }: { readonly evidence: readonly Evidence[] }): ReactNode {
  const { lang, tell } = useLanguage();
  return (
    <details className={styles.fold}>
      <summary>{tell('finding.evidence', { count: evidence.length })}</summary>
      <ul className={styles.evidence}>
        {evidence.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes.
          <li key={index}>
            <p>
              {EVIDENCE_KIND_WORDS[each.kind][lang]}
              {each.caption && ` · ${captionOf(each, lang)}`}
              {' · '}
              {printTime(each.at, lang)}
              {each.line && ` · ${tell('finding.line', { line: each.line })}`}
            </p>
            <p className={styles.foreign}>{each.url}</p>
            {each.excerpt && <pre className={styles.technical}>{each.excerpt}</pre>}
            {each.sha256 && <p className={styles.digest}>SHA-256 {each.sha256}</p>}
            {each.sm3 && <p className={styles.digest}>SM3 {each.sm3}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}
