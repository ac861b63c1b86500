export { keepWatching } from './keep-watching.ts';
export { addWatchRoutes } from './routes.ts';
