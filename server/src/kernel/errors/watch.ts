import type { ErrorEntry } from './entry.ts';

/** Errors of checks on a schedule. */
export const WATCH_ERRORS = {
  'pause-dates-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '结束时间应晚于开始时间和现在，重保期最长 {most} 天。请改正时间。',
      en: 'A pause ends after its start and after now, and lasts {most} days at most. Correct the times.',
    },
  },
  'pause-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这个重保期，或者其范围超出您的管理范围。',
      en: 'There is no such pause, or it holds for more than you manage.',
    },
  },
  'pause-over': {
    status: 409,
    exit: 64,
    words: {
      zh: '这个重保期已经结束，无需再结束。',
      en: 'This pause is over already.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
