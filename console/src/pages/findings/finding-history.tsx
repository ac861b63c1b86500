import { FINDING_EVENT_WORDS, FINDING_STATE_WORDS, type FindingView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { LifeLine } from '../../components/life-line.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** The life of a finding, with what it became by each step. */
export function FindingHistory({ history }: Pick<FindingView, 'history'>): ReactNode {
  const { lang, tell } = useLanguage();
  return (
    <LifeLine
      events={history.map((line) => ({
        ...line,
        name: FINDING_EVENT_WORDS[line.event][lang],
        facts: [
          ...(line.other ? [line.other] : []),
          ...(line.from && line.from !== line.to
            ? [
                tell('grammar.becomes', {
                  from: FINDING_STATE_WORDS[line.from][lang],
                  to: FINDING_STATE_WORDS[line.to][lang],
                }),
              ]
            : []),
        ],
      }))}
    />
  );
}
