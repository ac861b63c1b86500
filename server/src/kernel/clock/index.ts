export { beijingTime } from './beijing.ts';
export { type Calendar, calendarWith, PUBLISHED_YEARS } from './calendar.ts';
export { addDays, type Day, dayOf, daysBetween, isDay, momentOf, yearOf } from './day.ts';
export {
  afterDays,
  afterHours,
  afterWorkingDays,
  freeDaysBetween,
  workingDaysLeft,
  workingDaysUntil,
} from './deadline.ts';
