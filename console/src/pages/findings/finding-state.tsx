import {
  FINDING_MARK_WORDS,
  FINDING_STATE_WORDS,
  type FindingMark,
  type FindingRow,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { StateWords } from '../../components/state-words.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** Marks that ask for a look first. */
const URGENT: readonly FindingMark[] = ['overdue', 'watched'];

/** The state of a finding, and what stands beside it. */
export function FindingState({ state, marks }: Pick<FindingRow, 'state' | 'marks'>): ReactNode {
  const { lang } = useLanguage();
  return (
    <StateWords
      state={FINDING_STATE_WORDS[state][lang]}
      marks={marks.map((mark) => ({
        key: mark,
        word: FINDING_MARK_WORDS[mark][lang],
        isUrgent: URGENT.includes(mark),
      }))}
    />
  );
}
