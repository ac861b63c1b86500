import type { ErrorEntry } from './entry.ts';

/** Errors of days that are entered by hand. */
export const CALENDAR_ERRORS = {
  'local-days-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '起始日不早于今天，截止日不早于起始日，一次最多 {most} 天。请改正日期。',
      en: 'The first day is today or later, the last one not before it, {most} days at most. Correct the days.',
    },
  },
  'local-day-known': {
    status: 409,
    exit: 64,
    words: {
      zh: '{place}的 {day} 已经登记。要改，先撤销已登记的，再重新登记。',
      en: '{day} is entered for {place} already. To change it, take that back first.',
    },
  },
  'local-day-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有登记这一天，或者其地区超出您的管理范围。',
      en: 'There is no such day, or its region is not one that you manage.',
    },
  },
  'local-day-past': {
    status: 409,
    exit: 64,
    words: { zh: '这一天已经过去，不能撤销。', en: 'This day is over; it cannot be taken back.' },
  },
} as const satisfies Record<string, ErrorEntry>;
