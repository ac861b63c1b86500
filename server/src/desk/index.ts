export { addDeskRoutes } from './routes.ts';
