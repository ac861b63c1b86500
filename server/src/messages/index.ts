export { keepReminding } from './keep-reminding.ts';
export { addMessageRoutes } from './routes.ts';
export { keepSending } from './send-messages.ts';
export { messagesSetup } from './setup-steps.ts';
export { onceKey, tellOnce } from './tell-once.ts';
export { tellPeople, tellPerson } from './tell-person.ts';
export type { MessageTools } from './tools.ts';
