export { keepOrganList } from './organ-list.ts';
export { addExitRoutes } from './routes.ts';
