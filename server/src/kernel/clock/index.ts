export { type Calendar, calendarWith, type LocalDay, PUBLISHED_YEARS } from './calendar.ts';
export { type Day, dayOf, isDay } from './day.ts';
export {
  afterDays,
  afterHours,
  afterWorkingDays,
  type Deadline,
  freeDaysBetween,
  workingDaysLeft,
} from './deadline.ts';
export { readLocalDays, saveLocalDay } from './local-day.repo.ts';
