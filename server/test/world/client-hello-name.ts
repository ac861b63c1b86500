/**
 * The server name in a TLS ClientHello: null where none is sent or the bytes are no ClientHello of TLS,
 * undefined while the record is incomplete.
 */
export function readServerName(bytes: Buffer): string | null | undefined {
  if (bytes.length < 5) return undefined;
  if (bytes[0] !== 22) return null;
  const end = 5 + bytes.readUInt16BE(3);
  if (bytes.length < end) return undefined;
  try {
    return findName(bytes.subarray(5, end));
  } catch {
    return null;
  }
}

function findName(handshake: Buffer): string | null {
  let at = 4 + 2 + 32;
  at += 1 + handshake.readUInt8(at);
  at += 2 + handshake.readUInt16BE(at);
  at += 1 + handshake.readUInt8(at);
  if (at + 2 > handshake.length) return null;
  at += 2;
  while (at + 4 <= handshake.length) {
    const type = handshake.readUInt16BE(at);
    const length = handshake.readUInt16BE(at + 2);
    if (type === 0) {
      const size = handshake.readUInt16BE(at + 7);
      return handshake.toString('ascii', at + 9, at + 9 + size).toLowerCase();
    }
    at += 4 + length;
  }
  return null;
}
