export { languageOf } from './answer-errors.ts';
export { createHttp, type Http } from './create-http.ts';
export type { RouteWords } from './describe-routes.ts';
export { type Exposure, isExposed, openExposure, publicUrl } from './exposure.ts';
export { type Listening, listen } from './listen.ts';
export { actorOf, agentOf, callerOf } from './permissions.ts';
export { portHolder } from './port-holder.ts';
export { sendFile } from './send-file.ts';
export { serveConsole } from './serve-console.ts';
