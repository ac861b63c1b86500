export { addMessageRoutes } from './routes.ts';
export { keepSending } from './send-messages.ts';
export { tellPerson } from './tell-person.ts';
export type { MessageTools } from './tools.ts';
