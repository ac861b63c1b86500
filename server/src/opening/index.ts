export { openingItems } from './opening-items.ts';
export { addOpeningRoutes } from './routes.ts';
