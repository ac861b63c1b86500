import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { LOG_KINDS, type Received } from './event.ts';

/** Longest line that is one event, bytes; a longer one is kept in pieces of this length. */
export const LONGEST_LINE = 1_048_576;

/** What a spool file begins with. */
export const SPOOL_MARK = Buffer.from('ZDSPOOL1');

/** Length and CRC-32 of the body, four bytes each. */
const HEAD = 8;
/** Sequence and time, six bytes each, kind and length of the source's name, one each. */
const FIXED = 14;
const LONGEST_BODY = FIXED + 255 + LONGEST_LINE;

/** One event as it stands in a spool file, big-endian. */
export function encodeFrame({ sequence, receivedAt, source, kind, raw }: Received): Buffer {
  const name = Buffer.from(source);
  const frame = Buffer.allocUnsafe(HEAD + FIXED + name.length + raw.length);
  frame.writeUIntBE(sequence, HEAD, 6);
  frame.writeUIntBE(receivedAt, HEAD + 6, 6);
  frame.writeUInt8(kind === undefined ? 0 : LOG_KINDS.indexOf(kind) + 1, HEAD + 12);
  frame.writeUInt8(name.length, HEAD + 13);
  name.copy(frame, HEAD + FIXED);
  raw.copy(frame, HEAD + FIXED + name.length);
  frame.writeUInt32BE(frame.length - HEAD, 0);
  frame.writeUInt32BE(crc32(frame.subarray(HEAD)), 4);
  return frame;
}

/**
 * The events of a spool file, in lots. Ends before the first frame that is not whole.
 *
 * @param place.end is kept at the byte up to which the file was whole; less than its size where something is torn
 */
export async function* readFrames(path: string, place: { end: number }): AsyncGenerator<Received[]> {
  place.end = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    if (place.end === 0) {
      if (bytes.length < SPOOL_MARK.length) {
        rest = bytes;
        continue;
      }
      if (!bytes.subarray(0, SPOOL_MARK.length).equals(SPOOL_MARK)) return;
      at = SPOOL_MARK.length;
      place.end = at;
    }
    const events: Received[] = [];
    let broken = false;
    while (at + HEAD <= bytes.length) {
      const length = bytes.readUInt32BE(at);
      broken = length < FIXED || length > LONGEST_BODY;
      if (broken || at + HEAD + length > bytes.length) break;
      const body = bytes.subarray(at + HEAD, at + HEAD + length);
      broken = crc32(body) !== bytes.readUInt32BE(at + 4);
      if (broken) break;
      events.push(decodeBody(body));
      at += HEAD + length;
      place.end += HEAD + length;
    }
    if (events.length > 0) yield events;
    if (broken) return;
    rest = bytes.subarray(at);
  }
}

function decodeBody(body: Buffer): Received {
  const raw = FIXED + body.readUInt8(13);
  return {
    sequence: body.readUIntBE(0, 6),
    receivedAt: body.readUIntBE(6, 6),
    kind: LOG_KINDS[body.readUInt8(12) - 1],
    source: body.toString('utf8', FIXED, raw),
    raw: body.subarray(raw),
  };
}
