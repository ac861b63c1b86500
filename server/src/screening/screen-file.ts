import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { ScreenResult } from '@zhengdun/contract';
import { readDocument } from './documents/index.ts';
import { type DocumentPart, MOST_BYTES, type Reading, unreadable } from './documents/reading.ts';
import type { Screen } from './passes.ts';
import { type Presenting, screenReading } from './present.ts';

/** What was found in a file, and what was read of it: nothing where that may be a state secret. */
export interface ScreenedFile {
  readonly result: ScreenResult;
  readonly parts: readonly DocumentPart[];
}

/** The file's name for what comes in by standard input. */
export const STANDARD_INPUT = '-';

/** Screens a file, or what comes in by standard input. What cannot be read is told in the result; nothing is ever written. */
export async function screenFile(file: string, screen: Screen, options: Presenting): Promise<ScreenedFile> {
  const read = await readBytes(file);
  if ('obstacles' in read)
    return { result: screenReading({ file, reading: read }, screen, options), parts: [] };
  const sha256 = createHash('sha256').update(read.bytes).digest('hex');
  const reading = await readDocument(read.bytes);
  const result = screenReading({ file, sha256, reading }, screen, options);
  return { result, parts: result.notice === undefined ? reading.parts : [] };
}

/** At most so many bytes are ever read, whatever the file says of its size. */
async function readBytes(file: string): Promise<{ bytes: Buffer } | Reading> {
  try {
    if (file === STANDARD_INPUT) return await readInput();
    await using handle = await open(file, 'r');
    const stat = await handle.stat();
    if (!stat.isFile()) return unreadable('missing');
    if (stat.size > MOST_BYTES) return unreadable('too-large');
    const bytes = await handle.readFile();
    return bytes.length > MOST_BYTES ? unreadable('too-large') : { bytes };
  } catch {
    return unreadable('missing');
  }
}

let input: Promise<{ bytes: Buffer } | Reading> | undefined;

/** Standard input comes once, however often it is asked for. */
function readInput(): Promise<{ bytes: Buffer } | Reading> {
  input ??= (async () => {
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of process.stdin as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > MOST_BYTES) return unreadable('too-large');
      pieces.push(piece);
    }
    return { bytes: Buffer.concat(pieces) };
  })();
  return input;
}
