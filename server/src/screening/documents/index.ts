import { formatOf } from './format.ts';
import { readApart } from './read-apart.ts';
import { readText } from './read-text.ts';
import { MOST_BYTES, type Reading, unreadable } from './reading.ts';

/** The words of a file, part by part. Never throws for what stands in the file: what cannot be read is told. */
export async function readDocument(bytes: Uint8Array): Promise<Reading> {
  if (bytes.byteLength > MOST_BYTES) return unreadable('too-large');
  return formatOf(bytes) === 'text' ? readText(bytes) : await readApart(bytes);
}
