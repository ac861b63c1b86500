interface Bitmap {
  readonly points: Buffer;
  readonly width: number;
  readonly height: number;
}

const HEAD = 14;

/**
 * A Windows bitmap without compression, of 1, 4, 8, 24 or 32 bits a point, as red, green and blue from the top.
 * Undefined: it is none, it is compressed, or it is cut off.
 */
export function decodeBitmap(file: Uint8Array, mostPoints: number): Bitmap | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < HEAD + 40 || bytes.toString('latin1', 0, 2) !== 'BM') return undefined;
  const info = bytes.readUInt32LE(HEAD);
  const width = bytes.readInt32LE(HEAD + 4);
  const down = bytes.readInt32LE(HEAD + 8);
  const height = Math.abs(down);
  const bits = bytes.readUInt16LE(HEAD + 14);
  const compression = bytes.readUInt32LE(HEAD + 16);
  // 3: the points lie as without compression, and masks say where the colours are; cameras write the usual ones.
  if (info < 40 || (compression !== 0 && !(compression === 3 && bits === 32))) return undefined;
  if (![1, 4, 8, 24, 32].includes(bits) || width < 1 || height < 1 || width * height > mostPoints)
    return undefined;
  const start = bytes.readUInt32LE(10);
  const row = Math.ceil((width * bits) / 32) * 4;
  if (start + row * height > bytes.length) return undefined;
  const points = Buffer.alloc(width * height * 3);
  const colours = bytes.subarray(HEAD + info, start);
  for (let y = 0; y < height; y++) {
    const from = start + row * (down > 0 ? height - 1 - y : y);
    for (let x = 0; x < width; x++) {
      const at = bits >= 24 ? from + (x * bits) / 8 : indexOf(bytes, from, x, bits) * 4;
      const source = bits >= 24 ? bytes : colours;
      const to = (y * width + x) * 3;
      points[to] = source[at + 2] ?? 0;
      points[to + 1] = source[at + 1] ?? 0;
      points[to + 2] = source[at] ?? 0;
    }
  }
  return { points, width, height };
}

/** The colour's number of a point whose number takes less than a byte, or one. */
function indexOf(bytes: Buffer, from: number, x: number, bits: number): number {
  const bit = x * bits;
  return ((bytes[from + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
}
