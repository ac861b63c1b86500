export { languageOf } from './answer-errors.ts';
export { createHttp, type Http } from './create-http.ts';
export { type Listening, listen } from './listen.ts';
export type { Permission } from './permissions.ts';
export { type PortHolder, portHolder } from './port-holder.ts';
export { NONCE_PLACEHOLDER, serveConsole } from './serve-console.ts';
