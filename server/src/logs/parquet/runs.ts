/** Longest number of a group that is packed by bits. */
const GROUP = 8;

/**
 * Numbers as Parquet's hybrid of runs and packed bits (format specification, "RLE/Bit-Packing Hybrid"): what comes eight times or
 * more is a run, everything between is packed.
 *
 * @param width bits of a number, 0 to 24
 */
export function packRuns(values: Int32Array | Uint8Array, width: number): Buffer {
  const out = Buffer.allocUnsafe(Math.ceil((values.length * Math.max(width, 1)) / 8) + values.length + 64);
  let end = 0;

  function varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      out[end++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    out[end++] = rest;
  }

  /** Groups of eight from `from` to `to`; zeros behind the last value. */
  function pack(from: number, to: number): void {
    const groups = Math.ceil((to - from) / GROUP);
    varint((groups << 1) | 1);
    let bits = 0;
    let held = 0;
    for (let index = from; index < from + groups * GROUP; index += 1) {
      held |= (index < values.length ? (values[index] ?? 0) : 0) << bits;
      bits += width;
      while (bits >= 8) {
        out[end++] = held & 0xff;
        held >>>= 8;
        bits -= 8;
      }
    }
  }

  let packedFrom = 0;
  let at = 0;
  while (at < values.length) {
    const value = values[at] ?? 0;
    let run = at + 1;
    while (run < values.length && values[run] === value) run += 1;
    if (run - at < GROUP) {
      at = Math.min(at + GROUP, values.length);
      continue;
    }
    if (at > packedFrom) pack(packedFrom, at);
    varint((run - at) << 1);
    for (let byte = 0; byte < (width + 7) >> 3; byte += 1) out[end++] = (value >>> (8 * byte)) & 0xff;
    at = run;
    packedFrom = run;
  }
  if (at > packedFrom) pack(packedFrom, at);
  return out.subarray(0, end);
}

/** Bits that a number needs. */
export function bitsOf(largest: number): number {
  return largest === 0 ? 0 : 32 - Math.clz32(largest);
}
