export { beijingTime } from './beijing.ts';
export { calendarWith, PUBLISHED_YEARS } from './calendar.ts';
export { addDays, dayOf, isDay, momentOf } from './day.ts';
export {
  afterDays,
  afterHours,
  afterWorkingDays,
  freeDaysBetween,
  workingDaysLeft,
} from './deadline.ts';
