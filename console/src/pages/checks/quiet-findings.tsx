import { type CheckVerdict, type CommonCode, VERDICT_WORDS } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { BriefFinding } from '../../components/finding/finding-card.tsx';
import type { FindingPart } from '../../components/finding/finding-parts.tsx';
import { FoldedPanel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';

const FOLDED: readonly FindingPart[] = ['basis'];

interface QuietFindingsProps {
  readonly verdict: 'met' | 'not-applicable';
  readonly verdicts: readonly CheckVerdict[];
  readonly open: boolean;
  readonly onCorrect: () => void;
}

/** 符合 and 不适用: folded, but each with the fact that makes it so; where that is what the unit is, with the way to put it right. */
export function QuietFindings({ verdict, verdicts, open, onCorrect }: QuietFindingsProps): ReactNode {
  const { lang, tell } = useLanguage();
  if (verdicts.length === 0) return null;
  const word = VERDICT_WORDS[verdict].word[lang];
  return (
    <FoldedPanel title={tell('result.section.count', { title: word, count: verdicts.length })} open={open}>
      <ul>
        {verdicts.map((each) => (
          <BriefFinding
            key={each.anchor}
            verdict={each}
            parts={FOLDED}
            heading="h3"
            act={
              each.code === ('not-bound' satisfies CommonCode) && (
                <Button type="link" size="small" onClick={onCorrect}>
                  {tell('finding.wrongUnit')}
                </Button>
              )
            }
          />
        ))}
      </ul>
    </FoldedPanel>
  );
}
