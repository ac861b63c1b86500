import type { Picture } from './picture.ts';
import { loadRecogniser } from './recognise.ts';

/**
 * Reads pictures that come by messages, one after the other, and answers each. Its memory and time are bounded by whoever
 * started it; when that one is gone, so is this.
 */
process.on('disconnect', () => process.exit(0));
const recogniser = loadRecogniser(process.argv[2] ?? '');
process.on('message', async (picture: Picture) => {
  process.send?.({ read: await (await recogniser).recognise(picture) });
});
