import * as packet from 'dns-packet';

/** Bytes that bear the right id and are otherwise noise, the same on every run. */
export function randomBytes(id: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 0x2545f491;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[index] = state >>> 24;
  }
  bytes.writeUInt16BE(id, 0);
  bytes.writeUInt8(0x80, 2);
  return bytes;
}

/** An answer whose owner name is a compression pointer to itself. */
export function compressionLoop(id: number, name: string): Buffer {
  const head = packet.encode({ type: 'response', id, flags: 0, questions: [{ type: 'A', name }] });
  head.writeUInt16BE(1, 6);
  const pointer = Buffer.alloc(16);
  pointer.writeUInt16BE(0xc000 | head.length, 0);
  pointer.writeUInt16BE(1, 2);
  pointer.writeUInt16BE(1, 4);
  pointer.writeUInt16BE(4, 10);
  return Buffer.concat([head, pointer]);
}

/** An answer of 1 000 address records. */
export function floodOfRecords(id: number, name: string): Buffer {
  const answers = Array.from(
    { length: 1000 },
    (_, index): packet.Answer => ({
      type: 'A',
      name,
      ttl: 60,
      data: `203.0.${index >> 8}.${index & 255}`,
    }),
  );
  return packet.encode({ type: 'response', id, flags: 0, questions: [{ type: 'A', name }], answers });
}
