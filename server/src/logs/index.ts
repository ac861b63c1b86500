export { openArchive } from './archive.ts';
export { LOG_KINDS } from './event.ts';
export { headSchema, readExactly } from './manifest.ts';
export { type FoundLine, type LogAnswer, MOST_LINES, searchLogs } from './search/search-logs.ts';
export { type Taken, takeLines } from './take-lines.ts';
export { faultText } from './verify/fault.ts';
export { type LogReport, verifyArchive } from './verify/verify-archive.ts';
