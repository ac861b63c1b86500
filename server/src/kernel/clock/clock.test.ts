import { describe, expect, it } from 'vitest';
import {
  afterDays,
  afterHours,
  afterWorkingDays,
  calendarWith,
  freeDaysBetween,
  isDay,
  PUBLISHED_YEARS,
  workingDaysLeft,
} from './index.ts';

const calendar = calendarWith();
const at = (text: string): Date => new Date(`${text}+08:00`);
const LAST = Math.max(...PUBLISHED_YEARS);

function workingDay(from: string, days: number): string {
  const deadline = afterWorkingDays(at(from), days, { calendar });
  return deadline.known ? deadline.day : `${deadline.year} unknown after ${deadline.counted}`;
}

describe('a term of working days', () => {
  it('begins on the day after: of one that starts on a Monday the first day is Tuesday', () => {
    expect(workingDay('2026-11-23T09:00', 1)).toBe('2026-11-24');
    expect(workingDay('2026-11-23T00:00', 5)).toBe('2026-11-30');
    // The last second of Beijing's Monday is still Monday, though it is Monday 16:00 in UTC.
    expect(workingDay('2026-11-23T23:59:59', 1)).toBe('2026-11-24');
  });

  it('leaves out the holidays and counts the Sundays that were exchanged for them (2026 National Day)', () => {
    // 25–27 September and 1–7 October are free, Sunday 20 September and Saturday 10 October are worked.
    expect(workingDay('2026-09-18T09:00', 1)).toBe('2026-09-20');
    expect(workingDay('2026-09-30T09:00', 3)).toBe('2026-10-10');
    expect(workingDay('2026-09-30T09:00', 4)).toBe('2026-10-12');
  });

  it('ends at midnight, or when the office closes', () => {
    const midnight = afterWorkingDays(at('2026-11-23T09:00'), 3, { calendar });
    expect(midnight).toEqual({ known: true, day: '2026-11-26', at: at('2026-11-27T00:00') });
    const office = afterWorkingDays(at('2026-11-23T09:00'), 3, { calendar, endOfDay: '17:30' });
    expect(office).toMatchObject({ at: at('2026-11-26T17:30') });
  });

  it('that runs into a year whose holidays are not published says so and guesses nothing', () => {
    expect(workingDay(`${LAST}-12-31T09:00`, 1)).toBe(`${LAST + 1} unknown after 0`);
    expect(workingDay(`${LAST}-12-28T09:00`, 20)).toMatch(new RegExp(`^${LAST + 1} unknown after [1-3]$`));
    expect(
      workingDaysLeft(at(`${LAST}-12-01T09:00`), at(`${LAST + 1}-01-10T00:00`), calendar),
    ).toBeUndefined();
  });

  it('knows what was arranged by hand for one place, and only there', () => {
    const guangxi = calendarWith([{ day: '2026-04-20', working: false, name: '三月三' }]);
    const deadline = afterWorkingDays(at('2026-04-17T09:00'), 1, { calendar: guangxi });
    expect(deadline).toMatchObject({ day: '2026-04-21' });
    expect(workingDay('2026-04-17T09:00', 1)).toBe('2026-04-20');
    expect(guangxi.nameOf('2026-04-20')).toBe('三月三');
  });

  it.each([0, -1, 1.5, 1_001, Number.NaN])('of %s days is a mistake', (days) => {
    expect(() => afterWorkingDays(at('2026-11-23T09:00'), days, { calendar })).toThrow(RangeError);
  });
});

describe('a term of calendar days', () => {
  it('whose last day is free ends on the next working day', () => {
    expect(afterDays(at('2026-11-24T09:00'), 3, { calendar })).toMatchObject({ day: '2026-11-27' });
    // 30 days from 1 September 2026 are 1 October; the holiday lasts to the 7th.
    expect(afterDays(at('2026-09-01T09:00'), 30, { calendar })).toMatchObject({ day: '2026-10-08' });
  });

  it('whose last day lies in an unpublished year is not known', () => {
    expect(afterDays(at(`${LAST}-12-20T09:00`), 30, { calendar })).toMatchObject({
      known: false,
      year: LAST + 1,
    });
  });
});

describe('a term of hours', () => {
  it('runs through night and holiday to the minute', () => {
    expect(afterHours(at('2026-09-30T23:30'), 4)).toEqual(at('2026-10-01T03:30'));
    expect(() => afterHours(at('2026-09-30T23:30'), 0)).toThrow(RangeError);
  });
});

describe('what is left of a term', () => {
  it('counts the working days after today, the last one included', () => {
    const until = at('2026-11-27T00:00');
    expect(workingDaysLeft(at('2026-11-23T10:00'), until, calendar)).toBe(3);
    expect(workingDaysLeft(at('2026-11-26T10:00'), until, calendar)).toBe(0);
    expect(workingDaysLeft(at('2026-12-01T10:00'), until, calendar)).toBe(0);
  });

  it('shows the free days on the way with the names of the holidays', () => {
    expect(freeDaysBetween(at('2026-06-17T09:00'), at('2026-06-23T00:00'), calendar)).toEqual([
      { day: '2026-06-19', name: '端午' },
      { day: '2026-06-20', name: '端午' },
      { day: '2026-06-21', name: '端午' },
    ]);
  });

  it('knows a day from a text that only looks like one', () => {
    expect(['2026-02-28', '2026-02-29', '2024-02-29', '2026-13-01', '2026-1-1', 'x'].map(isDay)).toEqual([
      true,
      false,
      true,
      false,
      false,
      false,
    ]);
  });
});
