export { keepLinks } from './keep-links.ts';
export { linkItems } from './link-items.ts';
export { readTextExits } from './read-text-exits.ts';
export { addLinkRoutes } from './routes.ts';
export { noteCheckLinks, takeInLinks } from './take-in-links.ts';
export { takenLinksAt } from './taken-links.ts';
export type { LinkSources } from './tools.ts';
