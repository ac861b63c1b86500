export { localCalendars } from './local-calendars.ts';
export { addCalendarRoutes } from './routes.ts';
