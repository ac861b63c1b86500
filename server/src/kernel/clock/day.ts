import { BEIJING_MS, DAY_MS } from '../durations.ts';

/** A calendar day in Beijing time: `2026-11-24`. */
export type Day = string;

/** The day of Beijing time in which a moment lies. */
export function dayOf(moment: Date): Day {
  return new Date(moment.getTime() + BEIJING_MS).toISOString().slice(0, 10);
}

/** @throws RangeError when the text is no day of the calendar */
export function addDays(day: Day, count: number): Day {
  return new Date(utc(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from one day to another; negative where the other is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to) - utc(from)) / DAY_MS);
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(utc(day)).getUTCDay();
}

/** A moment of a day: `at` is `17:30`, Beijing time. `24:00` is the end of the day. */
export function momentOf(day: Day, at: string): Date {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return new Date(utc(day) - BEIJING_MS + (hours * 60 + minutes) * 60_000);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text;
}

function utc(day: Day): number {
  if (!isDay(day)) throw new RangeError(`no day of the calendar: ${day}`);
  return Date.parse(`${day}T00:00Z`);
}
