export { openingItems } from './opening-items.ts';
export { remindOfOpenings } from './remind-of-openings.ts';
export { addOpeningRoutes } from './routes.ts';
