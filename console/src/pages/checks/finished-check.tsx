import {
  type CheckResult,
  type CheckVerdict,
  DISCLAIMER,
  firstToMend,
  inReadingOrder,
  STEP_WORDS,
  VERDICT_WORDS,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { ContentLanguage } from '../../components/content-language.ts';
import { FindingCard } from '../../components/finding-card.tsx';
import { FourCounts } from '../../components/four-counts.tsx';
import { Panel } from '../../components/panel.tsx';
import { EmptyState } from '../../components/states.tsx';
import { LANGUAGE_TAGS, useLanguage } from '../../locales/language.tsx';
import { ChapterTable } from './chapter-table.tsx';
import { CheckConditions } from './check-conditions.tsx';
import { ComparisonLine } from './comparison-line.tsx';
import { CorrectUnit, UnitLine } from './correct-unit.tsx';
import { FilterBar } from './filter-bar.tsx';
import styles from './finished-check.module.css';
import { FirstToMend } from './first-to-mend.tsx';
import { QuietFindings } from './quiet-findings.tsx';
import { isChange, isFiltering, readFilter, rowsOf, writeFilter } from './result-filter.ts';
import { UnknownGroups } from './unknown-groups.tsx';
import { useAnchor } from './use-anchor.ts';
import { verdictSentence } from './verdict-sentence.ts';

/** A result in the order of console.md §2.2: sentence, numbers, what to mend first, faults, open questions, the rest. */
export function FinishedCheck({ result }: { readonly result: CheckResult }): ReactNode {
  const { lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const [correction, setCorrection] = useState<'none' | 'open' | 'done'>('none');
  const filter = readFilter(search);
  const filtering = isFiltering(filter);
  const rows = inReadingOrder(rowsOf(result, filter));
  const unmet = rows.filter(({ verdict }) => verdict === 'unmet');
  const clear = { search: writeFilter(search, {}) };
  const correct = (): void => setCorrection('open');
  useAnchor(() => filtering && navigate({ ...clear, hash: window.location.hash }, { replace: true }));
  return (
    <ContentLanguage value={result.lang === lang ? undefined : LANGUAGE_TAGS[result.lang]}>
      {result.lang !== lang && <p>{tell('result.otherLanguage')}</p>}
      <p className={styles.sentence}>{verdictSentence(result, tell)}</p>
      <UnitLine unit={result.unit} onCorrect={correct} />
      <p role="status">{correction === 'done' && tell('unit.done')}</p>
      {correction === 'open' && <CorrectUnit result={result} onEnd={setCorrection} />}
      <BlockedSteps result={result} />
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
      {filtering ? (
        <FilterBar filter={filter} clear={clear} />
      ) : (
        <FirstToMend verdicts={firstToMend(result.verdicts)} />
      )}
      {filtering && rows.length === 0 && (
        <EmptyState title={tell('result.filtered.none')} why={tell('result.filtered.none.why')} />
      )}
      {/* Where nothing was found to be met either, nothing was looked at: no fault found then means nothing. */}
      <UnmetFindings verdicts={unmet} isShownEmpty={!filtering && result.summary.met > 0} />
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

function UnmetFindings(props: { verdicts: readonly CheckVerdict[]; isShownEmpty: boolean }): ReactNode {
  const { verdicts, isShownEmpty } = props;
  const { lang, tell } = useLanguage();
  if (verdicts.length === 0 && !isShownEmpty) return null;
  return (
    <Panel
      title={tell('result.section.count', { title: VERDICT_WORDS.unmet.word[lang], count: verdicts.length })}
    >
      {verdicts.length === 0 && <p>{tell('result.none.unmet')}</p>}
      {verdicts.map((verdict) => (
        <FindingCard key={verdict.anchor} verdict={verdict} />
      ))}
    </Panel>
  );
}

/** What could not be done, above the numbers that it explains. */
function BlockedSteps({ result }: { readonly result: CheckResult }): ReactNode {
  const { lang, tell } = useLanguage();
  const blocked = result.steps.filter(({ state }) => state === 'blocked');
  if (blocked.length === 0) return null;
  const steps = blocked.map(({ step, detail }) => {
    const name = STEP_WORDS[step][lang];
    return detail ? tell('grammar.note', { text: name, note: detail }) : name;
  });
  return (
    <p className={styles.blocked}>{tell('result.blocked', { steps: steps.join(tell('grammar.list')) })}</p>
  );
}
