import { type CheckVerdict, VERDICT_WORDS } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useContentLanguage } from '../../components/content-language.ts';
import { BriefFinding } from '../../components/finding/finding-card.tsx';
import type { FindingPart } from '../../components/finding/finding-parts.tsx';
import { VerdictTag } from '../../components/finding/verdict-tag.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { groupByReason, type Settlement } from './result-groups.ts';
import styles from './unknown-groups.module.css';

const FOLDED: readonly FindingPart[] = ['basis', 'recheck'];

/** 无法判定, open, by reason and by what would settle it. */
export function UnknownGroups({ verdicts }: { readonly verdicts: readonly CheckVerdict[] }): ReactNode {
  const { lang, tell } = useLanguage();
  if (verdicts.length === 0) return null;
  return (
    <Panel
      title={tell('result.section.count', {
        title: VERDICT_WORDS.unknown.word[lang],
        count: verdicts.length,
      })}
    >
      <p className={styles.why}>{tell('result.unknown.why')}</p>
      {groupByReason(verdicts).map(({ reason, count, settlements }) => (
        <section key={reason} className={styles.group}>
          <h3 className={styles.reason}>
            <VerdictTag verdict="unknown" reason={reason} /> <span>{tell('result.items', { count })}</span>
          </h3>
          {settlements.map((settlement) => (
            <SettlementList key={`${settlement.handler} ${settlement.remedy}`} settlement={settlement} />
          ))}
        </section>
      ))}
    </Panel>
  );
}

function SettlementList({ settlement }: { readonly settlement: Settlement }): ReactNode {
  const { tell } = useLanguage();
  const contentLanguage = useContentLanguage();
  const { remedy, handler, facts } = settlement;
  return (
    <div className={styles.settlement}>
      <p className={styles.remedy}>
        <span className={styles.label}>{tell('result.settle')}</span>
        <span lang={contentLanguage}>{remedy}</span>
        {handler !== '' && (
          <span className={styles.label} lang={contentLanguage}>
            {tell('result.handler', { handler })}
          </span>
        )}
      </p>
      {facts.map(({ fact, verdicts }) => {
        const isShared = verdicts.length > 1;
        return (
          <div key={fact} className={styles.fact}>
            {isShared && <p lang={contentLanguage}>{fact}</p>}
            <ul className={isShared ? styles.titles : undefined}>
              {verdicts.map((verdict) => (
                <BriefFinding
                  key={verdict.anchor}
                  verdict={verdict}
                  parts={FOLDED}
                  heading="h4"
                  isFactTold={isShared}
                />
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}
