import { NOTICE_ACTS, NOTICE_STATES, type NoticeAct, type NoticeState } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { type NoticeLife, noticeRefusal } from './notice-life.ts';

const LIFE: NoticeLife = { state: 'sent', outside: false, plea: undefined, returned: false, isOver: false };
const OVER: readonly NoticeState[] = ['done', 'withdrawn'];
/** What a decision needs to be there. */
const PLEA: Partial<Record<NoticeAct, NoticeLife['plea']>> = {
  'decide-return': 'return',
  'decide-delay': 'delay',
};

describe.each(NOTICE_STATES)('a notice that is %s', (state) => {
  it.each(NOTICE_ACTS)('takes %s or says why not', (act) => {
    const refusal = noticeRefusal({ ...LIFE, state, plea: PLEA[act] }, act);
    if (act === 'answer') expect(refusal).toBe(state === 'withdrawn' ? 'notice-not-open' : undefined);
    else if (OVER.includes(state)) expect(refusal).toBe('notice-not-open');
    else if (act === 'sign') expect(refusal).toBe(state === 'signed' ? 'notice-signed' : undefined);
    else expect(refusal).toBeUndefined();
  });

  it.each(NOTICE_ACTS)('from outside takes of its acts an answer alone: %s', (act) => {
    const refusal = noticeRefusal({ ...LIFE, state, outside: true, plea: PLEA[act] }, act);
    if (act !== 'answer')
      expect(refusal).toBe(OVER.includes(state) ? 'notice-not-open' : 'notice-from-outside');
  });
});

it('is returned once, delayed before its date, and asked about one thing at a time', () => {
  expect(noticeRefusal({ ...LIFE, returned: true }, 'return')).toBe('notice-returned');
  expect(noticeRefusal({ ...LIFE, isOver: true }, 'delay')).toBe('finding-term-over');
  expect(noticeRefusal({ ...LIFE, isOver: true }, 'return')).toBeUndefined();
  expect(noticeRefusal({ ...LIFE, plea: 'delay' }, 'return')).toBe('finding-plea-waits');
  expect(noticeRefusal({ ...LIFE, plea: 'return' }, 'delay')).toBe('finding-plea-waits');
  expect(noticeRefusal({ ...LIFE, plea: 'return' }, 'decide-delay')).toBe('finding-plea-missing');
});
