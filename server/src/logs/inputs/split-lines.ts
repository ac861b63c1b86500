import { LONGEST_LINE } from '../frame.ts';

const LINE_FEED = 10;

/** Cuts a stream into lines, however its chunks fall. Memory is bounded by one line. */
export interface Splitter {
  /** lines that end in this chunk, and pieces of `LONGEST_LINE` of those that are longer */
  push(chunk: Buffer): Buffer[];
  /** what stands behind the last line feed; nothing more is held then */
  end(): Buffer[];
  /** bytes of the line that has not ended */
  readonly held: number;
  /** lines that were longer and are kept in pieces */
  readonly cut: number;
}

/** Lines end with a line feed. An empty line is a line; a carriage return belongs to it. */
export function splitLines(longest = LONGEST_LINE): Splitter {
  let parts: Buffer[] = [];
  let held = 0;
  let cut = 0;
  let inPieces = false;

  function whole(last: Buffer): Buffer {
    if (parts.length === 0) return last;
    const line = Buffer.concat([...parts, last]);
    parts = [];
    held = 0;
    return line;
  }

  return {
    push(chunk) {
      const lines: Buffer[] = [];
      let at = 0;
      while (at < chunk.length) {
        const found = chunk.indexOf(LINE_FEED, at);
        const end = found < 0 ? chunk.length : found;
        const room = longest - held;
        if (end - at > room) {
          if (!inPieces) cut += 1;
          inPieces = true;
          lines.push(whole(chunk.subarray(at, at + room)));
          at += room;
          continue;
        }
        if (found < 0) {
          // A few bytes of their own: a view would keep the whole chunk in memory for as long as the line does not end.
          const rest = chunk.subarray(at);
          parts.push(rest.length * 2 < chunk.length ? Buffer.from(rest) : rest);
          held += rest.length;
          if (parts.length > 64) parts = [Buffer.concat(parts)];
          break;
        }
        lines.push(whole(chunk.subarray(at, end)));
        inPieces = false;
        at = end + 1;
      }
      return lines;
    },
    end: () => (held > 0 ? [whole(Buffer.alloc(0))] : []),
    get held() {
      return held;
    },
    get cut() {
      return cut;
    },
  };
}
