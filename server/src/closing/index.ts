export { closingItems } from './closing-items.ts';
export { CLOSING_SUBJECTS } from './closing-subjects.ts';
export { addClosingRoutes } from './routes.ts';
