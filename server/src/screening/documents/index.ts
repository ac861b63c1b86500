import { formatOf } from './format.ts';
import { readText } from './read-text.ts';
import { MOST_BYTES, type Reading, unreadable } from './reading.ts';

/** The words of a file, part by part. Never throws for what stands in the file: what cannot be read is told. */
export async function readDocument(bytes: Uint8Array): Promise<Reading> {
  if (bytes.byteLength > MOST_BYTES) return unreadable('too-large');
  const format = formatOf(bytes);
  switch (format) {
    case 'text':
    case 'html':
      return readText(bytes);
    case 'picture':
      return unreadable('picture');
    case 'compound':
      return unreadable('old-format');
    default:
      return unreadable('unknown-format');
  }
}
