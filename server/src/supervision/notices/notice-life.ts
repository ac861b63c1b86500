import type { NoticeAct, NoticeState } from '@zhengdun/contract';

/** What the life of a notice depends on. */
export interface NoticeLife {
  readonly state: NoticeState;
  /** a paper from outside of the system: its sender is not here to decide anything */
  readonly outside: boolean;
  readonly plea: 'return' | 'delay' | undefined;
  /** 退回 has been asked for before */
  readonly returned: boolean;
  /** the last day is over */
  readonly isOver: boolean;
}

/** Why an act does not fit; each is a sentence of kernel/errors/supervision.ts. */
export type NoticeRefusal =
  | 'notice-not-open'
  | 'notice-from-outside'
  | 'notice-signed'
  | 'notice-returned'
  | 'finding-plea-waits'
  | 'finding-plea-missing'
  | 'finding-term-over';

/** Whether an act fits a notice as it stands; undefined: it does. An answer may still be given when all is done. */
export function noticeRefusal(life: NoticeLife, act: NoticeAct): NoticeRefusal | undefined {
  const { state, outside, plea, returned, isOver } = life;
  if (act === 'answer') return state === 'withdrawn' ? 'notice-not-open' : undefined;
  if (state === 'done' || state === 'withdrawn') return 'notice-not-open';
  if (outside) return 'notice-from-outside';
  switch (act) {
    case 'sign':
      return state === 'signed' ? 'notice-signed' : undefined;
    case 'return':
      if (plea) return 'finding-plea-waits';
      return returned ? 'notice-returned' : undefined;
    case 'delay':
      if (plea) return 'finding-plea-waits';
      return isOver ? 'finding-term-over' : undefined;
    case 'decide-return':
      return plea === 'return' ? undefined : 'finding-plea-missing';
    case 'decide-delay':
      return plea === 'delay' ? undefined : 'finding-plea-missing';
  }
}
