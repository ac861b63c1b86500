import { writeSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { openPictureReader } from './pictures/picture-reader.ts';
import { readPacked } from './read-packed.ts';

/**
 * Reads a document from stdin and writes what is in it to stdout, and a byte for each picture that was read to descriptor 3.
 * The argument is the folder of the packages that read pictures; without it none is read. Its memory and time are bounded by whoever starts it.
 */
const parent = process.ppid;
// Whoever started it may have been killed outright.
setInterval(() => void (process.ppid !== parent && process.exit(1)), 500).unref();
const [, , folder] = process.argv;
const pictures = folder === undefined ? undefined : openPictureReader(folder, () => void writeSync(3, '.'));
const reading = await readPacked(await buffer(process.stdin), pictures);
pictures?.close();
process.stdout.write(JSON.stringify(reading));
