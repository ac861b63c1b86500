import type { Archive } from './archive.ts';
import type { LogKind } from './event.ts';
import { splitLines } from './inputs/split-lines.ts';

/** Lines that are written to disk together, at most; one wait for the disk serves them all. */
const BATCH_LINES = 10_000;

export interface Taken {
  lines: number;
  bytes: number;
  /** lines longer than `LONGEST_LINE`, kept in pieces of that length */
  cut: number;
}

/**
 * Takes in every line of a stream and seals what becomes full on the way. An empty line is a line; the bytes behind the last line
 * feed are one too.
 *
 * @param taken is kept at what is on disk
 */
export async function takeLines(about: {
  readonly archive: Archive;
  readonly stream: AsyncIterable<Buffer>;
  readonly source: string;
  readonly kind: LogKind | undefined;
  readonly taken: Taken;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { archive, stream, source, kind, taken, signal } = about;
  const splitter = splitLines();

  async function keep(lines: readonly Buffer[]): Promise<void> {
    for (let at = 0; at < lines.length; at += BATCH_LINES) {
      signal.throwIfAborted();
      const receivedAt = Date.now();
      const batch = lines.slice(at, at + BATCH_LINES);
      await archive.append(batch.map((raw) => ({ raw, receivedAt, source, kind })));
      taken.lines += batch.length;
      taken.bytes += batch.reduce((sum, raw) => sum + raw.length, 0);
      await archive.seal({ all: false });
    }
  }

  const cutBefore = taken.cut;
  for await (const chunk of stream) {
    await keep(splitter.push(chunk));
    taken.cut = cutBefore + splitter.cut;
  }
  await keep(splitter.end());
}
