import {
  type CheckResult,
  type CheckVerdict,
  DISCLAIMER,
  firstToMend,
  inReadingOrder,
  STEP_WORDS,
  VERDICT_WORDS,
} from '@zhengdun/contract';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { ContentLanguage } from '../../components/content-language.ts';
import { FindingCard } from '../../components/finding/finding-card.tsx';
import { FirstToMend } from '../../components/finding/first-to-mend.tsx';
import { FourCounts } from '../../components/finding/four-counts.tsx';
import { Panel } from '../../components/panel.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { LANGUAGE_TAGS, useLanguage } from '../../locales/language.tsx';
import { ChapterTable } from './chapter-table.tsx';
import { CheckConditions } from './check-conditions.tsx';
import { ComparisonLine } from './comparison-line.tsx';
import { CorrectUnit, UnitLine } from './correct-unit.tsx';
import { FilterBar } from './filter-bar.tsx';
import styles from './finished-check.module.css';
import { QuietFindings } from './quiet-findings.tsx';
import { isChange, isFiltering, readFilter, rowsOf, writeFilter } from './result-filter.ts';
import { blockedByCause } from './result-groups.ts';
import { UnknownGroups } from './unknown-groups.tsx';
import { useAnchor } from './use-anchor.ts';
import { verdictSentence } from './verdict-sentence.ts';

/** A result in the order of console.md §2.2: sentence, numbers, what to mend first, faults, open questions, the rest. */
export function FinishedCheck({ result }: { readonly result: CheckResult }): ReactNode {
  const { lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const [correction, setCorrection] = useState<'none' | 'open' | 'done'>('none');
  const corrected = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (correction === 'done') corrected.current?.focus();
  }, [correction]);
  const filter = readFilter(search);
  const numbers = useShownAfterChange(`${filter.show} ${filter.chapter}`);
  const filtering = isFiltering(filter);
  const rows = inReadingOrder(rowsOf(result, filter));
  const unmet = rows.filter(({ verdict }) => verdict === 'unmet');
  const clear = { search: writeFilter(search, {}) };
  const correct = (): void => setCorrection('open');
  useAnchor(() => filtering && navigate({ ...clear, hash: window.location.hash }, { replace: true }));
  return (
    <ContentLanguage value={result.lang === lang ? undefined : LANGUAGE_TAGS[result.lang]}>
      {result.lang !== lang && <p className={styles.language}>{tell('result.otherLanguage')}</p>}
      <p className={styles.sentence}>{verdictSentence(result, tell)}</p>
      <UnitLine unit={result.unit} onCorrect={correct} />
      <p ref={corrected} tabIndex={-1} role="status" className={styles.corrected}>
        {correction === 'done' && tell('unit.done')}
      </p>
      {correction === 'open' && <CorrectUnit result={result} onEnd={setCorrection} />}
      <BlockedSteps result={result} />
      <div ref={numbers} tabIndex={-1}>
        <FourCounts
          summary={result.summary}
          shown={filter.show === undefined || isChange(filter.show) ? undefined : filter.show}
          linkTo={(show) => ({ search: writeFilter(search, { show }) })}
        />
        {result.comparison && (
          <ComparisonLine
            comparison={result.comparison}
            shown={filter.show}
            linkTo={(show) => ({ search: writeFilter(search, { show }) })}
          />
        )}
        {filtering && <FilterBar filter={filter} clear={clear} />}
      </div>
      {!filtering && (
        <FirstToMend order={tell('result.first.order')} items={firstToMend(result.verdicts).map(mendFirst)} />
      )}
      {filtering && rows.length === 0 && (
        <EmptyState title={tell('result.filtered.none')} why={tell('result.filtered.none.why')} />
      )}
      <UnmetFindings verdicts={unmet} />
      <UnknownGroups verdicts={rows.filter(({ verdict }) => verdict === 'unknown')} />
      {(['met', 'not-applicable'] as const).map((verdict) => (
        <QuietFindings
          // A filter opens the fold; taking it away folds it again.
          key={`${verdict} ${filtering}`}
          verdict={verdict}
          verdicts={rows.filter((each) => each.verdict === verdict)}
          open={filtering}
          onCorrect={correct}
        />
      ))}
      {!filtering && <ChapterTable verdicts={result.verdicts} />}
      <CheckConditions result={result} />
      <p className={styles.disclaimer}>{DISCLAIMER[lang]}</p>
    </ContentLanguage>
  );
}

/**
 * Brings an element into view when something changes that hides what the person was at, with the focus if that is
 * lost; not at first.
 */
function useShownAfterChange(what: string): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const before = useRef(what);
  useEffect(() => {
    if (before.current === what) return;
    before.current = what;
    if (document.activeElement === document.body) element.current?.focus({ preventScroll: true });
    element.current?.scrollIntoView({ block: 'nearest' });
  }, [what]);
  return element;
}

function UnmetFindings({ verdicts }: { readonly verdicts: readonly CheckVerdict[] }): ReactNode {
  const { lang, tell } = useLanguage();
  if (verdicts.length === 0) return null;
  return (
    <Panel
      title={tell('result.section.count', { title: VERDICT_WORDS.unmet.word[lang], count: verdicts.length })}
    >
      {verdicts.map((verdict) => (
        <FindingCard key={verdict.anchor} verdict={verdict} />
      ))}
    </Panel>
  );
}

/** What could not be done, above the numbers that it explains. */
function BlockedSteps({ result }: { readonly result: CheckResult }): ReactNode {
  const { lang, tell } = useLanguage();
  const causes = [...blockedByCause(result.steps)];
  if (causes.length === 0) return null;
  const words = causes.map(([cause, steps]) => {
    const names = steps.map((step) => STEP_WORDS[step][lang]).join(tell('grammar.list'));
    return cause === '' ? names : tell('grammar.note', { text: names, note: cause });
  });
  return (
    <p className={styles.blocked}>{tell('result.blocked', { steps: words.join(tell('grammar.list')) })}</p>
  );
}

function mendFirst({ anchor, text }: CheckVerdict) {
  return {
    key: anchor,
    problem: <a href={`#${anchor}`}>{text.problem ?? text.title}</a>,
    remedy: text.remedy,
    handler: text.handler ?? '',
  };
}
