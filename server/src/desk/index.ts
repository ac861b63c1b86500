export { addDeskRoutes, type DeskTools } from './routes.ts';
