import { LOG_KINDS, type Received } from '../event.ts';

/** Bytes of a leaf before the name of the source: the byte 0 of RFC 6962, sequence, time, kind, length of the name. */
const FIXED = 15;

/** Where leaves are written one after the other. Each is gone when the next one comes. */
export type LeafWriter = (event: Received) => Buffer;

/**
 * What RFC 6962 takes the hash of: the byte 0, then the event as it was acknowledged – sequence and received time (6 bytes each,
 * big-endian), declared kind and length of the source's name (1 each), the name, the raw line. Nothing that was read out of the
 * line is in it: whoever has the columns of a segment can rebuild it without our parsers.
 */
export function openLeafWriter(): LeafWriter {
  let room = Buffer.alloc(1 << 16);
  let lastSource = '';
  let name = Buffer.alloc(0);
  return ({ sequence, receivedAt, source, kind, raw }) => {
    if (source !== lastSource) {
      name = Buffer.from(source);
      lastSource = source;
    }
    const length = FIXED + name.length + raw.length;
    if (length > room.length) room = Buffer.alloc(length * 2);
    room.writeUIntBE(sequence, 1, 6);
    room.writeUIntBE(receivedAt, 7, 6);
    room[13] = kind === undefined ? 0 : LOG_KINDS.indexOf(kind) + 1;
    room[14] = name.length;
    room.set(name, FIXED);
    room.set(raw, FIXED + name.length);
    return room.subarray(0, length);
  };
}
