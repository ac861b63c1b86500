import { NOTICE_MARK_WORDS, NOTICE_STATE_WORDS, type NoticeRow } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { StateWords } from '../../components/state-words.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** The state of a notice, and what stands beside it. */
export function NoticeStateText({ state, marks }: Pick<NoticeRow, 'state' | 'marks'>): ReactNode {
  const { lang } = useLanguage();
  return (
    <StateWords
      state={NOTICE_STATE_WORDS[state][lang]}
      marks={marks.map((mark) => ({
        key: mark,
        word: NOTICE_MARK_WORDS[mark][lang],
        isUrgent: mark === 'overdue',
      }))}
    />
  );
}

export function isOpenNotice({ state }: Pick<NoticeRow, 'state'>): boolean {
  return state === 'sent' || state === 'signed';
}
