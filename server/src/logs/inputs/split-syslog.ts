import { type CountedSplitter, splitCounted } from './split-counted.ts';
import { type Splitter, splitLines } from './split-lines.ts';

/** A sender that says more than this is not counting octets. */
const MOST_OCTETS = 64 * 1024 * 1024;
const LONGEST_COUNT = 8;

/**
 * Syslog over a stream (RFC 6587): `LENGTH <PRI>…` counts octets, everything else ends with a line feed. Which it is, is told by
 * the beginning of the connection; a sender that stops counting is read by its line feeds from there on, and nothing is dropped.
 */
export function splitSyslog(): Splitter & { readonly garbled: number } {
  const lines = splitLines();
  let counted: CountedSplitter<undefined> | undefined;
  let isDecided = false;
  let start: Buffer = Buffer.alloc(0);
  let cut = 0;
  let inPieces = false;
  let garbled = 0;

  function pushCounted(into: CountedSplitter<undefined>, chunk: Buffer): Buffer[] {
    const found = into.push(chunk).map(({ piece, isLast }) => {
      if (!isLast && !inPieces) cut += 1;
      inPieces = !isLast;
      return piece;
    });
    if (!into.garbage) return found;
    garbled += 1;
    counted = undefined;
    return [...found, ...lines.push(into.garbage)];
  }

  return {
    push(chunk) {
      if (counted) return pushCounted(counted, chunk);
      if (isDecided) return lines.push(chunk);
      start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
      const header = readCount(start);
      if (header === 'more') return [];
      isDecided = true;
      const all = start;
      start = Buffer.alloc(0);
      if (header === 'garbage') return lines.push(all);
      counted = splitCounted(readCount);
      return pushCounted(counted, all);
    },
    end() {
      const rest = start.length > 0 ? [start] : [];
      start = Buffer.alloc(0);
      return [...rest, ...(counted?.end() ?? []), ...lines.end()];
    },
    get held() {
      return start.length + (counted?.held ?? 0) + lines.held;
    },
    get cut() {
      return cut + lines.cut;
    },
    get garbled() {
      return garbled;
    },
  };
}

/** `123 <34>…`; the angle bracket tells it from a line that begins with a number. */
function readCount(bytes: Buffer) {
  let length = 0;
  for (let at = 0; at <= LONGEST_COUNT; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return 'more' as const;
    if (byte >= 48 && byte <= 57 && !(at === 0 && byte === 48)) {
      length = length * 10 + byte - 48;
      continue;
    }
    if (byte !== 32 || at === 0 || length > MOST_OCTETS) return 'garbage' as const;
    if (bytes.length === at + 1) return 'more' as const;
    return bytes[at + 1] === 60 ? { bytes: at + 1, length, told: undefined } : ('garbage' as const);
  }
  return 'garbage' as const;
}
