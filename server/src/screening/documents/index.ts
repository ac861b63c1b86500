import { openGate } from '../../kernel/gate.ts';
import { formatOf } from './format.ts';
import { fetchOcrSet } from './pictures/ocr-set.ts';
import { readApart } from './read-apart.ts';
import { readText } from './read-text.ts';
import { MOST_BYTES, type Reading, unreadable } from './reading.ts';

export { OCR_FOLDER, ocrFolder } from './pictures/ocr-set.ts';

/** Reading pictures keeps two processors and a gigabyte busy: one document at a time. */
const oneAtATime = openGate(1);
const OF_PICTURES: ReadonlySet<string> = new Set(['picture', 'no-text']);

/** How a document is read. */
export interface ReadingManner {
  /** `later`: its pictures are not read, and told as unread; seconds instead of minutes */
  readonly pictures?: 'now' | 'later';
  /** is called after each picture that was read */
  readonly onPicture?: (() => void) | undefined;
  /** ends the reading: it throws the signal's reason then */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The words of a file, part by part. Never throws for what stands in the file: what cannot be read is told. A document with
 * pictures is read once more with what reads them, which is fetched when it is first needed.
 */
export async function readDocument(bytes: Uint8Array, manner: ReadingManner = {}): Promise<Reading> {
  const { pictures = 'now', onPicture, signal } = manner;
  if (bytes.byteLength > MOST_BYTES) return unreadable('too-large');
  if (formatOf(bytes) === 'text') return readText(bytes);
  const reading = await readApart(bytes, { signal });
  if (pictures === 'later' || picturesLeft(reading) === 0) return reading;
  const folder = await fetchOcrSet();
  if (folder === undefined) return withoutMeans(reading);
  const whole = await oneAtATime(() => readApart(bytes, { folder, onPicture, signal }));
  // What was read without pictures is not lost where they are too much.
  return whole.parts.length === 0 && whole.obstacles.length === 1 ? reading : whole;
}

/** Pictures, and pages to be read as such, that a reading has left out: about how many. */
export function picturesLeft({ obstacles }: Reading): number {
  return obstacles.reduce((sum, { what, count = 1 }) => (OF_PICTURES.has(what) ? sum + count : sum), 0);
}

/** The same without what is told of pictures that it has left out. */
export function withoutPictures({ parts, obstacles }: Reading): Reading {
  return { parts, obstacles: obstacles.filter(({ what }) => !OF_PICTURES.has(what)) };
}

function withoutMeans({ parts, obstacles }: Reading): Reading {
  return {
    parts,
    obstacles: obstacles.map((obstacle) =>
      OF_PICTURES.has(obstacle.what) ? { ...obstacle, what: 'no-picture-reader' as const } : obstacle,
    ),
  };
}
