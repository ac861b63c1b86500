export { readTimeStamp, type TimeStamp, timeStampRequest } from './token.ts';
