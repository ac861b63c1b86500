import type { Archive } from './archive.ts';
import type { LogKind } from './event.ts';
import { LONGEST_LINE } from './frame.ts';

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
  let rest: Buffer = Buffer.alloc(0);

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

  let inPieces = false;
  for await (const chunk of stream) {
    let bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const lines: Buffer[] = [];
    for (;;) {
      const end = bytes.indexOf(10);
      if (end < 0 ? bytes.length <= LONGEST_LINE : end <= LONGEST_LINE) {
        if (end < 0) break;
        lines.push(bytes.subarray(0, end));
        bytes = bytes.subarray(end + 1);
        inPieces = false;
        continue;
      }
      if (!inPieces) taken.cut += 1;
      inPieces = true;
      lines.push(bytes.subarray(0, LONGEST_LINE));
      bytes = bytes.subarray(LONGEST_LINE);
    }
    rest = bytes;
    await keep(lines);
  }
  if (rest.length > 0) await keep([rest]);
}
