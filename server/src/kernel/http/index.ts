export { languageOf } from './answer-errors.ts';
export { createHttp, type Http } from './create-http.ts';
export { type Listening, listen } from './listen.ts';
export { actorOf, callerOf } from './permissions.ts';
export { portHolder } from './port-holder.ts';
export { sendFile } from './send-file.ts';
export { serveConsole } from './serve-console.ts';
