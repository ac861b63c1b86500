import { describe, expect, it } from 'vitest';
import { afterQuiet, dueAt } from './due.ts';

const at = (text: string): Date => new Date(`2026-11-${text}+08:00`);
const none = { quiet_from: null, quiet_to: null };
const night = { quiet_from: '22:00', quiet_to: '07:30' };
const noon = { quiet_from: '12:00', quiet_to: '14:00' };

describe('a message', () => {
  it('is due ten minutes after the first matter, or at nine', () => {
    expect(dueAt(at('24T10:00'), { pace: 'soon', ...none })).toEqual(at('24T10:10'));
    expect(dueAt(at('24T08:59'), { pace: 'daily', ...none })).toEqual(at('24T09:00'));
    expect(dueAt(at('24T09:00'), { pace: 'daily', ...none })).toEqual(at('25T09:00'));
  });

  it.each([
    ['24T21:49', night, '24T21:59'],
    ['24T21:50', night, '25T07:30'],
    ['25T03:00', night, '25T07:30'],
    ['25T07:25', night, '25T07:35'],
    ['24T12:30', noon, '24T14:00'],
    ['24T14:00', noon, '24T14:10'],
    ['24T11:30', noon, '24T11:40'],
  ])('that arises at %s waits for the end of the quiet hours', (first, quiet, due) => {
    expect(dueAt(at(first), { pace: 'soon', ...quiet })).toEqual(at(due));
  });

  it('may go out at the very moment at which the quiet hours end', () => {
    expect(afterQuiet(at('25T07:30'), night)).toEqual(at('25T07:30'));
  });
});
