import { buffer } from 'node:stream/consumers';
import { readPacked } from './read-packed.ts';

/** Reads a document from stdin and writes what is in it to stdout. Its memory and time are bounded by whoever starts it. */
const reading = await readPacked(await buffer(process.stdin));
process.stdout.write(JSON.stringify(reading));
