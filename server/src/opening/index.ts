export { addOpeningRoutes } from './routes.ts';
