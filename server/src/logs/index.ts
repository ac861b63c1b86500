export { openArchive } from './archive.ts';
export { LOG_KINDS } from './event.ts';
export { faultText } from './fault.ts';
export { headSchema, readExactly } from './manifest.ts';
export { type Taken, takeLines } from './take-lines.ts';
export { type LogReport, verifyArchive } from './verify-archive.ts';
