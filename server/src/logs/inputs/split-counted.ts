import { LONGEST_LINE } from '../frame.ts';

/** What stands before a counted message, and what was told by it. */
export interface Header<Told> {
  /** of the header itself, bytes */
  readonly bytes: number;
  /** of the message */
  readonly length: number;
  readonly told: Told;
}

/** A message, or a piece of one that is longer than `LONGEST_LINE`. */
export interface Counted<Told> {
  readonly told: Told;
  readonly piece: Buffer;
  readonly isLast: boolean;
}

export interface CountedSplitter<Told> {
  push(chunk: Buffer): Counted<Told>[];
  /** What does not begin with a header, from its first byte on; nothing is read behind it. */
  readonly garbage: Buffer | undefined;
  /** what has come of a message that is not whole */
  end(): Buffer[];
  readonly held: number;
}

/** Longest text before a message; what has not become a header by then never will. */
const LONGEST_HEADER = 64;

/**
 * Messages that each say their length first. Memory is bounded by one piece.
 *
 * @param readHeader `more` where the bytes may still become one
 * @param trailer bytes between a message and the next header, whatever they are
 */
export function splitCounted<Told>(
  readHeader: (bytes: Buffer) => Header<Told> | 'more' | 'garbage',
  trailer = 0,
): CountedSplitter<Told> {
  let parts: Buffer[] = [];
  let held = 0;
  let current: { told: Told; left: number } | undefined;
  let skip = 0;
  let garbage: Buffer | undefined;

  function take(): Buffer {
    const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    parts = [];
    held = 0;
    return bytes;
  }

  function hold(bytes: Buffer, of: Buffer): void {
    parts.push(bytes.length * 2 < of.length ? Buffer.from(bytes) : bytes);
    held += bytes.length;
    if (parts.length > 64) parts = [Buffer.concat(parts)];
  }

  return {
    push(chunk) {
      const found: Counted<Told>[] = [];
      let at = 0;
      while (at < chunk.length && !garbage) {
        if (skip > 0) {
          const skipped = Math.min(skip, chunk.length - at);
          skip -= skipped;
          at += skipped;
          continue;
        }
        if (!current) {
          const before = held;
          const start = chunk.subarray(at, at + LONGEST_HEADER - before);
          const bytes = before === 0 ? start : Buffer.concat([...parts, start]);
          const header = readHeader(bytes);
          if (header === 'more' && bytes.length < LONGEST_HEADER) {
            hold(start, chunk);
            break;
          }
          if (header === 'more' || header === 'garbage') {
            garbage = Buffer.concat([...parts, chunk.subarray(at)]);
            take();
            break;
          }
          take();
          at += header.bytes - before;
          current = { told: header.told, left: header.length };
          if (header.length > 0) continue;
          found.push({ told: header.told, piece: Buffer.alloc(0), isLast: true });
          current = undefined;
          skip = trailer;
          continue;
        }
        const wanted = Math.min(current.left, LONGEST_LINE - held, chunk.length - at);
        hold(chunk.subarray(at, at + wanted), chunk);
        at += wanted;
        current.left -= wanted;
        const isLast = current.left === 0;
        if (!isLast && held < LONGEST_LINE) continue;
        found.push({ told: current.told, piece: take(), isLast });
        if (!isLast) continue;
        current = undefined;
        skip = trailer;
      }
      return found;
    },
    get garbage() {
      return garbage;
    },
    end: () => (held > 0 ? [take()] : []),
    get held() {
      return held;
    },
  };
}
